"""Rows of a whole month or week beside rows of its parts, of which all would be counted twice.

A week belongs to the month of its Thursday, here as everywhere. So a school that leaves weeks for
months in December may have the week of 27 November and the month of December.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tsi_eval.language import Message
from tsi_eval.periods import Period
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.table import Fault, Table
from tsi_eval.written_periods import parse_period

if TYPE_CHECKING:
    import pandas as pd

# A whole → what its parts are.
_PARTS: Mapping[str, frozenset[str]] = {"month": frozenset({"week", "day"}), "week": frozenset({"day"})}


def overlap_faults(table: Table, rows: pd.DataFrame) -> Iterator[Fault]:
    """Yield the rows of a month or week in which other rows of the same tally lie (E338).

    Example: a school's contacts in the corridor, of "2023-W46", "2023-W47" and "2023-11". The last
    row is named: it may sum the others.
    """
    for column in table.of_kind(ColumnKind.PERIOD):
        if column.name in table.key and column.name in rows:
            others = [name for name in table.key if name != column.name]
            more = {"what": Message("counted_again.periods"), "advice": Message("error.advice.again_periods")}
            yield Fault(code="E338", column=column.name, rows=_wholes(rows, column.name, others), more=more)


def _wholes(rows: pd.DataFrame, name: str, others: list[str]) -> pd.Series[bool]:
    """Return the rows whose period holds that of a row that is like them in all other columns."""
    read = {text: parse_period(str(text)) for text in rows[name].dropna().unique()}
    periods = {text: period for text, period in read.items() if period is not None}
    kinds = rows[name].map({text: period.kind for text, period in periods.items()})
    found = kinds.isna() & False
    for whole, parts in _PARTS.items():
        is_whole, is_part = kinds == whole, kinds.isin(parts)
        if is_whole.any() and is_part.any():
            place = rows[name].map({text: _place(period, whole) for text, period in periods.items()})
            by = [place, *(rows[other] for other in others)]
            found |= is_whole & is_part.groupby(by, dropna=False).transform("any")
    return found


def _place(period: Period, whole: str) -> str:
    """Return the month or week that a period lies in; a month lies in no week."""
    if whole == "month":
        return period.month
    return "{}-W{:02}".format(*period.start.isocalendar()[:2]) if period.kind != "month" else ""
