"""Who is in the numbers, in words: how many were asked, and how many of them answered.

The rates stand in the released values (`designs/response.py`); here they are only said, with the
counts that the report shows. Example:

    Av 80 tillfrågade mättes 74 första gången (93 %) och 49 båda gångerna (61 %).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tsi_eval.findings import Note, Part, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.findings.security import SOME_MISSING
from tsi_eval.report.dates import date_of, of_the_same_report, with_date
from tsi_eval.report.words import WHOLE_PERCENT, Words, not_half_way

# Why a rate is hidden is not said: it may be a small number, or stand beside one.
SHOWN, SUPPRESSED = "shown", "suppressed"
_DIGITS = 9
PAIR = (Note.TOOK_PART, Note.COULD_HAVE)


@dataclass(frozen=True, slots=True)
class Answered:
    """A shown rate and how many answered.

    Attributes:
        rate: The rate; its n is how many were asked.
        n: How many answered.
    """

    rate: ReleasedEstimate
    n: int

    @property
    def of_those_measured_first(self) -> bool:
        """Whether it is of those measured first, since it is not known who was asked."""
        return self.rate.note == Note.AGAIN


def rates(finding: ReleasedFinding) -> tuple[ReleasedEstimate, ...]:
    """Return the response rates of a finding, also those that are hidden."""
    every = (item for item in finding.estimates if item.quantity is Quantity.RESPONSE)
    return tuple(item for item in every if item.note in {"", Note.AGAIN})


def answered(finding: ReleasedFinding) -> tuple[Answered, ...]:
    """Return the rates that are shown, each with how many answered where that is shown too."""
    pairs = ((rate, _count(finding, rate)) for rate in rates(finding) if rate.status == SHOWN)
    return tuple(Answered(rate, n) for rate, n in pairs if n is not None and rate.n is not None)


def _count(finding: ReleasedFinding, rate: ReleasedEstimate) -> int | None:
    """Return how many answered, as the same report shows it: a count, or the n of a share."""
    for item in of_the_same_report(finding, rate).estimates:
        counts_them = item.quantity is Quantity.COUNT and item.outcome == rate.outcome
        if counts_them and (item.group == rate.group or (_is_first(rate) and item.period == rate.period)):
            return item.n
        if item.quantity is Quantity.SHARE and (item.group, item.period) == (rate.group, rate.period):
            return item.n
    return None


def _is_first(rate: ReleasedEstimate) -> bool:
    return rate.group == Part.BEFORE


def about(words: Words, finding: ReleasedFinding) -> str:
    """Return how many answered, of those who were asked; "" where nothing is known of it."""
    said = answered(finding)
    if groups := _with_result(finding):
        return _groups(words, groups)
    if beside_pupils := _beside_pupils(words, finding):
        return beside_pupils
    if not said:
        declared = any(rate.note != Note.AGAIN and rate.status == SUPPRESSED for rate in rates(finding))
        return words.say("response.hidden") if declared else ""
    if any(_is_of_a_poll(item) for item in said):
        return _polls(words, said)
    first = next((item for item in said if _is_first(item.rate)), None)
    again = next((item for item in said if not _is_first(item.rate)), None)
    return _persons(words, finding, first, again) + _completed(words, finding)


def _completed(words: Words, finding: ReleasedFinding) -> str:
    """Return which share of those measured every time had completed, or ""."""
    for item in finding.estimates:
        if item.quantity is Quantity.RESPONSE and item.note == Note.COMPLETED and item.status == SHOWN:
            stage, share = words.period(item.period), words.value(words.read(item))
            text = words.say("response.completed", n=words.count(item.n), stage=stage, rate=share)
            return " " + with_date(words, text, item)
    return ""


def _persons(words: Words, finding: ReleasedFinding, first: Answered | None, again: Answered | None) -> str:
    every = words.say(f"response.every.{finding.design}")
    if again is not None and again.of_those_measured_first:
        key = "of_first_all" if again.n == again.rate.n else "of_first"
        return with_date(words, words.say(f"response.{key}", **_places(words, again), every=every), again.rate)
    if first is None or again is None:
        one, key = (again, "again") if first is None else (first, "first")
        if one is None:
            return ""
        return with_date(words, words.say(f"response.{key}", **_places(words, one), every=every), one.rate)
    both = [first.rate, again.rate]
    more = {"again": words.count(again.n), "again_rate": _rate(words, again.rate, both)}
    said = words.say("response.first_and_again", **_places(words, first, both), **more, every=every)
    return _dated(words, said, both)


def _with_result(finding: ReleasedFinding) -> list[ReleasedEstimate]:
    """Return the shares of groups that have a result, of an answer about groups side by side."""
    shares = (item for item in finding.estimates if item.quantity is Quantity.SHARE)
    return [item for item in shares if item.note == Note.WITH_RESULT and item.status == SHOWN]


def _groups(words: Words, groups: Iterable[ReleasedEstimate]) -> str:
    """Return which share of each group has a result: "vanlig klass 91 % av 2 194, …"."""
    every = list(groups)
    items = ", ".join(
        words.say("response.of_group", group=words.group(item), rate=_whole(words, item), n=words.count(item.n))
        + _own(words, item, every)
        for item in every
    )
    return _dated(words, words.say("response.with_result", groups=items), every)


def _beside_pupils(words: Words, finding: ReleasedFinding) -> str:
    """Return which share each group is of those who took part, and of those who could have."""
    shown = [item for item in finding.estimates if item.quantity is Quantity.RESPONSE and item.status == SHOWN]
    took, could = ({item.group: item for item in shown if item.note == note} for note in PAIR)
    groups = [group for group in took if group in could and took[group].as_of == could[group].as_of]
    if not groups:
        return ""
    every = [took[group] for group in groups]
    items = "; ".join(
        words.say(
            "response.beside_pupils_group",
            group=words.group_name(group),
            took=_whole(words, took[group]),
            could=_whole(words, could[group]),
        )
        + _own(words, took[group], every)
        for group in groups
    )
    first = groups[0]
    n = {"n": words.count(took[first].n), "pupils": words.count(could[first].n)}
    text = words.say("response.beside_pupils", groups=items, stage=words.period(took[first].period), **n)
    return _dated(words, text, every)


def _whole(words: Words, item: ReleasedEstimate) -> str:
    return words.value(not_half_way(item, WHOLE_PERCENT))


def _polls(words: Words, said: Iterable[Answered]) -> str:
    """Return a sentence of all polls: "483 av 580 … före starten (83 %) och 493 av 580 …"."""
    pieces: list[str] = []
    answers = list(said)
    every = [item.rate for item in answers]
    for item in answers:
        key = "polled_more" if pieces else "polled" if item.rate.period else "polled_once"
        period = words.period(item.rate.period)
        pieces.append(words.say(f"response.{key}", **_places(words, item, every), period=period))
    return _dated(words, words.say("word.and").join(pieces) + ".", every)


def _places(words: Words, item: Answered, every: Sequence[ReleasedEstimate] = ()) -> dict[str, str]:
    rate = _rate(words, item.rate, every)
    return {"asked": words.count(item.rate.n), "n": words.count(item.n), "rate": rate}


def _rate(words: Words, item: ReleasedEstimate, every: Sequence[ReleasedEstimate]) -> str:
    """Return a rate, with its own date where those beside it have others."""
    date = date_of(words, item) if _differ(every) else ""
    return words.value(words.read(item)) + (f", {date}" if date else "")


def _own(words: Words, item: ReleasedEstimate, every: Sequence[ReleasedEstimate]) -> str:
    date = date_of(words, item) if _differ(every) else ""
    return f" ({date})" if date else ""


def _dated(words: Words, text: str, every: Sequence[ReleasedEstimate]) -> str:
    """Return a text about rates with the date of the earlier report that all of them are from."""
    return text if _differ(every) or not every else with_date(words, text, every[0])


def _differ(every: Sequence[ReleasedEstimate]) -> bool:
    return len({item.as_of for item in every}) > 1


def _is_of_a_poll(item: Answered) -> bool:
    return item.rate.group.startswith("tallied=")


def many_missing(words: Words, finding: ReleasedFinding) -> str:
    """Return how many answered, in few words, where a fifth or more are missing; else "".

    Of several polls it is that to which fewest answered. Who was measured every time is in the
    answer, and who was measured first only is not.
    """
    if groups := _with_result(finding):
        fewest = min(groups, key=_share)
        return _groups(words, [fewest]) if _many_lack(fewest) else ""
    in_answer = [item for item in answered(finding) if not _is_first(item.rate) and item.rate.estimate is not None]
    worst = min(in_answer, key=lambda item: _share(item.rate), default=None)
    if worst is None or not _many_lack(worst.rate):
        return ""
    if _is_of_a_poll(worst):
        key = "main_polled" if worst.rate.period else "main_polled_once"
        more = {"period": words.period(worst.rate.period)}
    else:
        key = "main_of_first" if worst.of_those_measured_first else "main_again"
        more = {"every": words.say(f"response.every.{finding.design}")}
    return with_date(words, words.say(f"response.{key}", **_places(words, worst), **more), worst.rate)


def _share(item: ReleasedEstimate) -> float:
    return item.estimate or 0.0


def _many_lack(item: ReleasedEstimate) -> bool:
    # 1 - 0.8 is a little less than a fifth.
    return round(1 - _share(item), _DIGITS) >= SOME_MISSING


def beside(finding: ReleasedFinding) -> str:
    """Return the key of how many are missing where it was just said who answered, or ""."""
    said = [item for item in answered(finding) if not _is_first(item.rate)]
    if not said:
        return ""
    return "security.missing.beside_first" if said[0].of_those_measured_first else "security.missing.beside_asked"
