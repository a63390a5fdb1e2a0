"""Where a table begins: the header is found by the names that were declared, not by its place."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from tsi_eval.ingest.across import Cells, cells_in
from tsi_eval.ingest.formats.grid import Row, UnreadableError
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.sums import is_sum

DEEPEST = 40
# A header has so many rows at most: names of groups over names of columns, twice.
MOST_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header row.

    Attributes:
        names: Column names, each once.
        depth: Rows that it takes.
        matched: How many of the declared columns are among them, and of a layout's.
        declared: How many columns are declared; a layout is one more.
        complete: Whether every declared column is among them, and one of the layout at least.
        rows_before: Rows of the file up to and with the header.
        titles: What stands above it.
        declared_places: Where the columns stand that the source declares.
        written: Its rows, as the file has them, by which a header is known when it stands again.
        may_be_meant: Whether so many of the declared columns are here that the others may only be
            misspelt. Where two are declared and one is here, there must be rows of two columns.
    """

    names: tuple[str, ...]
    depth: int
    matched: int
    declared: int
    complete: bool
    rows_before: int
    titles: tuple[str, ...]
    declared_places: tuple[int, ...]
    written: tuple[tuple[str, ...], ...]
    may_be_meant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The names that a table would have if its header stood in certain rows.

    Attributes:
        names: The names; a name may stand there twice.
        place: How many rows stand above.
        depth: Rows that the header takes.
        matched: How many of the declared columns are among the names, and of a layout's.
        complete: Whether every declared column is among them, and one of the layout at least.
        near: As matched, where capitals and small letters are the same.
    """

    names: list[str]
    place: int
    depth: int
    matched: int
    complete: bool
    near: int


def find_header(rows: tuple[Row, ...], source: Source) -> Header:
    """Return the first row that holds every declared column, or else the one that holds the most.

    Raises:
        UnreadableError: No row holds anything (E104), or a declared column stands twice (E123).
    """
    declared = frozenset(source.their_columns())
    readings = list(_readings(rows, declared, source))
    if not readings:
        raise UnreadableError("E104")
    best = _best(readings, declared)
    cells = cells_in(source, best.names)
    used = declared | {column.theirs for column in cells}
    count = len(declared) + (source.layout is not None)
    doubled = [*_twice(best.names, used), *_twice_across(cells)]
    if doubled:
        raise UnreadableError("E123", column=doubled[0])
    return Header(
        names=_distinct(best.names),
        depth=best.depth,
        matched=best.matched,
        declared=count,
        complete=best.complete,
        rows_before=best.place + best.depth,
        titles=_titles(rows[: best.place]),
        declared_places=tuple(place for place, name in enumerate(best.names) if name in used),
        written=tuple(fields for _, fields in rows[best.place : best.place + best.depth]),
        may_be_meant=best.complete
        or _may_be_meant(rows, max(readings, key=lambda reading: reading.near), count, source),
    )


def _titles(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(field for _, fields in rows for field in fields if field.strip())


def _may_be_meant(rows: tuple[Row, ...], nearest: _Reading, declared: int, source: Source) -> bool:
    """Tell whether the columns that a reading lacks may only be misspelt."""
    if 2 * nearest.near < declared or not nearest.near:
        return False
    return nearest.near > 1 or _has_rows_of(rows, nearest, declared, source)


def _has_rows_of(rows: tuple[Row, ...], reading: _Reading, columns: int, source: Source) -> bool:
    """Tell whether some row fills in so many columns that have a name, and not that of a sum.

    A list of the words of one column has none.
    """
    if columns <= 1:
        return False
    words = source.format.totals
    places = [place for place, name in enumerate(reading.names) if name and not is_sum(name, words)]
    below = rows[reading.place + reading.depth :]
    return any(
        sum(bool(fields[place].strip()) for place in places if place < len(fields)) >= columns for _, fields in below
    )


def _twice(names: Iterable[str], used: frozenset[str]) -> Iterator[str]:
    """Yield the columns that are used and stand more than once."""
    return (name for name, count in Counter(names).items() if count > 1 and name in used)


def _best(readings: list[_Reading], declared: frozenset[str]) -> _Reading:
    """Return the reading of the first place that has every declared column, or else of any place.

    A table below another may have more columns of a layout. The one above is then still no title.
    """
    first = next((reading.place for reading in readings if declared and reading.complete), None)
    at_first = [reading for reading in readings if reading.complete and reading.place == first]
    # `max` takes the first of equals.
    return max(at_first or readings, key=lambda reading: reading.matched)


def _readings(rows: tuple[Row, ...], declared: frozenset[str], source: Source) -> Iterator[_Reading]:
    """Yield what each row with text would give as a header: by itself, then with the next row."""
    folded = {name.casefold() for name in declared}
    for place, (_, fields) in enumerate(rows[:DEEPEST]):
        if any(field.strip() for field in fields):
            for depth in range(1, MOST_ROWS + 1):
                names = _names(rows, place, depth)
                cells = {column.theirs for column in cells_in(source, names)}
                yield _Reading(
                    names=names,
                    place=place,
                    depth=depth,
                    matched=len(declared.intersection(names) | cells),
                    complete=declared.issubset(names) and (source.layout is None or bool(cells)),
                    near=len(folded.intersection(map(str.casefold, names))) + len(cells - declared),
                )


def _twice_across(cells: tuple[Cells, ...]) -> list[str]:
    """Return columns that stand for the same as another, such as "jan 2024" and "2024-01"."""
    again = Counter((column.label, column.ours) for column in cells)
    return [column.theirs for column in cells if again[column.label, column.ours] > 1]


def _names(rows: tuple[Row, ...], place: int, depth: int) -> list[str]:
    names = [_clean(field) for field in rows[place][1]]
    for _, fields in rows[place + 1 : place + depth]:
        names = _under_groups(names, [_clean(field) for field in fields])
    return _trimmed(names)


def _under_groups(upper: list[str], lower: list[str]) -> list[str]:
    """Return each lower name with the name of its group, such as "T0 / oro" under a cell "T0"."""
    names, group = [], ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        # A merged cell leaves its name in the first column only.
        group = above or (group if below else "")
        names.append(f"{group} / {below}" if group and below else group or below)
    return names


def _trimmed(names: list[str]) -> list[str]:
    last = max((place for place, name in enumerate(names) if name), default=0)
    return names[: last + 1]


def _clean(field: str) -> str:
    return " ".join(unicodedata.normalize("NFC", field).split())


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Give undeclared columns that share a name, or have none, names of their own.

    They stay outside the study anyway.
    """
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        distinct.append(name if name and seen[name] == 1 else f"{name}\0{seen[name]}")
    return tuple(distinct)
