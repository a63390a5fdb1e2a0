"""What people's own texts may say of an answer: what the data show, how secure it is, its numbers.

Everything is taken from what was released, and is the same as what the report says elsewhere. Of a
question with several answers, numbers are those of the first. Example, of the share of pupils who
know of a team:

    verdict     data pekar åt det håll som projektet önskade
    security    låg
    change      +25,3 procentenheter
    interval    19,2 till 31,2
    before      32,1 %
"""

from __future__ import annotations

from collections.abc import Mapping

from tsi_eval.findings import Answerable
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.own_words.marks import Word
from tsi_eval.report.dates import with_date
from tsi_eval.report.overall import way_of
from tsi_eval.report.places import places
from tsi_eval.report.security import step
from tsi_eval.report.sentences import COMPUTED, COUNTED, certainty, headlines
from tsi_eval.report.words import HIDDEN, NO_INTERVAL, NONE, Words

REFUSED, NOT_SHOWN = "refused", "hidden"
SEK = "sek"
# What can't be shown is one of these where a sentence of ours has a place for it.
_NOTHING = ("", HIDDEN, NONE, NO_INTERVAL)
_AS_THEY_ARE = (Word.BEFORE, Word.AFTER, Word.COUNTED, Word.EXPECTED)


def answer_of(finding: ReleasedFinding) -> ReleasedEstimate | None:
    """Return the first of a question's answers that is shown, or None."""
    if finding.feasibility.answerable is Answerable.REFUSED:
        return None
    return next((item for item in headlines(finding) if item.status == "shown"), None)


def shows(words: Words, finding: ReleasedFinding) -> str:
    """Return REFUSED, NOT_SHOWN, COUNTED or COMPUTED, or which of `overall.WAYS` answers point."""
    if finding.feasibility.answerable is Answerable.REFUSED:
        return REFUSED
    steps = {certainty(finding, item) for item in headlines(finding) if item.status == "shown"}
    if not steps:
        return NOT_SHOWN
    if steps <= {COUNTED, COMPUTED}:
        return COMPUTED if COMPUTED in steps else COUNTED
    return way_of(words, finding)


def verdict(words: Words, finding: ReleasedFinding) -> str:
    """Return what the data show, in words that can stand after a colon."""
    return words.say(f"verdict.{shows(words, finding)}")


def security(words: Words, finding: ReleasedFinding) -> str:
    """Return how secure the answer is, in a word, or "" where it has no rating."""
    answer = answer_of(finding)
    return "" if answer is None else step(words, answer)


def said_in_place(words: Words, finding: ReleasedFinding, word: str, *, dated: bool = True) -> str:
    """Return what stands in a place, or "" where there is nothing that may be shown.

    Args:
        words: The released values and the language.
        finding: The question's answers.
        word: What of them stands there.
        dated: Whether a number of an earlier report has its date here. One that is of another
            report than the answer has its own in any case.
    """
    if word == Word.VERDICT:
        return verdict(words, finding)
    if word == Word.SECURITY:
        return security(words, finding)
    answer = answer_of(finding)
    if answer is None:
        return ""
    said = _number(words, answer, word, places(words, finding, answer))
    if said in _NOTHING:
        return ""
    has_own = word in _AS_THEY_ARE and said.endswith(")")
    return with_date(words, said, answer) if dated and not has_own else said


def _number(words: Words, answer: ReleasedEstimate, word: str, found: Mapping[str, str]) -> str:
    if word == Word.N:
        return found["n"]
    if word in _AS_THEY_ARE:
        return found[word]
    if word == Word.INTERVAL:
        return _interval(words, answer, found)
    if word == Word.CHANGE:
        return _change(words, answer, found)
    return _with_unit(words, answer, found["value"])


def _interval(words: Words, answer: ReleasedEstimate, found: Mapping[str, str]) -> str:
    interval = found["percent_interval"] if _is_ratio(answer) else found["interval"]
    is_said = _is_ratio(answer) and interval not in _NOTHING
    return words.say("own.percent", value=interval) if is_said else interval


def _change(words: Words, answer: ReleasedEstimate, found: Mapping[str, str]) -> str:
    """Return a change or a difference with its sign, a ratio as per cent; others have none."""
    if _is_ratio(answer):
        return words.say("own.percent", value=found["percent"])
    if answer.quantity.record.nothing != 0:
        return ""
    sign = "+" if (answer.estimate or 0.0) > 0 else ""
    return sign + _with_unit(words, answer, found["value"])


def _is_ratio(answer: ReleasedEstimate) -> bool:
    return answer.quantity.record.nothing == 1


def _with_unit(words: Words, answer: ReleasedEstimate, value: str) -> str:
    if answer.unit == SEK:
        return words.say("own.money", value=value)
    unit = words.say("unit.points_of_share") if words.in_points(answer) else words.unit(answer)
    return f"{value} {unit}".strip()
