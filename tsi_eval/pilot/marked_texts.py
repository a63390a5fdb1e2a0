"""Whether what people write in their own texts can be looked up (`own_words/`).

Held against here is what is declared: which questions there are, which words a place may have, and
when the pilot was. Whether the words fit what was released is told later (`report/own_claims.py`).

The rule is one for all texts (docs/decisions/125): a number is not typed, and a word that claims
something has a question to be held against. The texts differ in what they are about:

1. `summary.md` is about the answers, every sentence of it.
2. `decisions.md` is too, but for what it proposes or asks. A point's ids say which answers.
3. `analysis.md`, `children.md` and `lessons.md` speak of other things as well, such as published
   studies. A sentence that says what happened, or gives a share, has a place or a source.
4. The other chapters are about what was so before, and what was meant. They are left alone.

Of each sentence only the first cause is told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from tsi_eval.errors import Problem, did_you_mean
from tsi_eval.own_words.claims import Kind, claimed_as_found, claims, happened, leaves_open, proposed
from tsi_eval.own_words.marks import (
    DECISIONS,
    RESULTS,
    SUMMARY,
    Point,
    Word,
    has_source,
    misplaced,
    outside,
    places,
    points,
    prose,
    sentences,
)
from tsi_eval.own_words.numbers import NO_TIMES, Times, number_in, share_in

# Without these problems it is known what a point rests on.
_READABLE = frozenset({"E406", "E407"})
# The first page has room for no more.
MOST_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """One of the texts, and what it is held against.

    Attributes:
        file: Where it stands.
        language: What it is written in.
        questions: The ids of the pilot's questions.
        times: When the pilot was.
    """

    file: str
    language: str
    questions: Collection[str]
    times: Times

    def problem(self, code: str, **params: str | int) -> Problem:
        return Problem(code=code, params={"file": self.file, **params})


def marked_problems(
    texts: Mapping[str, Mapping[str, str]], questions: Collection[str], times: Times = NO_TIMES
) -> Iterator[Problem]:
    """Yield what is wrong with the project's own texts.

    Args:
        texts: The people's own chapters, by language and slot.
        questions: The ids of the pilot's questions.
        times: The days and years that the pilot declares.
    """
    # Points that can't be read rest on nothing, in one language only.
    may_be_compared = True
    for language, slots in texts.items():
        for slot, text in slots.items():
            if slot not in _RULES:
                continue
            file = f"texts/{language}/{slot}.md"
            own = _Own(file=file, language=language, questions=questions, times=times)
            problems = list(_RULES[slot](text, own))
            may_be_compared &= _READABLE.isdisjoint(problem.code for problem in problems)
            yield from problems
    if may_be_compared:
        yield from _unlike([slots[DECISIONS] for slots in texts.values() if DECISIONS in slots])


def _in_summary(text: str, own: _Own) -> Iterator[Problem]:
    """Yield what is wrong with the project's own overall words, and with their length (E419)."""
    if len(text.split()) > MOST_WORDS or _has_paragraphs(text):
        yield own.problem("E419", most=MOST_WORDS)
    if "{" in outside(text) or "}" in outside(text):
        yield own.problem("E409")
        return
    yield from _places(text, own)
    for sentence in sentences(text):
        if number := number_in(sentence, own.language, own.times):
            yield _typed(number, own)
        else:
            yield from _of_no_question(sentence, claims(sentence, own.language), own)


def _has_paragraphs(text: str) -> bool:
    lines = text.strip().splitlines()
    return any(not line.strip() or line.lstrip().startswith(("#", "- ", "* ", "+ ", ">", "|")) for line in lines)


def _in_decisions(text: str, own: _Own) -> Iterator[Problem]:
    """Yield what only looks like a mark (E407), and what is wrong with each point."""
    for point in points(text):
        # An unknown question in the wrong place is told once.
        if problems := [own.problem("E407", found=found) for found in misplaced(point, own.questions)]:
            yield from problems
        else:
            yield from _in_point(point, own)


