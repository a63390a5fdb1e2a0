"""What is checked of every table, whether it was read from files or is a researcher's own frame.

Each check takes the table's record and rows in the table's own columns, and yields faults: a code,
a column, and which rows are wrong. Who read the rows says where they stand, a file and its row
numbers or a frame and its positions, and makes the fault a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from tsi_eval.errors import Param
from tsi_eval.language import Message, has_sentence
from tsi_eval.periods import month_index, month_of_index
from tsi_eval.study.outcome import Outcome
from tsi_eval.study.tables.column import FROM_NOUGHT, WHOLE, Column, ColumnKind
from tsi_eval.study.tables.overlapping import overlap_faults
from tsi_eval.study.tables.persons import PERSONS
from tsi_eval.study.tables.sums import TOTALS, are_sums
from tsi_eval.study.tables.table import Fault, Table

if TYPE_CHECKING:
    import pandas as pd

KEPT_ROWS = 50
# A year that is none of these lacks its century, or is no year.
FIRST_YEAR, LAST_YEAR = 1900, 2199
# A poll of two months is no series with a hole in it.
FEWEST_MONTHS = 6
# 0.3 is three steps of 0.1, but not to the last bit; no value is this near a step by chance.
STEP_TOLERANCE = 1e-4


def number_faults(column: Column, values: pd.Series[float]) -> Iterator[Fault]:
    """Yield what is wrong with the numbers of a column.

    They may be below zero (E205), no whole numbers (E209), no years of four figures (E351), or off
    the column's limits (E290).
    """
    if column.kind in FROM_NOUGHT:
        yield Fault(code="E205", column=column.name, rows=values < 0)
    if column.kind in WHOLE:
        yield Fault(code="E209", column=column.name, rows=values.notna() & (values % 1 != 0))
    if column.kind is ColumnKind.YEAR:
        short = (values >= 0) & (values % 1 == 0) & ~values.between(FIRST_YEAR, LAST_YEAR)
        yield Fault(code="E351", column=column.name, rows=short)
    limits = column.limits
    if limits is not None:
        wrong = values.notna() & ~values.between(limits.low, limits.high)
        if limits.step is not None:
            wrong |= between_steps(values, limits.low, limits.step)
        yield Fault(code="E290", column=column.name, rows=wrong, more=_ends(limits.low, limits.high))


def between_steps(values: pd.Series[float], low: float, step: float) -> pd.Series[bool]:
    """Return which values are no whole number of steps away from the lowest."""
    steps = (values - low) / step
    return (steps - steps.round()).abs() > STEP_TOLERANCE


def range_fault(column: str, values: pd.Series[float], outcome: Outcome) -> Fault:
    """Return which values lie outside the outcome's declared range (E136)."""
    low = -float("inf") if outcome.minimum is None else outcome.minimum
    high = float("inf") if outcome.maximum is None else outcome.maximum
    wrong = values.notna() & ~values.between(low, high)
    return Fault(code="E136", column=column, rows=wrong, more=_ends(low, high))


def scale_faults(column: str, values: pd.Series[float], outcome: Outcome) -> Iterator[Fault]:
    """Yield values outside an outcome's range (E136), or between two steps of its scale (E290)."""
    outside = range_fault(column, values, outcome)
    yield outside
    between = between_steps(values, outcome.minimum or 0.0, outcome.step) & ~outside.rows
    yield Fault(code="E290", column=column, rows=between, more=outside.more)


def _ends(low: float, high: float) -> dict[str, str]:
    return {"low": f"{low:g}".replace("inf", "∞"), "high": f"{high:g}".replace("inf", "∞")}


def key_faults(table: Table, rows: pd.DataFrame) -> Iterator[Fault]:
    """Yield the faults of a table's key: rows without a person (E129), a key that stands twice.

    A whole month beside its weeks counts as twice as well (E338).
    """
    if not table.key:
        return
    key = list(table.key)
    if table.person is not None:
        yield Fault(code="E129", rows=rows[table.person.name].isna())
    # What is blank is a problem of its own: two blanks are not the same occasion.
    twice = rows.duplicated(key, keep=False) & rows[key].notna().all(axis=1)
    advice = "measures" if [*table.of_kind(ColumnKind.OCCASION)] else "persons" if table.person else "tallies"
    more: dict[str, Param] = {"key": _said_together(key), "advice": Message(f"error.advice.twice_{advice}")}
    yield Fault(code=table.twice, rows=twice, more=more)
    yield from overlap_faults(table, rows)


