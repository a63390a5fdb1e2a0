"""What people write in braces in their own texts, for the report to look up.

Two of a pilot's texts may have marks. In `decisions.md` each point of a list is something to decide
or a recommendation, and may end in the ids of the questions that it rests on:

    1. **Let the team stay.** More pupils know of it. {known, families}

`summary.md` is the project's own overall words. There a place in braces names a question, and what
of its released answer stands in the place:

    More pupils know of the team ({known.change}): {known.verdict}.

What the marks say is known here; whether it is right, `pilot/marked_texts.py` and the report know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tsi_eval.identifiers import INVISIBLE
from tsi_eval.language import Message, say

DECISIONS, SUMMARY = "decisions", "summary"
MARK = re.compile(r"\{([^{}]*)\}")
_LAST = re.compile(r"\s*\{([^{}]*)\}[ \t]*(\n*)$")
# Brackets that are no link's, and brackets of either kind that end a point.
_BRACKETS = re.compile(r"\[([^\[\]]*)\](?![(\[])")
_POINT = re.compile(r" ?(?:\d{1,9}[.)]|[-*+])[ \t]+\S")
_STOP = re.compile(r"(?<=[.!?])\s+")


class Word(StrEnum):
    """What of an answer may stand in a place of `summary.md`."""

    VERDICT = "verdict"
    SECURITY = "security"
    N = "n"
    VALUE = "value"
    CHANGE = "change"
    INTERVAL = "interval"
    BEFORE = "before"
    AFTER = "after"
    COUNTED = "counted"
    EXPECTED = "expected"


class Kind(StrEnum):
    """What a word of claim says of an answer.

    Attributes:
        CAUSE: That the pilot made a difference.
        ROSE: That something became more.
        FELL: That something became less.
        MORE: That there is more of something than of something else.
        LESS: That there is less.
        BETTER: That it went as was wanted.
        WORSE: That it went the other way.
    """

    CAUSE = "cause"
    ROSE = "rose"
    FELL = "fell"
    MORE = "more"
    LESS = "less"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A part of `decisions.md`: a point of a list, or what stands between.

    Attributes:
        text: Its Markdown, without the mark.
        rests_on: The ids in its mark, as written; none without a mark.
        is_point: Whether it is a point.
    """

    text: str
    rests_on: tuple[str, ...] = ()
    is_point: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of `summary.md`.

    Attributes:
        written: What stands in the braces.
        question: The part before the last full stop; "" without one.
        word: The part after it.
    """

    written: str
    question: str
    word: str


def points(text: str) -> Iterator[Point]:
    """Yield the parts of `decisions.md` in order; together they are all of it.

    A point goes on to the next point, to a heading, or to a line after a blank one that is not
    indented. Points inside points belong to the outer ones.
    """
    held: list[str] = []
    is_point = False
    for line in text.splitlines():
        starts = _POINT.match(line) is not None
        ends = is_point and (line.startswith("#") or _begins_anew(held, line))
        if (starts or ends) and held:
            yield _point(held, is_point=is_point)
            held = []
        is_point = starts or (is_point and not ends)
        held.append(line if line.strip() else "")
    if held:
        yield _point(held, is_point=is_point)


def _begins_anew(held: list[str], line: str) -> bool:
    return bool(held and not held[-1].strip() and line.strip() and not line.startswith((" ", "\t")))


def _point(lines: list[str], *, is_point: bool) -> Point:
    text = "\n".join(lines)
    mark = _LAST.search(text) if is_point else None
    if mark is None:
        return Point(text=text, is_point=is_point)
    ids = tuple(name.strip() for name in mark[1].split(","))
    return Point(text=text[: mark.start()] + mark[2], rests_on=tuple(dict.fromkeys(ids)))


def misplaced(point: Point, questions: Collection[str]) -> Iterator[str]:
    """Yield what looks like a mark of a part of `decisions.md` and is none.

    That is an empty name in a mark, braces elsewhere than at the end of a point, and ids of
    questions in other brackets.
    """
    if "" in point.rests_on:
        yield "{" + ", ".join(point.rests_on) + "}"
    yield from (found[0] for found in re.finditer(r"\{[^{}]*\}?|\}", point.text))
    last = re.search(r"\(([^()]*)\)[.\s]*$", point.text) if point.is_point else None
    for found in (*_BRACKETS.finditer(point.text), *((last,) if last else ())):
        if all(name.strip() in questions for name in found[1].split(",")):
            yield found[0]


def places(text: str) -> Iterator[Place]:
    """Yield the places of `summary.md` or of a part of it, in order."""
    for mark in MARK.finditer(text):
        question, _, word = mark[1].strip().rpartition(".")
        yield Place(written=mark[1], question=question.strip(), word=word.strip())


def outside(text: str) -> str:
    """Return the words between the places, without signs that nobody sees."""
    return INVISIBLE.sub("", MARK.sub(" ", text))


def sentences(text: str) -> list[str]:
    """Return the sentences; a full stop inside a place ends none."""
    return [sentence for sentence in _STOP.split(" ".join(text.split())) if sentence]


def claims(sentence: str, language: str) -> dict[Kind, str]:
    """Return the words of claim in a sentence: the first of each kind."""
    found = {kind: _listed(kind, language).search(outside(sentence)) for kind in Kind}
    return {kind: match[0] for kind, match in found.items() if match is not None}


def leaves_open(sentence: str, language: str) -> bool:
    """Tell whether a sentence says that something is not known."""
    return _listed("open", language).search(outside(sentence)) is not None


def denies(sentence: str, language: str) -> bool:
    """Tell whether a sentence says "not"."""
    return _listed("denied", language).search(outside(sentence)) is not None


def number_in(text: str, language: str) -> str:
    """Return the first number outside the places, in digits or as a word, or ""."""
    words = outside(text)
    digits = next((word for word in words.split() if any(map(str.isnumeric, word))), "")
    found = _listed("number", language).search(words)
    return digits or ("" if found is None else found[0])


@cache
def _listed(name: str, language: str) -> re.Pattern[str]:
    """Return the pattern of the words that the catalogue lists with commas between."""
    words = say(Message(f"claim_words.{name}"), language).split(", ")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
