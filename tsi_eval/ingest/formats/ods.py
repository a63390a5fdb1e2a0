"""OpenDocument workbooks (ods), as LibreOffice writes them, read from their own XML.

Equal cells and rows that stand beside each other are written once, with how many they are. A sheet
ends in a blank row that stands for a million of them, which costs nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tsi_eval.ingest.formats.archive import Archive, Attributes, local, opened
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.ingest.formats.ods_cell import Cell
from tsi_eval.ingest.formats.ods_sheet import SheetInProgress
from tsi_eval.ingest.formats.sheet import Sheet, grids
from tsi_eval.pilot.source import FileFormat

_HIDDEN = frozenset({"collapse", "filter"})
# What lies beside the cells of a document, and may hold tables and texts of its own.
_NO_TABLE = ("tracked-changes", "forms", "dde-links", "named-expressions", "database-ranges")
_NO_CELL = frozenset({*_NO_TABLE, "shapes", "annotation", "frame", "custom-shape"})


def ods(path: Path, form: FileFormat) -> Iterator[Grid]:
    """Yield what each sheet gives that may be meant.

    Raises:
        UnreadableError: It is no whole workbook (E108), has a password (E109), declares entities
            (E114), or has no sheet to read (E104, E115, E326).
    """
    with opened(path) as archive:
        _refuse_password(archive)
        document = _Document("," if form.decimal_sign == "auto" else form.decimal_sign)
        archive.parse("content.xml", document.start, document.end, document.text)
    if not document.is_workbook:
        raise UnreadableError("E108")
    yield from grids(tuple(document.sheets), form)


def _refuse_password(archive: Archive) -> None:
    """Refuse a document with a password (E109), and one that is no workbook (E108)."""

    def start(name: str, _: Attributes) -> None:
        if local(name) in {"encryption-data", "encrypted-key"}:
            raise UnreadableError("E109")

    if "META-INF/manifest.xml" in archive:
        archive.parse("META-INF/manifest.xml", start)


class _Document:
    """What is known of a document while its XML goes by."""

    def __init__(self, decimal: str) -> None:
        self.sheets: list[Sheet] = []
        self.is_workbook = False
        self._decimal = decimal
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: SheetInProgress | None = None
        self._cell: Cell | None = None
        # Elements that are open, from the outermost of those whose content is no cell's.
        self._beside: list[str] = []
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "style": self._start_style,
            "table-properties": self._table_properties,
            "table": self._start_table,
            "table-column": self._column,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        kind = local(name)
        if self._beside or kind in _NO_CELL or (kind == "table" and self._cell is not None):
            self._beside.append(kind)
            return
        self.is_workbook = self.is_workbook or kind == "spreadsheet"
        named = {local(key): value for key, value in attributes.items()}
        if kind in self._starts:
            self._starts[kind](named)
        elif self._cell is not None:
            self._cell.start(kind, named)

    def end(self, name: str) -> None:
        kind = local(name)
        if self._beside:
            self._beside.pop()
        elif kind in {"table-cell", "covered-table-cell"}:
            self._end_cell()
        elif kind == "table-row" and self._sheet is not None:
            self._sheet.end_row()
        elif kind == "table" and self._sheet is not None:
            self.sheets.append(self._sheet.sheet())
            self._sheet = None
        elif self._cell is not None:
            self._cell.end(kind)

    def text(self, data: str) -> None:
        if self._beside:
            if self._sheet is not None and data.strip():
                self._sheet.outside.append(("comment", data))
        elif self._cell is not None:
            self._cell.text(data)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("name", "")

    def _table_properties(self, attributes: Attributes) -> None:
        if attributes.get("display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        visible = attributes.get("style-name", "") not in self._hidden_styles
        self._sheet = SheetInProgress(attributes.get("name", ""), visible=visible)

    def _column(self, attributes: Attributes) -> None:
        if self._sheet is not None:
            self._sheet.add_column(_repeated(attributes, "number-columns-repeated"), hidden=_is_hidden(attributes))

    def _start_row(self, attributes: Attributes) -> None:
        if self._sheet is not None:
            self._sheet.start_row(_repeated(attributes, "number-rows-repeated"), hidden=_is_hidden(attributes))

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = Cell(attributes, self._decimal)

    def _end_cell(self) -> None:
        if self._sheet is not None and self._cell is not None:
            self._sheet.add_cell(self._cell)
        self._cell = None


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get("visibility") in _HIDDEN


def _repeated(attributes: Attributes, name: str) -> int:
    return max(int(attributes.get(name, "1")), 1)
