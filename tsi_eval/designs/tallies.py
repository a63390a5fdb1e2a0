"""What designs over tallies share: which rows they are about, and the cells of a number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tsi_eval.designs.estimating import estimated
from tsi_eval.findings import Cell, Claim, Estimate, Kind, Quantity, tallied
from tsi_eval.language import LANGUAGES, Message, Text
from tsi_eval.language.numbers import month_name, stretch
from tsi_eval.periods import term_of
from tsi_eval.study.tables import table_named

if TYPE_CHECKING:
    import pandas as pd

    from tsi_eval.study import Study


def rows_of(
    study: Study, table: str, *, units: Iterable[str] = (), series: Iterable[str] = (), since: str = "", until: str = ""
) -> pd.DataFrame:
    """Return a table's rows of some units and series, from a month until before another.

    The month "" is no limit.

    Contacts and counts get a column `term`.
    """
    frame = study.table(table)
    units, series = tuple(units), tuple(series)
    if units:
        frame = frame[frame["unit"].isin(units)]
    if series:
        frame = frame[frame["series"].isin(series)]
    if "month" not in frame or frame.empty:
        return frame
    if since:
        frame = frame[frame["month"] >= since]
    if until:
        frame = frame[frame["month"] < until]
    return frame.assign(term=frame["month"].map(term_of))


def without_rows(rows: pd.DataFrame, column: str, names: Iterable[str]) -> list[str]:
    """Return the series or units that no row has."""
    there = set(rows[column])
    return [name for name in dict.fromkeys(names) if name not in there]


def uneven_ends(rows: pd.DataFrame, *, within: str = "") -> list[str]:
    """Return each series of a unit that begins later or ends earlier than the others.

    A month that a series lacks would count as nought in a sum. Holes inside a series are refused
    when a study is made (E204). Example: "school, north (2023-08\u20132023-12)" has no earlier
    month, while another series has.

    Args:
        rows: The rows that are summed.
        within: A column within whose values series are held beside each other, or "" for all.
    """
    ends = rows.groupby(["unit", "series"])["month"].agg(["min", "max"])
    limits = ends.groupby(within) if within else ends.groupby(lambda _: 0)
    uneven = (ends["min"] > limits["min"].transform("min")) | (ends["max"] < limits["max"].transform("max"))
    named = ends[uneven].reset_index()
    places = (
        ", ".join(filter(None, (series, unit))) for series, unit in zip(named["series"], named["unit"], strict=True)
    )
    return [
        f"{place} ({first}\u2013{last})" for place, first, last in zip(places, named["min"], named["max"], strict=True)
    ]


def compared(before: Iterable[str], after: Iterable[str]) -> Message:
    """Return which months or terms are compared, in words."""
    return Message("compared.periods", {"before": in_words(before), "after": in_words(after)})


def in_words(names: Iterable[str]) -> Text:
    """Return months or terms as a stretch from the first to the last, in words."""
    ends = list(dict.fromkeys(names))
    ends = [ends[0], ends[-1]] if len(ends) > 1 else ends
    sv, en = ("\u2013".join(stretch(name, language) for name in ends) for language in LANGUAGES)
    return Text(sv=sv, en=en)


def listed_in_words(names: Iterable[str]) -> Text:
    """Return months or terms one by one, in words."""
    names = tuple(names)
    sv, en = (", ".join(stretch(name, language) for name in names) for language in LANGUAGES)
    return Text(sv=sv, en=en)


def left_out(caveat: str, months: Iterable[int]) -> Message:
    """Return which months of the year are left out by declaration, in words.

    Args:
        caveat: The caveat that says it, with a place for the months.
        months: From 1 to 12.
    """
    sv, en = (", ".join(month_name(month, language) for month in sorted(months)) for language in LANGUAGES)
    return Message(f"caveat.{caveat}", {"months": Text(sv=sv, en=en)})


def cell_of(rows: pd.DataFrame, table: str, kind: Kind, count: str = "n") -> Cell:
    """Return the cell of these rows: their smallest tallies, named."""
    sums = rows.groupby(list(table_named(table).cells), sort=False)[count].sum()
    named = zip(sums.index.to_list(), sums.to_list(), strict=True)
    return tallied({"|".join((table, *key)): int(n) for key, n in named}, kind)


def count_of(design: str, claim: Claim, cell: Cell, unit: str, **more: Any) -> Estimate:
    """Return a count as an estimate."""
    fields: dict[str, Any] = {"method": "tally", "claim": claim, "unit": unit}
    return estimated(design, Quantity.COUNT, float(cell.n), (cell,), **fields | more)
