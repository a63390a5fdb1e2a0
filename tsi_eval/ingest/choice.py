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
from tsi_eval.ingest.shown_names import in_words, names_to_say
from tsi_eval.pilot.source import Source

Reading = tuple[Grid, Header]


@dataclass(slots=True)
class _Sheets:
    """The sheets that were looked at: all, those with some declared column, those with every."""

    names: list[str] = field(default_factory=list)
    some: list[str] = field(default_factory=list)
    every: list[str] = field(default_factory=list)

    def add(self, sheet: str, matched: int, of: int) -> None:
        """Remember a sheet, and how many of the declared columns it has; a csv file has none."""
        if not sheet:
            return
        self.names.append(sheet)
        self.some += [sheet] if matched else []
        self.every += [sheet] if matched == of else []

    def check(self) -> None:
        """Refuse where more than one sheet may have been meant, or none (E115)."""
        unsure = self.every if len(self.every) > 1 else self.some or self.names
        if len(self.every) != 1 and len(unsure) > 1:
            raise UnreadableError("E115", sheets=len(self.names), names=in_words(names_to_say(unsure)))


def best_reading(grids: Iterable[Grid | UnreadableError], source: Source) -> Reading:
    """Return the reading, of all that a file allows, that finds most of the declared columns.

    Raises:
        UnreadableError: No reading gives a table (E104, E122, E123), the delimiter is another
            (E120), the sheet can't be told (E115), or what was meant has a fault of its own.
    """
    best: Reading | None = None
    fault: UnreadableError | None = None
    sheets = _Sheets()
    declared = len(source.their_columns())
    for grid in grids:
        try:
            reading = _reading(grid, source)
        except UnreadableError as error:
            # That a way of reading gives no rows at all says less than anything else.
            fault = error if fault is None or fault.code == "E122" else fault
            if isinstance(grid, Grid) and error.code == "E123":
                # A sheet that has a declared column twice may have been meant.
                sheets.add(grid.sheet, declared, declared)
            continue
        sheets.add(reading[0].sheet, reading[1].matched, declared)
        # The first of equals is kept.
        if best is None or _columns_found(reading) > _columns_found(best):
            best = reading
    if best is None or (fault is not None and not best[1].matched and fault.code != "E122"):
        raise fault or UnreadableError("E122", count=1, of="?", columns="?")
    sheets.check()
    _check_delimiter(best[1], source)
    if best[0].faults:
        raise best[0].faults[0]
    return best


def _reading(grid: Grid | UnreadableError, source: Source) -> Reading:
    """Return what a file gives in one of the ways to read it.

    Raises:
        UnreadableError: This way gives no table.
    """
    if isinstance(grid, UnreadableError):
        raise grid
    if not grid.rows and grid.faults:
        raise grid.faults[0]
    _check_columns(grid)
    return grid, find_header(grid.rows, source)


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


def _check_columns(grid: Grid) -> None:
    """Refuse a table of more columns than any has (E112)."""
    wide = [number for number, fields in grid.rows if any(map(str.strip, fields[LARGEST_COLUMNS:]))]
    if wide:
        raise UnreadableError("E112", rows=tuple(wide[:8]))


def _visible(sign: str) -> str:
    return r"\t" if sign == "\t" else sign
