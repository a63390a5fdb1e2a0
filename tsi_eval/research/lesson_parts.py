"""What a notebook of one design shows of the pilot at hand: its question, and who is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import takewhile
from typing import Any

import numpy as np

from tsi_eval.designs.contract import Design
from tsi_eval.in_brief import brief
from tsi_eval.language import Message, Text, say, with_own
from tsi_eval.pilot.declaration import Pilot, Question
from tsi_eval.report.parts import Prose, Table, bullets, plain
from tsi_eval.report.reading import Report
from tsi_eval.report.security import about_answers

_SIGNS = {"sv": str.maketrans("-.", "−,"), "en": str.maketrans("-", "−")}
_NONE = "–"


def about(pilot: Pilot, question: Question, language: str) -> Prose:
    """Return whose data they are, whether they are made up, and the question."""
    source = plain(pilot.source.in_language(language))
    words = {
        "title": plain(pilot.title.in_language(language)),
        "data": said(f"data.{pilot.data}", language, source=source),
        "question": plain(question.text.in_language(language)),
        "id": question.id,
    }
    return Prose(markdown=said("about", language, **words))


def options(design: Design, language: str) -> Table:
    """Return a design's options as they were declared, a row each."""
    rows = [(f"`{name}`", plain(_in_words(value, language))) for name, value in _options_of(design)]
    header = (said("option", language), said("value", language))
    caption = said("options", language, design=design.name)
    return Table(id="options", caption=caption, header=header, rows=tuple(rows), text_columns=2)


def _options_of(record: Any) -> Iterator[tuple[str, Any]]:
    return ((item.name, getattr(record, item.name)) for item in fields(record) if item.repr)


def _in_words(value: Any, language: str) -> str:
    """Return an option's value; of a record, each of its fields."""
    if isinstance(value, Text):
        return value.in_language(language)
    if is_dataclass(value):
        return "; ".join(f"{name}: {_in_words(inner, language)}" for name, inner in _options_of(value))
    if isinstance(value, bool):
        return said("yes" if value else "no", language)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_in_words(inner, language)}" for name, inner in value.items()) or _NONE
    if isinstance(value, (tuple, list)):
        return ", ".join(_in_words(inner, language) for inner in value) or _NONE
    return _NONE if value in {None, ""} else in_digits(value, language)


def table_of(headings: str, rows: Sequence[Sequence[object]], language: str) -> Prose:
    """Return values as a reader meets them: words as they are, numbers in four digits.

    Args:
        headings: As for `Lesson.table`.
        rows: A row a line of the table; without any there is no table.
        language: "sv" or "en".
    """
    if not rows:
        return Prose(markdown="")
    header, *beside = (tuple(name.strip() for name in line.split("|")) for line in headings.splitlines())
    names = [(name,) for name in beside[0]] if beside else [()] * len(rows)
    cells = [[*name, *(in_digits(cell, language) for cell in row)] for name, row in zip(names, rows, strict=True)]
    shown = tuple(tuple(map(plain, row)) for row in cells)
    words = bool(beside) + sum(1 for _ in takewhile(_is_text, zip(*rows, strict=True)))
    return Prose(markdown=Table(id="", caption="", header=header, rows=shown, text_columns=max(words, 1)).markdown())


def _is_text(column: Sequence[object]) -> bool:
    return all(isinstance(value, str) for value in column)


def in_digits(value: object, language: str) -> str:
    """Return a number in four digits, with the signs of a language; anything else as it is.

    A value that is missing, as one is that may not be shown, is a dash.

    Example:
        >>> in_digits(-0.71428, "sv"), in_digits("T0", "sv")
        ('−0,7143', 'T0')
    """
    import pandas as pd  # noqa: PLC0415  loads slowly

    if pd.isna(value):  # type: ignore[call-overload]
        return _NONE
    if isinstance(value, (float, np.number)):
        return brief(value).translate(_SIGNS[language])
    return str(value)


def left_out(report: Report, question: str) -> Prose:
    """Return who and what is not in an answer.

    That is how secure it is and why, what to keep in mind, and how many numbers are hidden.
    """
    with with_own(report.released.cover.words):
        return Prose(markdown=bullets(filter(None, _left_out(report, question))))


def _left_out(report: Report, question: str) -> Iterator[str]:
    words, finding = report.words, report.released.finding(question)
    yield about_answers(words, finding)
    yield from (words.message(caveat) for caveat in finding.caveats)
    shown = [item.status == "shown" for _, item in finding.every_estimate()]
    hidden = len(shown) - sum(shown)
    yield said("hidden" if hidden else "all_shown", report.language, n=str(hidden), of=str(len(shown)))


def said(key: str, language: str, **places: str) -> str:
    """Return words of the notebooks."""
    return say(Message(f"research.lesson.{key}", places), language)
