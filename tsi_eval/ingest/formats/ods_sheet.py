"""A sheet of an OpenDocument workbook, gathered from cells and rows that may stand for many."""

from __future__ import annotations

from tsi_eval.ingest.formats.cells import LAST_COLUMN, LAST_ROW
from tsi_eval.ingest.formats.grid import Merge, UnreadableError
from tsi_eval.ingest.formats.ods_cell import Cell
from tsi_eval.ingest.formats.sheet import LARGEST_COLUMNS, Gathered, Sheet

# A file of a few kilobytes may claim a million equal rows; more cells than this are no table.
_MOST_COPIES = 1_000_000


class SheetInProgress:
    """A sheet while its XML goes by."""

    def __init__(self, name: str, *, visible: bool) -> None:
        self.outside: list[tuple[str, str]] = []
        self._name, self._visible = name, visible
        self._gathered = Gathered()
        self._row = self._place = self._columns = 0
        self._repeated, self._hidden = 1, False
        self._fields: list[str] = []
        self._hidden_columns: list[range] = []
        self._copies = 0

    def add_column(self, repeated: int, *, hidden: bool) -> None:
        """Take in a column, or several that are alike."""
        if hidden:
            self._hidden_columns.append(range(self._columns, self._columns + repeated))
        self._columns += repeated

    def start_row(self, repeated: int, *, hidden: bool) -> None:
        """Take in that a row begins, or several that are alike."""
        self._fields, self._place = [], 0
        self._repeated, self._hidden = repeated, hidden

    def add_cell(self, cell: Cell) -> None:
        """Take in a cell, or several that are alike."""
        place, first_row = self._place, self._row + 1
        self._place += cell.repeated
        if self._place > LAST_COLUMN:
            raise UnreadableError("E108")
        if cell.is_without_value:
            self._gathered.add_formula_without_value(first_row, place, linked=cell.is_linked)
        if cell.rows_spanned > 1 or cell.columns_spanned > 1:
            bottom, right = first_row + cell.rows_spanned - 1, place + cell.columns_spanned - 1
            self._gathered.merges.append(Merge(top=first_row, bottom=bottom, left=place, right=right))
        text = cell.as_text()
        if text.strip():
            self._put(text, place, cell.repeated)

    def end_row(self) -> None:
        """Take in that a row ends."""
        first = self._row + 1
        self._row += self._repeated
        if self._row > LAST_ROW:
            raise UnreadableError("E108")
        if not self._fields:
            return
        self._count_copies((self._repeated - 1) * len(self._fields))
        for number in range(first, first + self._repeated):
            self._gathered.add_row(number, self._fields)
        if self._hidden:
            self._gathered.found["hidden_rows"] = ""

    def sheet(self) -> Sheet:
        """Return the sheet, now that it has ended."""
        return self._gathered.sheet(self._name, visible=self._visible, outside=self.outside)

    def _put(self, text: str, place: int, repeated: int) -> None:
        if place + repeated > LARGEST_COLUMNS:
            self._gathered.add_far_cell(self._row + 1, max(place, LARGEST_COLUMNS))
            return
        self._fields.extend([""] * (place - len(self._fields)))
        self._fields.extend([text] * repeated)
        self._count_copies(repeated - 1)
        if any(place in columns for columns in self._hidden_columns):
            self._gathered.found["hidden_columns"] = ""

    def _count_copies(self, copies: int) -> None:
        self._copies += copies
        if self._copies > _MOST_COPIES:
            raise UnreadableError("E113")