def _said_together(columns: Sequence[str]) -> Param:
    """Return the words for some columns, as they are said together.

    A column that has no word of its own goes by its name.
    """
    *first, last = (Message(f"error.word.{name}") if has_sentence(f"error.word.{name}") else name for name in columns)
    if not first:
        return last
    start = reduce(lambda one, other: Message("error.word.several", {"one": one, "other": other}), first)
    return Message("error.word.pair", {"one": start, "other": last})


def unit_faults(table: Table, rows: pd.DataFrame, known: Iterable[str]) -> Iterator[Fault]:
    """Yield rows of units that nobody declared (E127); without any declared, every unit is known.

    A unit may also be an attribute of persons, which is then called `unit`.
    """
    ids = [*known]
    named = {column.name for column in table.of_kind(ColumnKind.UNIT)}
    if table.attributes is not None:
        named.add(ColumnKind.UNIT.name.lower())
    for column in sorted(named & {*rows.columns}) if ids else ():
        wrong = rows[column].notna() & ~rows[column].isin([*ids, ""])
        yield Fault(code="E127", column=column, rows=wrong, more={"known": ", ".join(sorted(ids))})


def sum_faults(table: Table, rows: pd.DataFrame, known: Iterable[str]) -> Iterator[Fault]:
    """Yield rows of sums in a tally (E318): what they sum would be counted twice.

    Of files such rows are left out. Units that were declared are what they are called. A row of
    sums that leaves a column blank has no other way to be known in a file; where a frame must have
    that column filled in, its word stands alone.

    Args:
        table: The record.
        rows: The rows.
        known: Ids of the units that were declared.
    """
    kinds = {ColumnKind.LABEL} if [*known] else {ColumnKind.LABEL, ColumnKind.UNIT}
    places = table.places_of_sums() if table.person is None else ()
    for column in table.of_kind(*kinds):
        if column.name in places and column.name in rows:
            labels = rows[column.name].astype("str")
            alone = labels.str.strip().str.casefold().isin(TOTALS)
            wrong = alone if table.blank_in_sums else are_sums(labels)
            yield Fault(code="E318", column=column.name, rows=wrong, more={"words": ", ".join(TOTALS)})


def missing_months(table: Table, rows: pd.DataFrame, closed: tuple[int, ...]) -> str:
    """Return the months that a series lacks between its first and its last, other than closed ones.

    Example: a series that has every month of 2023 but May and July, where the schools are closed in
    July (`closed=(7,)`), lacks "2023-05".

    Nothing is said while some row's month can't be read: it may be the one that is missing.
    """
    if not table.unbroken or rows["month"].isna().any():
        return ""
    place = rows["month"].map({month: month_index(month) for month in rows["month"].unique()}).astype(int)
    series = place.groupby([rows[name] for name in table.unbroken])
    spans = series.agg(["nunique", "min", "max"])
    broken = spans[spans["nunique"].between(FEWEST_MONTHS, spans["max"] - spans["min"])]
    gaps: set[int] = set()
    for name, _, first, last in broken.itertuples(name=None):
        every = {i for i in range(first, last + 1) if i % 12 + 1 not in closed}
        gaps |= every.difference(series.get_group(name))
    return ", ".join(map(month_of_index, sorted(gaps)[:12]))


def strangers(tables: Mapping[str, pd.DataFrame], personal: Iterable[Table]) -> Iterator[tuple[str, Fault]]:
    """Yield rows of persons who are not among `persons` (E133), by the table's name.

    How many persons they are is counted as well, since one may have many rows.
    """
    if PERSONS.name not in tables:
        return
    known = set(tables[PERSONS.name]["person"].dropna())
    for record in personal:
        if record.name in tables:
            persons = tables[record.name]["person"]
            strange = ~persons.isin(known) & persons.notna()
            more: dict[str, Param] = {"table": record.name, "count": int(persons[strange].nunique())}
            more["advice"] = Message("error.advice.strangers")
            if strange.any():
                yield record.name, Fault(code="E133", column="person", rows=strange, more=more)
