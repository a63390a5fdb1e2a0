"""Which of the ways to read a file is the one that was meant: which delimiter, and which sheet.

The declared columns decide. Of delimiters, the one that finds most of them is right. Of sheets,
only one may have them all: where two have, nobody can know which was meant, and it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tsi_eval.ingest.formats.delimited import DELIMITERS
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.ingest.formats.sheet import LARGEST_COLUMNS
from tsi_eval.ingest.header import Header, find_header
from tsi_eval.pilot.source import Source

Reading = tuple[Grid, Header]


@dataclass(slots=True)
class _Sheets:
    """The sheets that were looked at: all, those with some declared column, those with every."""

    names: list[str] = field(default_factory=list)
    some: list[str] = field(default_factory=list)
    every: list[str] = field(default_factory=list)

    def add(self, sheet: str, matched: int, of: int) -> None:
        """Remember a sheet, and how many of the declared columns it has."""
        self.names.append(sheet)
        self.some += [sheet] if matched else []
        self.every += [sheet] if matched == of else []

    def check(self) -> None:
        """Refuse where more than one sheet may have been meant, or none (E115)."""
        unsure = self.every if len(self.every) > 1 else self.some or self.names
        if len(self.every) != 1 and len(unsure) > 1:
            raise UnreadableError("E115", sheets=len(self.names), names=", ".join(unsure))


def best_reading(grids: Iterable[Grid | UnreadableError], source: Source) -> Reading:
    """Return the reading, of all that a file allows, that finds most of the declared columns.

    Raises:
        UnreadableError: No reading gives a table (E104, E122, E123), the delimiter is another
            (E120), the sheet can't be told (E115), or what was meant has a fault of its own.
    """
    best: Reading | None = None
    doubled: UnreadableError | None = None
    sheets = _Sheets()
    declared = len(source.their_columns())
    for grid in grids:
        if isinstance(grid, UnreadableError):
            continue
        try:
            header = find_header(grid.rows, source)
        except UnreadableError as error:
            if error.code == "E104" and not grid.faults:
                raise
            doubled = grid.faults[0] if error.code == "E104" else error
            continue
        sheets.add(grid.sheet, header.matched, declared) if grid.sheet else None
        # The first of equals is kept.
        if best is None or _columns_found((grid, header)) > _columns_found(best):
            best = grid, header
    if doubled is not None and (best is None or not best[1].matched):
        raise doubled
    if best is None:
        raise UnreadableError("E122", count=1, of="?", columns="?")
    sheets.check()
    _check_delimiter(best[1], source)
    _check_size(best[0])
    return best


def _columns_found(reading: Reading) -> tuple[int, int]:
    """Return how many declared columns a reading finds, and then how many columns at all."""
    _, header = reading
    return header.matched, len(header.names)


def _check_delimiter(header: Header, source: Source) -> None:
    """Refuse a delimiter that was declared, where the file has another (E120)."""
    declared = source.format.delimiter
    only = header.names[0] if len(header.names) == 1 else ""
    other = [sign for sign in DELIMITERS if sign != declared and sign in only]
    if declared != "auto" and other and not header.matched:
        raise UnreadableError("E120", declared=_visible(declared), found=_visible(other[0]))


def _check_size(grid: Grid) -> None:
    """Refuse what can't be read although it was meant, and tables of too many columns (E112)."""
    if grid.faults:
        raise grid.faults[0]
    wide = [number for number, fields in grid.rows if any(map(str.strip, fields[LARGEST_COLUMNS:]))]
    if wide:
        raise UnreadableError("E112", rows=tuple(wide[:8]))


def _visible(sign: str) -> str:
    return r"\t" if sign == "\t" else sign
