"""Rows that sum other rows of the file, known by their words.

A label that the pilot declares, as a unit or under `values`, is what it is called, whatever word it
begins with. Any other label with a word of sums is a sum, which is left out, or may be one, which
is refused: a sum among its parts counts everything twice, and a part that is taken for a sum is
lost. A label that names two others of its column may be their sum (`combined.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from tsi_eval.ingest.sheet import Sheet, TextColumn
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.combined import combined_labels
from tsi_eval.study.tables.sums import (
    TOTALS,
    are_perhaps_sums,
    are_perhaps_under_persons,
    are_sums,
    are_under_persons,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    # Which rows are certainly sums, and which may be.
    Sums = tuple[NDArray[np.bool_], NDArray[np.bool_]]

# "Total översyn" is a thing that costs: here "total" only says how large it is.
_ADJECTIVE = re.compile(r"\s*totala?\s+\w", re.IGNORECASE)


def sum_rows(sheet: Sheet, units: Iterable[str]) -> Sums:
    """Return which rows are certainly sums, and which may be.

    Args:
        sheet: The rows.
        units: What the pilot's units are called: their ids, names and codes.
    """
    return _of_tally(sheet, units) if sheet.source.is_tally else _under_persons(sheet)


def known_labels(source: Source, ours: str, units: Iterable[str]) -> frozenset[str]:
    """Return the words of one of our columns that the pilot declares, in small letters."""
    column = source.record.column(ours)
    words = [*source.values.get(ours, {})]
    words += units if column is not None and column.kind is ColumnKind.UNIT else []
    return frozenset(word.strip().casefold() for word in words)


def _of_tally(sheet: Sheet, units: Iterable[str]) -> Sums:
    units = [*units]
    certain, perhaps = sheet.nowhere(), sheet.nowhere()
    for column, labels in _unknown_labels(sheet, units):
        is_sum = column.chosen(are_sums(labels, sheet.source.format.totals))
        may_be = column.chosen(are_perhaps_sums(labels, sheet.source.format.totals))
        if (kind := _kind_of_cost(sheet)) is not None:
            may_be = (may_be & ~kind) | (is_sum & kind & ~column.matches(_is_large_thing))
            is_sum = is_sum & ~kind
        certain, perhaps = certain | is_sum, perhaps | may_be | _names_others(sheet, column, labels)
    return certain, perhaps & ~certain


def _names_others(sheet: Sheet, column: TextColumn, unknown: pd.Series[str]) -> NDArray[np.bool_]:
    """Return the rows whose label names two others of its column, and is not declared.

    Where a pilot declares its own words for sums, they decide alone.
    """
    if sheet.source.format.totals != TOTALS:
        return sheet.nowhere()
    return column.chosen(unknown.isin(combined_labels(map(str, column.fields))))


def _is_large_thing(item: str) -> bool:
    return bool(_ADJECTIVE.match(item))


def _unknown_labels(sheet: Sheet, units: list[str]) -> Iterator[tuple[TextColumn, pd.Series[str]]]:
    """Yield the columns in which a row of sums has its word, and their different labels.

    A label that is declared is blank there.
    """
    source = sheet.source
    for ours in source.record.places_of_sums():
        place = sheet.place(source.columns.get(ours, ""))
        if place is not None:
            known = known_labels(source, ours, units)
            labels = pd.Series(sheet.columns[place].fields, dtype="str")
            yield sheet.columns[place], labels.mask(labels.str.strip().str.casefold().isin(known), "")


def _kind_of_cost(sheet: Sheet) -> NDArray[np.bool_] | None:
    """Return which rows fill in the column that a row of sums leaves blank, where there is one."""
    place = sheet.place(sheet.source.columns.get(sheet.source.record.blank_in_sums, ""))
    return None if place is None else sheet.filled[:, place]


def _under_persons(sheet: Sheet) -> Sums:
    """Return the rows in which a word of sums stands where a person would.

    A row without a person is asked by its first text.
    """
    place = sheet.place(sheet.source.person)
    if place is None:
        return sheet.nowhere(), sheet.nowhere()
    words = sheet.source.format.totals
    column = sheet.columns[place]
    ids = pd.Series(column.fields, dtype="str")
    certain = column.chosen(are_under_persons(ids, words))
    nobody = ~sheet.filled[:, place] & sheet.filled.any(axis=1)
    if nobody.any():
        first = sheet.filled.argmax(axis=1)
        for other, texts in enumerate(sheet.columns):
            here = nobody & (first == other)
            certain[here] = are_under_persons(pd.Series(texts.of_rows(here), dtype="str"), words).to_numpy()
    return certain, column.chosen(are_perhaps_under_persons(ids, words)) & ~certain