def _in_point(point: Point, own: _Own) -> Iterator[Problem]:
    unknown = [name for name in point.rests_on if name and name not in own.questions]
    yield from (_unknown(name, own) for name in unknown)
    yield from _places(point.text, own)
    if unknown:
        return
    for sentence in prose(point.text):
        if number := _number_of_an_answer(sentence, own):
            yield _typed(number, own)
        elif not point.rests_on:
            yield from _of_no_question(sentence, claimed_as_found(sentence, own.language), own)


def _number_of_an_answer(sentence: str, own: _Own) -> str:
    """Return the first number in what a sentence does not propose, or "".

    What is proposed is no answer: "ge teamet två tjänster till".
    """
    said = (part for part, is_proposal in proposed(sentence, own.language) if not is_proposal)
    return next((number for part in said if (number := number_in(part, own.language, own.times))), "")


def _unlike(both: list[str]) -> Iterator[Problem]:
    """Yield the first point that rests on other questions in the other language (E408)."""
    if len(both) > 1:
        rests = [[set(point.rests_on) for point in points(text) if point.is_point] for text in both]
        for number, (first, second) in enumerate(zip_longest(*rests), start=1):
            if first != second:
                yield Problem(code="E408", params={"file": f"texts/*/{DECISIONS}.md", "number": number})
                return


def _in_results(text: str, own: _Own) -> Iterator[Problem]:
    """Yield what a chapter about the answers says happened (E448), and shares that it types (E449).

    A sentence that names its source is about something else.
    """
    for sentence in prose(text):
        yield from _places(sentence, own, only_sure=True)
        if has_source(sentence) or any(place.question in own.questions for place in places(sentence)):
            continue
        if words := happened(sentence, own.language):
            yield own.problem("E448", word=words)
        elif share := share_in(sentence, own.language):
            yield own.problem("E449", number=share)


def _places(text: str, own: _Own, *, only_sure: bool = False) -> Iterator[Problem]:
    """Yield places that are not whole (E447), and unknown questions (E406) and words (E414).

    Args:
        text: What they stand in.
        own: The text that it is a part of.
        only_sure: Whether braces may stand for other things too.
    """
    for place in places(text):
        is_word, is_known = place.word in set(Word), place.question in own.questions
        if is_known and not is_word:
            known = did_you_mean(place.word, list(Word)) or ", ".join(Word)
            yield own.problem("E414", name=place.written, suggestion=known)
        elif is_known or (only_sure and not (is_word and place.question)):
            continue
        elif not place.question and (is_word or place.word in own.questions):
            yield own.problem("E447", name=place.written, places=_every_place(own, place.word))
        else:
            yield _unknown(place.question or place.written, own)


def _every_place(own: _Own, question: str = "") -> str:
    """Return all places of a question, or of the first one, as they are written."""
    name = question if question in own.questions else next(iter(own.questions), "")
    return ", ".join(f"{{{name}.{word}}}" for word in Word)


def _unknown(name: str, own: _Own) -> Problem:
    return own.problem("E406", name=name, suggestion=did_you_mean(name, own.questions) or ", ".join(own.questions))


def _typed(number: str, own: _Own) -> Problem:
    return own.problem("E413", number=number, places=_every_place(own))


def _of_no_question(sentence: str, found: Mapping[Kind, str], own: _Own) -> Iterator[Problem]:
    """Yield a word of claim in a sentence without a place (E415): nothing tells whether it is so.

    That the cause is not known needs no question.
    """
    is_open = leaves_open(sentence, own.language)
    words = [said for kind, said in found.items() if not (is_open and kind is Kind.CAUSE)]
    if words and not list(places(sentence)):
        yield own.problem("E415", word=words[0])


_Rule = Callable[[str, _Own], Iterable[Problem]]
_RULES: Mapping[str, _Rule] = {
    SUMMARY: _in_summary,
    DECISIONS: _in_decisions,
    **dict.fromkeys(RESULTS, _in_results),
}
