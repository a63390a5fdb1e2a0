"""Whether what people write in braces in their own texts can be looked up (`own_words.py`).

Held against here is what is declared: which questions there are, and which words a place may have.
Whether the words fit what was released is told later (`report/own_summary.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import zip_longest

from tsi_eval.errors import Problem, did_you_mean
from tsi_eval.own_words import (
    DECISIONS,
    SUMMARY,
    Kind,
    Word,
    claims,
    leaves_open,
    misplaced,
    number_in,
    outside,
    places,
    points,
    sentences,
)

# The first page has room for no more.
MOST_WORDS = 60


def marked_problems(texts: Mapping[str, Mapping[str, str]], questions: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the marks of `decisions.md` and `summary.md`.

    Args:
        texts: The people's own chapters, by language and slot.
        questions: The ids of the pilot's questions.
    """
    for language, slots in texts.items():
        if DECISIONS in slots:
            yield from _in_decisions(slots[DECISIONS], _file(language, DECISIONS), questions)
        if SUMMARY in slots:
            yield from _in_summary(slots[SUMMARY], language, questions)
    yield from _unlike([slots[DECISIONS] for slots in texts.values() if DECISIONS in slots])


def _file(language: str, slot: str) -> str:
    return f"texts/{language}/{slot}.md"


def _in_decisions(text: str, file: str, questions: Collection[str]) -> Iterator[Problem]:
    """Yield unknown questions (E406), and what only looks like a mark (E407)."""
    for point in points(text):
        for found in misplaced(point, questions):
            yield Problem(code="E407", params={"file": file, "found": found})
        yield from (_unknown(name, file, questions) for name in point.rests_on if name and name not in questions)


def _unknown(name: str, file: str, questions: Collection[str]) -> Problem:
    suggestion = did_you_mean(name, questions) or ", ".join(questions)
    return Problem(code="E406", params={"file": file, "name": name, "suggestion": suggestion})


def _unlike(both: list[str]) -> Iterator[Problem]:
    """Yield the first point that rests on other questions in the other language (E408)."""
    if len(both) > 1:
        rests = [[set(point.rests_on) for point in points(text) if point.is_point] for text in both]
        for number, (first, second) in enumerate(zip_longest(*rests), start=1):
            if first != second:
                yield Problem(code="E408", params={"file": f"texts/*/{DECISIONS}.md", "number": number})
                return


def _in_summary(text: str, language: str, questions: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the project's own overall words.

    They may be too long (E419), hold a number that is typed (E413), or places that nobody knows
    (E406, E414, E407), or claim something of no question (E415).
    """
    file = _file(language, SUMMARY)
    if len(text.split()) > MOST_WORDS or _has_paragraphs(text):
        yield Problem(code="E419", params={"file": file, "most": MOST_WORDS})
    if number := number_in(text, language):
        yield Problem(code="E413", params={"file": file, "number": number})
    if "{" in outside(text) or "}" in outside(text):
        yield Problem(code="E409", params={"file": file})
    for place in places(text):
        if place.question not in questions:
            yield _unknown(place.question or place.written, file, questions)
        elif place.word not in set(Word):
            known = did_you_mean(place.word, list(Word)) or ", ".join(Word)
            yield Problem(code="E414", params={"file": file, "name": place.written, "suggestion": known})
    for sentence in sentences(text):
        yield from _of_no_question(sentence, language, file)


def _has_paragraphs(text: str) -> bool:
    lines = text.strip().splitlines()
    return any(not line.strip() or line.lstrip().startswith(("#", "- ", "* ", "+ ", ">", "|")) for line in lines)


def _of_no_question(sentence: str, language: str, file: str) -> Iterator[Problem]:
    """Yield a word of claim in a sentence without a place (E415): nothing tells whether it is so.

    That the cause is not known needs no question.
    """
    found = claims(sentence, language)
    if leaves_open(sentence, language):
        found.pop(Kind.CAUSE, None)
    if found and not list(places(sentence)):
        yield Problem(code="E415", params={"file": file, "word": next(iter(found.values()))})
