"""Rows that hold one text and nothing else: notes, section titles, or rows that lack the rest.

A note is left out only where it is certainly none of the others. These are the rules, in order:

1. A text in the first column that the pilot declares to be a section title is one.
2. A text that a row of the table could have there belongs to a row, whose blanks are problems:
   "2024-12" under months, or "F07" where other persons are "F01" and "F02".
3. A text that begins or ends as a note does, such as "Källa: …" or "* preliminärt", is a note.
4. A text in a column that nobody declared, beside the first, is a note.
5. Where the source declares section titles, a text in the first column is one. It has rows below
   it, or is a title that the pilot declares.
6. A sentence is a note: three words where persons stand or after the last row, five elsewhere.
7. Any other text is refused. Only the project lead knows whether it is a title, a note, or a row
   that somebody forgot to fill in.

Where there are section titles, a note may be one all the same (`section_titles.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsi_eval.ingest.sheet import Sheet
from tsi_eval.ingest.sum_rows import known_labels
from tsi_eval.pilot.source import Source
from tsi_eval.written_periods import parse_period

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROW, NOTE, TITLE, UNCLEAR = "row", "footnotes", "sections", "unclear"
# So many words are a sentence: after the last row and among persons, and between other rows.
SENTENCE = 3
LONG_SENTENCE = 5
# With so many ways to write a person's number, a new way says nothing.
MOST_SHAPES = 3
# Persons are numbered one after the other: 10 may be the next of 9, and 2024 is no family of 120.
MOST_TIMES = 2
# Python refuses to read numbers of thousands of digits.
LONGEST_NUMBER = 18
_MARKED = re.compile(
    r"\s*(?:[*†‡¹²³]|\d\)|(?:källa|källor|not|noter|anm|anmärkning|obs|kommentar|fotnot|uttag|uttaget|utskrivet|utskrift|"
    r"sida|sid|source|note|notes|comment|printed|page)\b)|.*[.!]\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"[+\-−]?[\d\s.,  ]+%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """What is known of the first column, to tell its values from other texts.

    Attributes:
        declared: Whether the source declares it.
        values: What fuller rows hold in it, in small letters, and the words that are declared.
        shapes: How their persons' numbers are written; of persons only.
        largest: The largest of those that are whole numbers; -1 without any.
        titles: Words that a section title is declared to be, in small letters.
    """

    declared: bool
    values: frozenset[str]
    shapes: frozenset[str]
    largest: int
    titles: frozenset[str]


def title_words(source: Source, units: Iterable[str]) -> frozenset[str]:
    """Return what the pilot declares to be section titles of a source, in small letters."""
    return known_labels(source, source.sections, units) if source.sections else frozenset()


def as_title(text: str, words: frozenset[str]) -> str:
    """Return a section title without a colon at its end, unless it is declared with one.

    Example:
        >>> as_title("Skola A:", frozenset({"skola a"}))
        'Skola A'
    """
    text = text.strip()
    return text if text.casefold() in words else text.removesuffix(":").rstrip()


def _is_declared(text: str, words: frozenset[str]) -> bool:
    return as_title(text, words).casefold() in words


def lone_texts(sheet: Sheet, among: NDArray[np.bool_], units: Iterable[str]) -> NDArray[np.object_]:
    """Return what each row with one text is, and "" for all other rows.

    Args:
        sheet: The rows.
        among: The rows to look at; those that are known to be something else are none of them.
        units: What the pilot's units are called.
    """
    kinds = np.full(len(sheet.numbers), "", dtype=object)
    counts = sheet.filled.sum(axis=1)
    lone = among & (counts == 1) & (sheet.width > 1)
    if not lone.any():
        return kinds
    full = among & (counts > 1)
    last = int(np.flatnonzero(full).max(initial=-1))
    column = _first_column(sheet, full, [*units])
    for row, place, text in placed_texts(sheet, lone):
        kinds[row] = _kind(sheet, column, place, text, after=row > last)
    kinds[_empty_titles(sheet, column, kinds, full)] = UNCLEAR
    return kinds


def _empty_titles(
    sheet: Sheet, column: _Column, kinds: NDArray[np.object_], full: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return the titles without a row below them, other than those that are declared.

    Such a text may be a row that nobody filled in: a meeting place between others, all of it blank.
    """
    marks = np.flatnonzero(full | np.isin(kinds, (ROW, TITLE)))
    is_title = kinds[marks] == TITLE
    # Below the last of all there is none.
    none_below = np.append(is_title, [True])[1:]
    empty = sheet.nowhere()
    empty[marks[is_title & none_below]] = True
    for other in sheet.columns[: sheet.first + 1]:
        empty &= ~other.matches(lambda field: _is_declared(field, column.titles))
    return empty


