"""What people write in braces in their own texts, for the report to look up.

Two of a pilot's texts may have marks. In `decisions.md` each point of a list is something to decide
or a recommendation, and may end in the ids of the questions that it rests on:

    1. **Let the team stay.** More pupils know of it. {known, families}

`summary.md` is the project's own overall words. There a place in braces names a question, and what
of its released answer stands in the place:

    More pupils know of the team ({known.change}): {known.verdict}.

Places may stand in `decisions.md` too. What the marks say is known here; whether it is right,
`pilot/marked_texts.py` and the report know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tsi_eval.identifiers import INVISIBLE

DECISIONS, SUMMARY = "decisions", "summary"
# Chapters that speak of the answers, and of other things too.
RESULTS = ("analysis", "children", "lessons")
MARK = re.compile(r"\{([^{}]*)\}")
_LAST = re.compile(r"\s*\{([^{}]*)\}[ \t]*(\n*)$")
# Brackets that are no link's, and brackets of either kind that end a point.
_BRACKETS = re.compile(r"\[([^\[\]]*)\](?![(\[])")
_POINT = re.compile(r" ?(?:\d{1,9}[.)]|[-*+])[ \t]+\S")
_STOP = re.compile(r"(?<=[.!?])\s+")
# What begins a line in Markdown and is no word of it.
_LINE_SIGNS = re.compile(r"\s*(?:#{1,6}|\d{1,9}[.)]|[-*+>]|\|)\s+")
_STRESS = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
# A citation, a link, or a name or title with a year: "(Krueger 1999)".
_SOURCE = re.compile(r"\[@|\]\(|https?://|\([^()]*\b(?:19|20)\d\d\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")


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
    if mark is None or _is_place(mark[1]):
        return Point(text=text, is_point=is_point)
    ids = tuple(name.strip() for name in mark[1].split(","))
    return Point(text=text[: mark.start()] + mark[2], rests_on=tuple(dict.fromkeys(ids)))


def _is_place(written: str) -> bool:
    question, _, word = written.strip().rpartition(".")
    return bool(question) and word in set(Word)


def misplaced(point: Point, questions: Collection[str]) -> Iterator[str]:
    """Yield what looks like a mark of a part of `decisions.md` and is none.

    That is an empty name in a mark, braces elsewhere than at the end of a point that are no place,
    and ids of questions in other brackets.
    """
    if "" in point.rests_on:
        yield "{" + ", ".join(point.rests_on) + "}"
    for found in re.finditer(r"\{([^{}]*)\}|\{[^{}]*|\}", point.text):
        if found[1] is None or "." not in found[1] or found[1].strip() in questions:
            yield found[0]
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
    return INVISIBLE.sub("", _LINK.sub(r"\1", MARK.sub(" ", text)))


def has_source(sentence: str) -> bool:
    """Tell whether a sentence says where it has something from."""
    return _SOURCE.search(sentence) is not None


def prose(text: str) -> list[str]:
    """Return the sentences of a Markdown text, without its signs and addresses.

    A heading, a point of a list and a row of a table end a sentence.
    """
    blocks = [""]
    for line in text.splitlines():
        words = _LINE_SIGNS.sub("", line, count=1)
        if not line.strip() or words != line or line.lstrip().startswith("|"):
            blocks.append("")
        blocks[-1] += f" {words}"
        if line.lstrip().startswith("#"):
            blocks.append("")
    return [sentence for block in blocks for sentence in sentences(_without_stress(block))]


def _without_stress(text: str) -> str:
    """Return words without stress; an id in braces may hold the same signs."""
    pieces = re.split(r"(\{[^{}]*\})", text)
    return "".join(piece if place % 2 else _STRESS.sub("", piece) for place, piece in enumerate(pieces))


def sentences(text: str) -> list[str]:
    """Return the sentences; a full stop inside a place ends none."""
    return [sentence for sentence in _STOP.split(" ".join(text.split())) if sentence]
