"""Headers that stand again among the rows, as where a system breaks its pages."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from tsi_eval.ingest.sheet import Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    # Which rows are the header once more, and which resemble it.
    Repeated = tuple[NDArray[np.bool_], NDArray[np.bool_]]

# One column may hold its own name, as where a stage is marked with the stage's name.
RESEMBLING = 2


def repeated_headers(sheet: Sheet) -> Repeated:
    """Return which rows are a row of the header once more, and which are only partly so.

    A row is the header when each of its texts is the header's own at that place. A row that holds
    two of the names, or the name of the column of persons, is partly so: under it there may be
    another table.
    """
    whole, partly = sheet.nowhere(), sheet.nowhere()
    filled = sheet.filled.sum(axis=1)
    persons = sheet.place(sheet.source.person)
    for written in sheet.header.written:
        same = {place: _holds(sheet, place, written[place]) for place in _named(sheet, written)}
        if not same:
            continue
        matched = np.sum([*same.values()], axis=0)
        whole |= (matched > 0) & (matched == filled)
        declared = [same[place] for place in sheet.header.declared_places if place in same]
        partly |= np.sum(declared, axis=0, dtype=int) >= RESEMBLING if declared else False
        if persons in same:
            partly |= same[persons]
    return whole, partly & ~whole


def _named(sheet: Sheet, written: tuple[str, ...]) -> list[int]:
    return [place for place in range(min(sheet.width, len(written))) if written[place].strip()]


def _holds(sheet: Sheet, place: int, name: str) -> NDArray[np.bool_]:
    """Return which fields of a column are its name, whatever gaps and capitals they have."""
    plain = _plain(name)
    begin = plain[0]
    return sheet.columns[place].matches(lambda field: field.lstrip()[:1].casefold() == begin and _plain(field) == plain)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()