def placed_texts(sheet: Sheet, lone: NDArray[np.bool_]) -> Iterator[tuple[int, int, str]]:
    """Yield the rows with one text, where it stands and what it is."""
    places = sheet.filled[lone].argmax(axis=1)
    for row, place in zip(np.flatnonzero(lone).tolist(), places.tolist(), strict=True):
        column = sheet.columns[place]
        yield row, place, str(column.fields[column.which[row]]).strip()


def _first_column(sheet: Sheet, full: NDArray[np.bool_], units: list[str]) -> _Column:
    source, place = sheet.source, sheet.first
    theirs = sheet.header.names[place]
    ours = next((ours for ours, name in source.columns.items() if name == theirs), "")
    column = sheet.columns[place]
    values = {str(field).strip().casefold() for field in column.fields[np.unique(column.which[full])]}
    of_persons = theirs == source.person
    return _Column(
        declared=place in sheet.header.declared_places,
        values=frozenset(values | known_labels(source, ours, units)) - {""},
        shapes=frozenset(_shape(value) for value in values) if of_persons else frozenset(),
        largest=max((int(value) for value in values if of_persons and _is_whole(value)), default=-1),
        titles=title_words(source, units),
    )


def _kind(sheet: Sheet, column: _Column, place: int, text: str, *, after: bool) -> str:
    """Return what one text is, by the rules of this module."""
    if place > sheet.first:
        return ROW if place in sheet.header.declared_places else NOTE
    if _is_declared(text, column.titles):
        return TITLE
    if _is_value(column, text, sheet):
        return ROW
    if _MARKED.match(text):
        return NOTE
    if sheet.source.sections:
        return TITLE
    return NOTE if _is_sentence(column, text, after=after) else UNCLEAR


def _is_sentence(column: _Column, text: str, *, after: bool) -> bool:
    """Tell whether a text has so many words that it is a note, or stands under columns unknown."""
    enough = SENTENCE if after or column.shapes else LONG_SENTENCE
    return len(text.split()) >= enough or (after and not column.declared)


def _is_value(column: _Column, text: str, sheet: Sheet) -> bool:
    """Tell whether a text could be a row's own field in the first column, and no title."""
    if not column.declared:
        return False
    if text.casefold() in column.values:
        return True
    if sheet.source.is_tally:
        return parse_period(text) is not None or bool(_NUMBER.fullmatch(text))
    return _is_person(column, text, may_be_title=bool(sheet.source.sections))


def _is_person(column: _Column, text: str, *, may_be_title: bool) -> bool:
    """Tell whether a text could be the number of one more person."""
    if text.isdecimal():
        return _is_whole(text) and int(text) <= MOST_TIMES * column.largest
    if _shape(text.casefold()) in column.shapes:
        return True
    varied = len(column.shapes) > MOST_SHAPES or not column.shapes
    is_numbered_word = len(text.split()) == 1 and any(map(str.isdigit, text))
    return varied and is_numbered_word and not may_be_title


def _shape(text: str) -> str:
    """Return how an identifier is written: "f7" and "f112" are both "f0"."""
    return re.sub(r"\d+", "0", text)


def _is_whole(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_NUMBER
