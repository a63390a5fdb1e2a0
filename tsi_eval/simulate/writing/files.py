"""A file from its rows: csv or xlsx, messy or tidy; its bytes depend on nothing but its content."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tsi_eval.pilot.new.workbooks import CLOCK, settled
from tsi_eval.simulate.units import Unit
from tsi_eval.simulate.writing.cells import Cell, Row, Written
from tsi_eval.simulate.writing.mess import TIDY, Habit, Hand, Mess
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the files of a subject look like.

    Attributes:
        name: File name, with {delivery} for the term or the history; its ending says the format.
        heading: Names of the columns.
        sheet: Name of a workbook's sheet.
        messy: How municipalities write it.
        habits: What single deliveries write in their own way.
    """

    __pydantic_config__ = STRICT

    name: str
    heading: tuple[str, ...] = ()
    sheet: str = "Blad1"
    messy: Mess = TIDY
    habits: Mapping[str, Habit] = field(default_factory=dict)

    def hand(self, delivery: str, units: Mapping[str, Unit], *, messy: bool) -> Hand:
        """Return who writes a delivery's file."""
        mess = self.habits.get(delivery, Habit()).over(self.messy) if messy else TIDY
        return Hand(mess=mess, delivery=delivery, units=units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A file of one heading and its rows.

    Attributes:
        form: What it looks like.
        delivery: The term, or the name of the history.
        rows: Its rows, sums too.
        again: Places of the rows that stand there twice in a messy file.
    """

    form: Form
    delivery: str
    rows: Sequence[Row]
    again: tuple[int, ...] = ()

    def content(self, units: Mapping[str, Unit], *, messy: bool) -> bytes:
        """Return the file."""
        hand = self.form.hand(self.delivery, units, messy=messy)
        rows = self._rows(hand, messy=messy)
        above = [[title] if title else [] for title in hand.mess.titles]
        if self.form.name.endswith(".csv"):
            lines = [[hand.as_text(cell) for cell in row] for row in rows]
            return csv_file([*above, self.form.heading, *lines], encoding=hand.mess.encoding)
        values = [[hand.as_value(cell) for cell in row] for row in rows]
        return xlsx_file([*above, self.form.heading, *values], sheet=self.form.sheet)

    def _rows(self, hand: Hand, *, messy: bool) -> list[tuple[Cell, ...]]:
        """Return what stands under the heading.

        Sums are left out by whoever writes none, and rows that stand there twice come again last.
        """
        rows = [row.cells for row in self.rows if hand.mess.total or not row.is_sum]
        return rows + [rows[place] for place in self.again] if messy else rows


def csv_file(rows: Iterable[Sequence[str]], *, encoding: str = "utf-8") -> bytes:
    """Return rows as a csv file with semicolons; "utf-8-sig" adds a byte-order mark."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(rows: Iterable[Sequence[Written]], *, sheet: str, merged: Iterable[str] = ()) -> bytes:
    """Return rows as a workbook of one sheet, with merged ranges such as "B3:C3"."""
    from openpyxl import Workbook  # noqa: PLC0415  only xlsx files pay for it

    book = Workbook()
    book.properties.created = CLOCK
    page = book.active
    page.title = sheet
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                cell = page.cell(place, column, value)
                if isinstance(value, date):
                    cell.number_format = "yyyy-mm"
    for cells in merged:
        page.merge_cells(cells)
    written = io.BytesIO()
    book.save(written)
    return settled(written.getvalue())
