"""The project's own texts, filled with what was released and held against it.

1. Each place is filled (`answer_words.py`). A place that has nothing to show says so.
2. Each sentence's words of claim are held against the answers of the questions in it: they may say
   no more than the design can, nor otherwise than the data show. In `summary.md` and the chapters
   these are the questions of its places, and all of them must bear it. A point of `decisions.md`
   names the answers that it rests on, of which one must.

What does not hold is a problem (`faults`): a draft is printed with it, an approved report refused.

Example. "Fler söker själva ({self_referred.change})" holds where the data show that more do. Where
it can't be decided, "fler" is a problem, and "om fler söker vet vi inte ({self_referred.verdict})"
is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsi_eval.errors import Param, Problem
from tsi_eval.findings import Claim
from tsi_eval.findings.released import Released, ReleasedFinding
from tsi_eval.language import LANGUAGES, Message
from tsi_eval.own_words.claims import Kind, claimed_as_found, claims, denies, leaves_open
from tsi_eval.own_words.marks import DECISIONS, MARK, RESULTS, SUMMARY, Place, Word, places, points, prose, sentences
from tsi_eval.report.answer_words import said_in_place, shows, verdict
from tsi_eval.report.overall import MOVED, UNWANTED, WANTED, moved_by
from tsi_eval.report.parts import bullets, plain
from tsi_eval.report.sentences import headlines, leaves_out_nothing
from tsi_eval.report.words import Words

# What the data must show, and the weakest claim of a design, for a word of each kind.
_DECIDED = frozenset({WANTED, UNWANTED, MOVED})
_NEEDS = {
    Kind.CAUSE: (_DECIDED, Claim.CAUSED),
    Kind.ROSE: (_DECIDED, Claim.CHANGED),
    Kind.FELL: (_DECIDED, Claim.CHANGED),
    Kind.MORE: (_DECIDED, Claim.DIFFERS),
    Kind.LESS: (_DECIDED, Claim.DIFFERS),
    Kind.BETTER: (frozenset({WANTED}), Claim.DIFFERS),
    Kind.WORSE: (frozenset({UNWANTED}), Claim.DIFFERS),
}
_SIGNS = {Kind.ROSE: 1, Kind.MORE: 1, Kind.FELL: -1, Kind.LESS: -1}
_STRENGTH = tuple(Claim)


def faults(released: Released) -> Iterator[Problem]:
    """Yield what the project's own words claim too much (E417), and what they can't show (E418)."""
    for language in LANGUAGES:
        for slot in released.cover.texts.get(language, {}):
            yield from _faults(Words(released, language), slot)


def written(words: Words, slot: str) -> str:
    """Return one of the project's own texts in Markdown, as it was written, or ""."""
    return words.released.cover.texts.get(words.language, {}).get(slot, "")


def filled(words: Words, text: str) -> str:
    """Return a text in Markdown with what stands in each place of a question that there is."""
    held = iter(said_in_places(words, text))
    return MARK.sub(lambda mark: _in_markdown(words, next(held), mark[0]), text)


def said_in_places(words: Words, text: str) -> Iterator[str | None]:
    """Yield what stands in each place of a text: "" where nothing may be shown, None for no place.

    In a sentence the first number of each older answer has its date.
    """
    has_date: set[str] = set()
    for before, place in zip(MARK.split(text)[::2], places(text), strict=False):
        if len(sentences(f"x{before}x")) > 1:
            has_date.clear()
        if not _is_asked(words, place):
            yield None
            continue
        finding = words.released.finding(place.question)
        said = said_in_place(words, finding, place.word, dated=place.question not in has_date)
        if said != said_in_place(words, finding, place.word, dated=False):
            has_date.add(place.question)
        yield said


def to_mend(words: Words, slot: str) -> str:
    """Return what to mend in a text before the report can be approved, in Markdown, or ""."""
    problems = dict.fromkeys(" ".join(problem.lines(words.language)[0].split()) for problem in _faults(words, slot))
    return f"{words.say('own.to_mend')}\n\n{bullets(map(plain, problems))}" if problems else ""


