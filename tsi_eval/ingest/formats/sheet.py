"""The sheets of a workbook: gathered cell by cell, and turned into grids to choose among."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from tsi_eval.ingest.formats.cells import LAST_COLUMN, LAST_ROW, column_letters
from tsi_eval.ingest.formats.grid import Grid, Merge, Row, UnreadableError
from tsi_eval.ingest.shown_names import in_words, names_to_say
from tsi_eval.pilot.source import FileFormat

LARGEST_COLUMNS = 1_000
# Blank rows between two rows are told one by one, but for a gap of more than these.
_LARGEST_GAP = 1_000
# Rows among which a header may stand: all others are filled up to the longest of these.
_UPPERMOST = 64
_KEPT_FAULTS = 50
# A text with fewer digits than this holds no identity number.
_MANY_DIGITS = re.compile(r"(?:\d\D*){6}|[eE]\+?(?:11|0?9)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        name: Its name.
        visible: Whether whoever opens the workbook sees it.
        rows: Its rows, as in `Grid`.
        merges: Its merged cells.
        found: What was found in it.
        faults: Why it can't be read.
        outside: Text beside its cells, by its place.
    """

    name: str
    visible: bool = True
    rows: tuple[Row, ...] = ()
    merges: tuple[Merge, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[UnreadableError, ...] = ()
    outside: tuple[tuple[str, str], ...] = ()

    @property
    def holds_anything(self) -> bool:
        """Whether it has a row, or something in it that can't be read."""
        return bool(self.rows or self.faults)


class Gathered:
    """Rows of one sheet as they are met, and what is wrong with their cells."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.merges: list[Merge] = []
        self._rows: list[Row] = []
        self._last = 0
        self._without_value: list[tuple[int, int]] = []
        self._linked = False
        self._far: tuple[int, int] | None = None

    def add_row(self, number: int, fields: list[str]) -> None:
        """Add a row; those without any text may be left out, and are told as blank.

        Raises:
            UnreadableError: The rows are not in order, or lie outside every sheet (E108).
        """
        if not self._last < number <= LAST_ROW:
            raise UnreadableError("E108")
        while fields and not fields[-1].strip():
            fields.pop()
        if not fields:
            return
        if number - self._last <= _LARGEST_GAP:
            self._rows.extend((between, ()) for between in range(self._last + 1, number))
        self._last = number
        self._rows.append((number, tuple(fields)))

    def add_formula_without_value(self, row: int, place: int, *, linked: bool) -> None:
        """Remember a formula that nobody has calculated; `linked` ones fetch from another file."""
        self._linked = self._linked or linked
        self._without_value.append((row, place))

    def add_far_cell(self, row: int, place: int) -> None:
        """Remember a cell with text that lies beyond the columns that a table may have.

        Raises:
            UnreadableError: No sheet has such a column (E108).
        """
        if place >= LAST_COLUMN:
            raise UnreadableError("E108")
        self._far = self._far or (row, place)

    def sheet(self, name: str, *, visible: bool, outside: Iterable[tuple[str, str]] = ()) -> Sheet:
        """Return the sheet that was gathered."""
        width = max((len(fields) for _, fields in self._rows[:_UPPERMOST]), default=0)
        return Sheet(
            name=name,
            visible=visible,
            rows=tuple(
                (n, fields + ("",) * (width - len(fields))) if fields else (n, fields) for n, fields in self._rows
            ),
            merges=tuple(self.merges),
            found=self.found,
            faults=tuple(self._faults()),
            outside=tuple(outside),
        )

    def _faults(self) -> Iterator[UnreadableError]:
        if self._far:
            row, place = self._far
            yield UnreadableError("E112", cell=f"{column_letters(place)}{row}")
        if self._without_value:
            columns = ", ".join(
                column_letters(place) for place in sorted({place for _, place in self._without_value})[:8]
            )
            rows = tuple(dict.fromkeys(row for row, _ in self._without_value))[:_KEPT_FAULTS]
            code = "E114" if self._linked else "E116"
            yield UnreadableError(code, rows=rows, columns=columns)


def grids(sheets: tuple[Sheet, ...], form: FileFormat) -> Iterator[Grid]:
    """Yield the sheet that was declared, or else each visible one that holds anything.

    Text of the other sheets, hidden ones too, and the names of all stand outside the table.

    Raises:
        UnreadableError: The workbook has nothing but charts (E326), no sheet with a cell (E104), no
            sheet of the declared name, or only hidden ones (E115).
    """
    if not sheets:
        raise UnreadableError("E326")
    meant = _named(sheets, form.sheet) if form.sheet else _visible(sheets)
    beside = {id(sheet): tuple(_may_identify(sheet)) for sheet in sheets}
    for chosen in meant:
        others = _others(sheets, chosen)
        passed = {"sheets_passed": ", ".join(sheet.name for sheet in others)} if others else {}
        texts = chain.from_iterable(beside[id(sheet)] for sheet in others)
        yield Grid(
            rows=chosen.rows,
            found={**chosen.found, **passed},
            outside=(*_said_of(sheets), *(("other_sheet", text) for text in texts)),
            sheet=chosen.name,
            merges=chosen.merges,
            faults=chosen.faults,
        )


def _named(sheets: tuple[Sheet, ...], name: str) -> list[Sheet]:
    """Return the sheets of the declared name (E115); the first of them holds anything (E104)."""
    named = [sheet for sheet in sheets if _same_name(sheet.name, name)]
    if not named:
        raise _not_there(sheets)
    if not named[0].holds_anything:
        raise UnreadableError("E104")
    return named


def _visible(sheets: tuple[Sheet, ...]) -> list[Sheet]:
    """Return the sheets that hold anything (E104) and are not hidden (E115)."""
    filled = [sheet for sheet in sheets if sheet.holds_anything]
    if not filled:
        raise UnreadableError("E104")
    visible = [sheet for sheet in filled if sheet.visible]
    if not visible:
        raise _not_there(sheets)
    return visible


def _not_there(sheets: tuple[Sheet, ...]) -> UnreadableError:
    names = names_to_say(sheet.name for sheet in sheets)
    return UnreadableError("E115", sheets=len(sheets), names=in_words(names))


def _others(sheets: tuple[Sheet, ...], chosen: Sheet) -> list[Sheet]:
    """Return the sheets that hold anything and are passed over for the chosen one."""
    return [sheet for sheet in sheets if sheet.holds_anything and sheet is not chosen]


def _said_of(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, str]]:
    """Yield the names of all sheets, and the text beside their cells."""
    yield from (("sheet", sheet.name) for sheet in sheets)
    yield from (text for sheet in sheets for text in sheet.outside)


def _same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same sheet: Excel makes no difference between A and a."""
    return (
        unicodedata.normalize("NFC", one).strip().casefold() == unicodedata.normalize("NFC", other).strip().casefold()
    )


def _may_identify(sheet: Sheet) -> Iterator[str]:
    """Yield the texts of a sheet that could hold an identity number, each once."""
    texts = dict.fromkeys(text for _, fields in sheet.rows for text in fields)
    yield from (text for text in texts if _MANY_DIGITS.search(text))
