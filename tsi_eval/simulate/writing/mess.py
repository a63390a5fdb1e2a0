"""How municipalities write, and the ways in which they spoil their files.

A generator fills rows with cells that know what they are: a unit, a week, a month, a number. How a
cell is written is decided last, by a `Mess`. So the messy and the tidy file always hold the same
content. Example: week 34 of 2023 is written "2023-W34" in a tidy file, and "v. 34 2023" in one
whose mess has `week = "v. {week} {year}"`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from tsi_eval.simulate.times import iso_month
from tsi_eval.simulate.units import Unit
from tsi_eval.simulate.writing.cells import Cell, Hidden, Month, Term, UnitCell, Week, Written, Year
from tsi_eval.strict import STRICT

_SWEDISH = ("jan", "feb", "mar", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mess:
    """How a file is spoiled; what is not said is tidy.

    Attributes:
        encoding: Of a csv file; "utf-8-sig" adds a byte-order mark.
        titles: Lines above the heading; an empty text is an empty line.
        footnote: A last line, or "".
        unit: What names a unit: its short name, its label, its code, or the code as a spreadsheet
            keeps it, without leading zeros.
        week: Pattern for a week.
        month: 2023-08, or aug 2023, or a real date (in a workbook only).
        term: Pattern for a term, with {term} for HT2023 and {season} for HT.
        thousands: What stands between thousands, such as a no-break space.
        zero: How a zero is written in a wide workbook.
        text: Whether a workbook holds numbers as text.
        total: What a row of sums is called; "" for no such row.
        doubled: How many rows stand there twice.
    """

    __pydantic_config__ = STRICT

    encoding: str = "utf-8"
    titles: tuple[str, ...] = ()
    footnote: str = ""
    unit: Literal["id", "label", "code", "spreadsheet"] = "id"
    week: str = "{year}-W{week:02}"
    month: Literal["iso", "swedish", "date"] = "iso"
    term: str = "{term}"
    thousands: str = ""
    zero: str = "0"
    text: bool = False
    total: str = ""
    doubled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What one delivery writes in another way than the rest; the fields are those of `Mess`."""

    __pydantic_config__ = STRICT

    encoding: str | None = None
    unit: Literal["id", "label", "code", "spreadsheet"] | None = None
    week: str | None = None
    month: Literal["iso", "swedish", "date"] | None = None
    term: str | None = None

    def over(self, mess: Mess) -> Mess:
        """Return a mess with what this delivery writes in its own way."""
        own = {
            "encoding": self.encoding,
            "unit": self.unit,
            "week": self.week,
            "month": self.month,
            "term": self.term,
        }
        changed = {name: value for name, value in own.items() if value is not None}
        return replace(mess, **changed)  # type: ignore[arg-type]  # each value has its field's type


TIDY = Mess()
HIDDEN = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whoever writes a file: with this mess, for this delivery, about these units.

    Attributes:
        mess: How the file is spoiled.
        delivery: The term, or the name of the history.
        units: The pilot's units by short name.
    """

    mess: Mess
    delivery: str
    units: Mapping[str, Unit]

    def as_text(self, cell: Cell) -> str:
        """Return a cell as it is written in a text file, numbers with a decimal comma."""
        written = self.as_value(cell)
        if isinstance(written, int | Decimal) and not isinstance(cell, Year):
            return number(written, self.mess.thousands)
        return "" if written is None else str(written)

    def as_value(self, cell: Cell) -> Written:
        """Return a cell as it is written in a workbook."""
        if isinstance(cell, Year):
            return cell.year
        if isinstance(cell, int | Decimal) and self.mess.text:
            return number(cell, self.mess.thousands)
        if isinstance(cell, Month):
            return self._month(cell.first)
        if cell is None or isinstance(cell, str | int | Decimal | date):
            return cell
        return self._words(cell)

    def _words(self, cell: UnitCell | Week | Term | Hidden) -> str:
        if isinstance(cell, UnitCell):
            return self._unit(self.units[cell.unit])
        if isinstance(cell, Week):
            return self.mess.week.format(week=cell.number, year=cell.year)
        if isinstance(cell, Term):
            return self.mess.term.format(term=cell.name, season=cell.name[:2])
        return HIDDEN

    def _unit(self, unit: Unit) -> str:
        if self.mess.unit in {"id", "label"}:
            return unit.id if self.mess.unit == "id" else unit.label
        code = unit.code_in(self.delivery)
        return code.lstrip("0") if self.mess.unit == "spreadsheet" else code

    def _month(self, month: date) -> str | date:
        if self.mess.month == "date":
            return month
        return f"{_SWEDISH[month.month - 1]} {month.year}" if self.mess.month == "swedish" else iso_month(month)


def number(value: int | Decimal, thousands: str = "") -> str:
    """Return a number with decimal comma.

    Example:
        >>> number(Decimal("44200.5"), " ")
        '44 200,5'
    """
    signs = {ord(","): thousands, ord("."): ","}
    return f"{value:,}".translate(signs)