def _in_markdown(words: Words, said: str | None, written_there: str) -> str:
    return written_there if said is None else plain(said) or words.say("own.not_shown")


def _is_asked(words: Words, place: Place) -> bool:
    asked = {question.id for question in words.released.cover.questions}
    return place.question in asked and place.word in set(Word)


def _faults(words: Words, slot: str) -> Iterator[Problem]:
    text, file = written(words, slot), f"texts/{words.language}/{slot}.md"
    if slot not in {SUMMARY, DECISIONS, *RESULTS}:
        return
    for place in places(text):
        if _is_asked(words, place) and not said_in_place(words, words.released.finding(place.question), place.word):
            yield Problem(code="E418", params={"file": file, "name": place.written, "places": _that_show(words, place)})
    if slot == DECISIONS:
        for point in points(text):
            for sentence in prose(point.text):
                yield from _in_sentence(words, sentence, file, point.rests_on, slot)
    else:
        for sentence in sentences(text) if slot == SUMMARY else prose(text):
            yield from _in_sentence(words, sentence, file, (), slot)


def _that_show(words: Words, place: Place) -> str:
    """Return the places of the same question that have something to show."""
    finding = words.released.finding(place.question)
    return ", ".join(f"{{{place.question}.{word}}}" for word in Word if said_in_place(words, finding, word))


def _in_sentence(words: Words, sentence: str, file: str, rests_on: tuple[str, ...], slot: str) -> Iterator[Problem]:
    """Yield each word of a sentence that the answers do not bear, with the first that does not."""
    named = dict.fromkeys(place.question for place in places(sentence) if _is_asked(words, place))
    every = [words.released.finding(question) for question in named or rests_on]
    claim_words = (claimed_as_found if slot == DECISIONS else claims)(sentence, words.language)
    misfits = [(finding, dict(_misfits(words, finding, sentence, claim_words))) for finding in every]
    for kind, word in claim_words.items():
        unborne = [finding for finding, found in misfits if kind in found]
        if unborne and (named or len(unborne) == len(every)):
            yield from (_problem(words, finding, file, kind, word) for finding in (unborne if named else unborne[:1]))


def _problem(words: Words, finding: ReleasedFinding, file: str, kind: Kind, word: str) -> Problem:
    params: dict[str, Param] = {
        "file": file,
        "question": finding.question,
        "verdict": verdict(words, finding),
        "claim": Message(f"claim.{finding.claim}.word"),
        "word": word,
        "instead": Message(f"instead.{kind}"),
    }
    return Problem(code="E417", params=params)


def _misfits(
    words: Words, finding: ReleasedFinding, sentence: str, found: Mapping[Kind, str]
) -> Iterator[tuple[Kind, str]]:
    """Yield the words of claim in a sentence that an answer does not bear.

    A sentence that says that something is not known may have any of them of what is not decided,
    and words of cause of anything. What "not" denies can't be told, so that no answer bears it.
    """
    is_open, is_denied = leaves_open(sentence, words.language), denies(sentence, words.language)
    is_decided = shows(words, finding) in _DECIDED
    for kind, word in found.items():
        if is_open and (kind is Kind.CAUSE or not is_decided):
            continue
        if (is_denied and not is_open) or not _bears(words, finding, kind):
            yield kind, word


def _bears(words: Words, finding: ReleasedFinding, kind: Kind) -> bool:
    shown, weakest = _NEEDS[kind]
    if shows(words, finding) not in shown or _STRENGTH.index(finding.claim) < _STRENGTH.index(weakest):
        return False
    sign = _SIGNS.get(kind)
    told = [item for item in headlines(finding) if item.status == "shown" and leaves_out_nothing(item)]
    return sign is None or all(moved_by(item) * sign > 0 for item in told)
