"""The columns of a researcher's own frame, by name, and what is said of those that no table has.

The heading of a column may be no name at all. Of a file without headings pandas makes headings of
its first row, and a pivot has a heading for each person. So a heading that the table does not know
is shown only where it looks like a name, and else goes by its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from tsi_eval.errors import Param, did_you_mean
from tsi_eval.language import Message
from tsi_eval.study.tables import Table
from tsi_eval.study.tables.in_frames import absent, frame_columns
from tsi_eval.study.tables.table import BOOKKEEPING

Series: TypeAlias = "pd.Series[Any]"
# With more headings that the table does not know, the frame is likely to be one of another form.
MOST_STRANGE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What the headings of a frame are.

    Attributes:
        columns: The columns that the table has, in the order of the frame.
        faults: What is wrong with the others: a code, and what its lines name.
    """

    columns: Mapping[str, Series]
    faults: tuple[tuple[str, Mapping[str, Param]], ...]


def headings(table: Table, given: pd.DataFrame) -> Headings:
    """Return what the headings of a frame are."""
    names = [_composed(name) for name in given.columns]
    columns: dict[str, Series] = {}
    twice, strange = [], []
    for place, name in enumerate(names):
        if not (name in frame_columns(table) or _is_attribute(table, name)):
            strange.append(place)
        elif name in columns:
            twice.append(place)
        else:
            columns[name] = given.iloc[:, place].reset_index(drop=True)
    faults = [
        *(("E123", {"column": _shown(table, names, place)}) for place in twice),
        *_of_strange(table, names, strange),
        *_of_index(table, columns, given.index),
        *(("E126", {"column": name, "table": table.name}) for name in absent(table, columns)),
    ]
    return Headings(columns=columns, faults=tuple(faults))


def _composed(name: Any) -> Any:
    """Return a heading as the names of a study are written: an å is one sign, also from a Mac."""
    return unicodedata.normalize("NFC", name) if isinstance(name, str) else name


def _is_attribute(table: Table, name: object) -> bool:
    """Tell whether a column is an attribute that no record names."""
    named = {*BOOKKEEPING, *(column.name for column in table.columns)}
    return table.attributes is not None and isinstance(name, str) and bool(name.strip()) and name not in named


def _of_strange(table: Table, names: list[Any], places: list[int]) -> Iterator[tuple[str, Mapping[str, Param]]]:
    """Yield the columns that the table does not have (E159), or how many they are (E317)."""
    known = frame_columns(table)
    if len(places) > MOST_STRANGE:
        yield "E317", {"table": table.name, "count": len(places), "known": ", ".join(known)}
        return
    for place in places:
        suggestion = did_you_mean(str(names[place]).lower(), known) or " / ".join(known)
        column = _shown(table, names, place)
        yield "E159", {"column": column, "table": table.name, "suggestion": suggestion}


def _shown(table: Table, names: list[Any], place: int) -> Param:
    """Return a heading if it looks like a name, or else its place.

    It looks like one where it has no digits and stands beside headings that the table knows.
    """
    name = names[place]
    known = not {*frame_columns(table)}.isdisjoint(names)
    looks = isinstance(name, str) and not any(sign.isdigit() for sign in name)
    return str(name) if known and looks else Message("error.column_at", {"place": place})


def _of_index(
    table: Table, columns: Mapping[str, Series], index: pd.Index
) -> Iterator[tuple[str, Mapping[str, Param]]]:
    """Yield columns that the frame has as its index only (E315), where they would be read over.

    A column that the frame must have is said to be absent.
    """
    kept = {*frame_columns(table)} - {*columns} - {*absent(table, columns)}
    for name in index.names:
        if _composed(name) in kept:
            yield "E315", {"column": _composed(name), "table": table.name}
