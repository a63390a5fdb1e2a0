"""A wide workbook: months as rows, units as merged groups of columns, and sums of years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from tsi_eval.simulate.units import Unit
from tsi_eval.simulate.writing.cells import Month, UnitCell, Written
from tsi_eval.simulate.writing.files import xlsx_file
from tsi_eval.simulate.writing.mess import TIDY, Habit, Hand, Mess
from tsi_eval.strict import STRICT

# By (month, unit): the count and its parts.
Counts = Mapping[tuple[date, str], tuple[int, ...]]
_LABELLED = Mess(unit="label")


@dataclass(frozen=True, slots=True, kw_only=True)
class WideForm:
    """What wide workbooks look like.

    Attributes:
        name: File name, with {delivery} for the term or the history.
        sheet: Name of the sheet.
        months: Name of the column of months.
        counts: Names of the count and its parts, in each group of columns.
        year_total: What a year's row of sums is called in messy files, before the year.
        messy: How municipalities write it; its total is a last group of columns.
        habits: What single deliveries write in their own way.
    """

    __pydantic_config__ = STRICT

    name: str
    sheet: str
    months: str
    counts: tuple[str, ...]
    year_total: str
    messy: Mess
    habits: Mapping[str, Habit] = field(default_factory=dict)

    def hand(self, delivery: str, units: Mapping[str, Unit]) -> Hand:
        """Return who writes a delivery's messy file."""
        mess = self.habits.get(delivery, Habit()).over(self.messy)
        return Hand(mess=mess, delivery=delivery, units=units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wide:
    """A wide workbook.

    Attributes:
        form: What it looks like.
        delivery: The term, or the name of the history.
        counts: What stands in it.
    """

    form: WideForm
    delivery: str
    counts: Counts

    def content(self, units: Mapping[str, Unit], *, messy: bool) -> bytes:
        """Return the file."""
        return self._messy(units) if messy else self._tidy(units)

    def _lines(self) -> dict[date, list[int]]:
        """Return each month's numbers, unit by unit."""
        lines: dict[date, list[int]] = {}
        for (month, _), numbers in self.counts.items():
            lines.setdefault(month, []).extend(numbers)
        return lines

    def _tidy(self, units: Mapping[str, Unit]) -> bytes:
        hand = Hand(mess=TIDY, delivery=self.delivery, units=units)
        groups = self._groups(units)
        heading: list[Written] = [
            self.form.months,
            *(f"{group} / {name}" for group in groups for name in self.form.counts),
        ]
        rows = [heading]
        for month, line in self._lines().items():
            rows.append(self._row(hand, hand.as_value(Month(month)), line))
        return xlsx_file(rows, sheet=self.form.sheet)

    def _messy(self, units: Mapping[str, Unit]) -> bytes:
        """Write two lines of heading, a group of sums, a sum after each year, and a footnote."""
        hand, width = self.form.hand(self.delivery, units), len(self.form.counts)
        groups = [*self._groups(units), hand.mess.total]
        top: list[Written] = [self.form.months]
        for group in groups:
            top += [group, *[None] * (width - 1)]
        above: list[list[Written]] = [[title] if title else [] for title in hand.mess.titles]
        rows: list[list[Written]] = [*above, top, [None, *self.form.counts * len(groups)]]
        for year, months in groupby(self._lines().items(), key=lambda item: item[0].year):
            lines = {month: with_sums(line, width) for month, line in months}
            rows += [self._row(hand, hand.as_value(Month(month)), line) for month, line in lines.items()]
            sums = [sum(column) for column in zip(*lines.values(), strict=True)]
            rows.append(self._row(hand, f"{self.form.year_total} {year}", sums))
        rows.append([hand.mess.footnote])
        merged = merged_groups(len(above) + 1, len(groups), width)
        return xlsx_file(rows, sheet=self.form.sheet, merged=merged)

    def _groups(self, units: Mapping[str, Unit]) -> list[str]:
        hand = Hand(mess=_LABELLED, delivery=self.delivery, units=units)
        return [hand.as_text(UnitCell(unit)) for unit in dict.fromkeys(unit for _, unit in self.counts)]

    @staticmethod
    def _row(hand: Hand, first: Written, numbers: list[int]) -> list[Written]:
        zero: Written = 0 if hand.mess.zero == "0" else hand.mess.zero
        return [first, *(count or zero for count in numbers)]


def with_sums(line: list[int], width: int) -> list[int]:
    """Return a month's numbers, and after them the sums over units.

    Example:
        >>> with_sums([3, 1, 4, 2], 2)
        [3, 1, 4, 2, 7, 3]
    """
    return [*line, *(sum(line[place::width]) for place in range(width))]


def merged_groups(row: int, groups: int, width: int) -> list[str]:
    """Return the ranges of a heading's groups, from column B on.

    Example:
        >>> merged_groups(3, 2, 2)
        ['B3:C3', 'D3:E3']
    """
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  only xlsx files pay for it

    firsts = [2 + width * group for group in range(groups)]
    return [f"{get_column_letter(first)}{row}:{get_column_letter(first + width - 1)}{row}" for first in firsts]
