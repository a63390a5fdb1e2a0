"""Which of the ways to read a file is the one that was meant: which delimiter, and which sheet.

The declared columns decide. Of delimiters, the one that finds most of them is right. Of sheets,
the one is read that has them all, where no other may have been meant: another that has them too, or
that has at least half of them. This year's sheet with one heading changed would otherwise be passed
over for last year's. Where nobody can know which was meant, it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tsi_eval.ingest.formats.delimited import DELIMITERS
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.ingest.formats.sheet import LARGEST_COLUMNS
from tsi_eval.ingest.header import DEEPEST, MOST_ROWS, Header, find_header
from tsi_eval.ingest.shown_names import in_words, names_to_say
from tsi_eval.pilot.source import Source

Reading = tuple[Grid, Header]


@dataclass(slots=True)
class _Sheets:
    """The sheets that were looked at: all, those with some declared column, perhaps meant ones.

    Of these, `complete` counts the ones that have every declared column.
    """

    names: list[str] = field(default_factory=list)
    some: list[str] = field(default_factory=list)
    perhaps: list[str] = field(default_factory=list)
    complete: int = 0

    def add(self, sheet: str, header: Header | None) -> None:
        """Remember a sheet; a csv file has none.

        Without a header it has a declared column twice, and may have been meant as if complete.
        """
        if not sheet:
            return
        self.names.append(sheet)
        self.some += [sheet] if header is None or header.matched else []
        self.perhaps += [sheet] if header is None or header.may_be_meant else []
        self.complete += header is None or header.complete

    def check(self) -> None:
        """Refuse where more than one sheet may have been meant, or none (E115)."""
        unsure = self.perhaps if self.complete else self.some or self.names
        if len(unsure) > 1:
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
    for grid in grids:
        try:
            reading = _reading(grid, source)
        except UnreadableError as error:
            # That a way of reading gives no rows at all says less than anything else.
            fault = error if fault is None or fault.code == "E122" else fault
            if isinstance(grid, Grid):
                _remember_faulty(sheets, grid, error.code, source)
            continue
        sheets.add(reading[0].sheet, reading[1])
        best = reading if best is None else _fuller(best, reading)
    if best is None or _was_meant(fault, best):
        raise fault or UnreadableError("E122", count=1, of="?", columns="?")
    sheets.check()
    _check_delimiter(best[1], source)
    if best[0].faults:
        raise best[0].faults[0]
    return best


def _fuller(best: Reading, other: Reading) -> Reading:
    """Return the reading that finds more columns, the first of equals."""
    return other if _columns_found(other) > _columns_found(best) else best


def _was_meant(fault: UnreadableError | None, best: Reading) -> bool:
    """Tell whether a reading with a fault was meant, since no other finds any declared column."""
    return fault is not None and not best[1].matched and fault.code != "E122"


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


def _remember_faulty(sheets: _Sheets, grid: Grid, code: str, source: Source) -> None:
    """Remember a sheet that can't be read and may have been meant all the same.

    It has a declared column twice (E123), or a stray field far to the right of its table (E112).
    """
    if code == "E123":
        sheets.add(grid.sheet, None)
    elif code == "E112" and grid.sheet:
        rows = tuple((number, fields[:LARGEST_COLUMNS]) for number, fields in grid.rows[: DEEPEST + MOST_ROWS])
        try:
            sheets.add(grid.sheet, find_header(rows, source))
        except UnreadableError:
            sheets.add(grid.sheet, None)


def _columns_found(reading: Reading) -> tuple[bool, int, int]:
    """Return whether a reading is complete, then how many declared columns it finds, then all."""
    _, header = reading
    return header.complete, header.matched, len(header.names)


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
