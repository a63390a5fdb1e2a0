"""Sums among the rows of a tally that no word tells: their numbers do.

1. A row whose label stands nowhere else, and whose numbers are those of all rows above it, is a sum
   of them. Example: the last row "Kommunen" has 61, and the rows above it 30, 21 and 10 … in all.
2. A label is a sum when, in each month, it has what all other labels of that column have together.
   Example: "Kommunen" beside the schools A and B, month by month.

Either may happen by chance among few small numbers, so that enough is asked for: rows above, or
months and how large their numbers are. Decision 85 says how often chance still does it. What is
found is refused: only the project lead knows whether it is a sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tsi_eval.ingest.read import ROW
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.sums import TOTALS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# So many rows above the last one with something in them; fewer where the sum is as large as this;
# and more above a row that others follow.
FEWEST_ABOVE = 5
FEWEST_ABOVE_LARGE = 4
LARGE = 30
FEWEST_ABOVE_INSIDE = 10
# In so many months a label has all others, where the months' numbers plus 1, multiplied with each
# other, are at least so much. By chance a number is the one of so many that the others sum to.
ENOUGH = ((2, 100.0), (3, 10.0))
# A sum of fewer than two others is a copy.
FEWEST_PARTS = 2
# Sums of decimals differ in their last bits; no two amounts are this near by chance.
TOLERANCE = 1e-6


def check_hidden_sums(file: SourceFile, rows: pd.DataFrame) -> None:
    """Add a problem (E337) where rows are the sums of others, for each label that is one.

    A source that declares the words of its sums has no other sums.
    """
    record, form = file.source.record, file.source.format
    if not record.adds_up or rows.empty or form.totals != TOTALS:
        return
    numbers = [rows[list(names)].prod(axis=1, skipna=False).to_numpy(dtype=float) for names in record.adds_up]
    found = {*_alone_and_all_above(file, rows, numbers), *_all_others_together(file, rows, numbers)}
    for name, label in sorted(found):
        at = file.frame[ROW].isin(rows.loc[rows[name] == label, "row"])
        file.refuse("E337", _their_column(file, name, label), at)


def _alone_and_all_above(file: SourceFile, rows: pd.DataFrame, numbers: list[Numbers]) -> Iterator[tuple[str, str]]:
    """Yield labels that stand in one row, whose numbers are those of all rows above it."""
    sums = np.logical_and.reduce([_is_all_above(values) for values in numbers])
    for column in file.source.record.of_kind(ColumnKind.LABEL):
        if sums.any() and column.name in file.source.columns and column.name not in file.source.values:
            alone = ~rows[column.name].duplicated(keep=False) & sums
            yield from ((column.name, str(label)) for label in rows.loc[alone, column.name].dropna())


def _is_all_above(values: Numbers) -> NDArray[np.bool_]:
    """Return which values are the sum of all before them, of which enough are above 0."""
    above = np.cumsum(values) - values
    filled: NDArray[np.int64] = np.cumsum(values > 0) - (values > 0)
    needed = np.full(len(values), FEWEST_ABOVE_INSIDE)
    needed[-1] = FEWEST_ABOVE_LARGE if values[-1] >= LARGE else FEWEST_ABOVE
    return (filled >= needed) & np.isclose(values, above, rtol=TOLERANCE)


def _all_others_together(file: SourceFile, rows: pd.DataFrame, numbers: list[Numbers]) -> Iterator[tuple[str, str]]:
    """Yield labels that always have what all other labels of their column have together."""
    record = file.source.record
    codes = {name: pd.factorize(rows[name], use_na_sentinel=False) for name in record.key}
    for column in record.of_kind(ColumnKind.UNIT, ColumnKind.LABEL):
        # A series may be the sum of others and be meant so: series are never added up.
        if column.name in record.key and not column.wide and len(codes[column.name][1]) > FEWEST_PARTS:
            group = _groups([codes[name] for name in record.key if name != column.name])
            which, labels = codes[column.name]
            for place in np.flatnonzero(_is_sum_of_others(which, group, numbers)).tolist():
                yield column.name, str(labels[place])


def _groups(codes: list[tuple[NDArray[np.intp], pd.Index[str]]]) -> NDArray[np.intp]:
    """Return for each row which group it is in: rows that are alike in all columns."""
    group = np.zeros(len(codes[0][0]), dtype=np.intp)
    for which, labels in codes:
        group = pd.factorize(group * (len(labels) + 1) + which)[0]
    return group


def _is_sum_of_others(which: NDArray[np.intp], group: NDArray[np.intp], numbers: list[Numbers]) -> NDArray[np.bool_]:
    """Return for each label whether it is the sum of the others in each group known as a whole."""
    whole = np.bincount(group, weights=np.isnan(np.sum(numbers, axis=0)))[group] == 0
    is_sum, telling = whole.copy(), whole & (np.bincount(group)[group] > FEWEST_PARTS)
    for values in numbers:
        total = np.bincount(group, weights=np.nan_to_num(values))[group]
        is_sum &= np.isclose(2 * values, total, rtol=TOLERANCE)
        telling &= values > 0
    labels = int(which.max()) + 1
    fails = np.bincount(which[whole & ~is_sum], minlength=labels)
    tells = telling & is_sum
    holds = np.bincount(which[tells], minlength=labels)
    size = np.bincount(which[tells], weights=np.log(1 + numbers[0][tells]), minlength=labels)
    enough = [(holds >= groups) & (size >= np.log(product) - TOLERANCE) for groups, product in ENOUGH]
    found: NDArray[np.bool_] = (fails == 0) & np.logical_or.reduce(enough)
    return found


def _their_column(file: SourceFile, name: str, label: str) -> str:
    """Return the file's column of a label, also where each label has a column of its own."""
    wide = [entry[label] for entry in file.source.series.values() if isinstance(entry, Mapping) and label in entry]
    return file.source.columns.get(name, wide[0] if wide else name)
