"""What python-calamine does not say of the cells in a binary workbook (xls, xlsb).

It gives an error and an empty cell alike, 0.45 for 45 %, and 450 for €450. The file's own records
tell them apart, and they are read beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tsi_eval.ingest.formats.cells import Shown
from tsi_eval.ingest.formats.grid import Merge
from tsi_eval.ingest.formats.styles import Style

ERROR_WORDS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


@dataclass(slots=True)
class Facts:
    """What a sheet's records say; rows and columns are counted from 0.

    Attributes:
        errors: Cells that show an error, and which.
        percents: Cells whose number is shown as a percentage.
        currencies: Cells whose number is shown in another currency than Swedish crowns, and which.
        merges: Merged cells, by the numbers of their rows.
        cells: How many cells hold anything.
        last_row: The last row with such a cell.
        last_place: The last column with such a cell.
        formulas: How many formulas there are. These formats don't say whether they were calculated.
        empty_formulas: Formulas whose answer is an empty text, or was never calculated.
        hidden_rows: Rows that nobody sees.
        hidden_columns: Columns that nobody sees, as first and last.
        comments: Text of comments and drawings.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    currencies: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    cells: int = 0
    last_row: int = -1
    last_place: int = -1
    formulas: int = 0
    empty_formulas: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def add_cell(self, row: int, place: int, style: Style) -> None:
        """Take in a cell that holds something."""
        self.cells += 1
        self.last_row, self.last_place = max(self.last_row, row), max(self.last_place, place)
        if style.shown is Shown.PERCENT:
            self.percents.add((row, place))
        if style.currency:
            self.currencies[row, place] = style.currency

    def add_error(self, row: int, place: int, code: int) -> None:
        """Take in that a cell shows an error."""
        self.errors[row, place] = ERROR_WORDS.get(code, "#N/A")

    def add_merge(self, top: int, bottom: int, left: int, right: int) -> None:
        """Take in merged cells; rows are counted from 0."""
        self.merges.append(Merge(top=top + 1, bottom=bottom + 1, left=left, right=right))
