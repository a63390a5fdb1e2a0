"""A reader who writes down every table, and keeps those that give the report.

He shares no code with `protect`: he computes means, Student's intervals and words himself, rounds
them, and compares. Then he looks whether a value, or a change, is left with one to four persons in
every table; first as a stranger, then as each of the persons, who knows his own two values.

On 0 to 2 he writes down all tables of first and second values. On 0 to 4 they would be too many: he
takes all multisets of changes, and of values at each occasion by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import coarse
import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import t as student

from tsi_eval.findings import Guard, Part
from tsi_eval.findings.released import ReleasedEstimate

Tables = npt.NDArray[np.int64]
WAYS = {Part.MOVED_LOWER: -1, Part.MOVED_NOWHERE: 0, Part.MOVED_HIGHER: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Tables, a row each, and what each column's persons had first, second and as a change."""

    tables: Tables
    places: dict[str, Tables]


@cache
def multisets(n: int, cells: int) -> Tables:
    """Return every way to put n persons into so many cells."""
    bars = np.array(list(combinations(range(n + cells - 1), cells - 1)))
    edges = np.hstack([np.full((len(bars), 1), -1), bars, np.full((len(bars), 1), n + cells - 1)])
    return np.diff(edges, axis=1) - 1


def written(n: int, most: int) -> list[Written]:
    """Return what the reader writes down for a scale from 0 to `most`."""
    values = np.arange(most + 1)
    if most == 2:
        first, second = np.repeat(values, 3), np.tile(values, 3)
        return [Written(tables=multisets(n, 9), places={"T0": first, "T1": second, "T0 > T1": second - first})]
    changes = np.arange(-most, most + 1)
    return [
        Written(tables=multisets(n, len(changes)), places={"T0 > T1": changes}),
        *(Written(tables=multisets(n, len(values)), places={at: values}) for at in ("T0", "T1")),
    ]


def fitting(of: Written, n: int, rows: coarse.Rows) -> Tables:
    """Return the tables that give the report."""
    kept = of.tables
    for item, exact in rows:
        places = of.places.get(item.period)
        if item.status != "shown" or places is None:
            continue
        if item.quantity.record.guard is Guard.COUNT and item.group in WAYS:
            kept = kept[kept @ (np.sign(places) == WAYS[Part(item.group)]) == item.n]
        elif item.quantity.record.guard in {Guard.MEAN, Guard.CHANGE} and item.group == Part.BOTH:
            leaves_out = (
                None if item.period != "T0 > T1" or exact.ci_low is None else _says(exact.ci_low, exact.ci_high)
            )
            kept = kept[_gives(kept, places, n, item, leaves_out)]
    return kept


def _says(low: float, high: float | None) -> bool:
    return not (low <= 0 <= (high or 0.0))


def _gives(
    tables: Tables, places: Tables, n: int, item: ReleasedEstimate, leaves_out: bool | None
) -> npt.NDArray[np.bool_]:
    mean = tables @ places / n
    error = np.sqrt(np.maximum(0.0, (tables @ places**2 - n * mean**2) / (n - 1) / n))
    arm = student.ppf(0.975, n - 1) * error
    unit = 10.0**-item.decimals
    gives = np.abs(mean - (item.estimate or 0.0)) <= unit / 2 + 1e-9
    for end, shown in ((mean - arm, item.ci_low), (mean + arm, item.ci_high)):
        if shown is not None:
            gives &= np.abs(end - shown) <= unit / 2 + 1e-9
    if item.p_value is not None:
        p = 2 * student.sf(np.abs(mean) / np.maximum(error, 1e-12), n - 1)
        gives &= np.ceil(p * 1000 - 1e-6) / 1000 == item.p_value
    if leaves_out is not None:
        gives &= (arm < np.abs(mean) - 1e-9) == leaves_out
    return gives


def learned(of: Written, kept: Tables, true: Tables) -> Iterator[str]:
    """Yield each value or change of which the reader knows that one to four others have it."""
    for own in (None, *np.flatnonzero(true)):
        seen = kept if own is None else kept[kept[:, own] > 0]
        for what, places in of.places.items():
            for place in np.unique(places):
                himself = 0 if own is None else int(places[own] == place)
                columns = places == place
                others = seen @ columns - himself
                if 1 <= true @ columns - himself <= 4 and bool(((others >= 1) & (others <= 4)).all()):
                    yield f"{what} {place}"


def table_of(of: Written, values: dict[str, list[int]]) -> Tables:
    """Return a pilot's own table, in the columns that the reader wrote down."""
    first, second = (np.array(values[at]) for at in ("T0", "T1"))
    true = {"T0": first, "T1": second, "T0 > T1": second - first}
    columns = range(of.tables.shape[1])
    return np.array(
        [np.all([true[what] == places[k] for what, places in of.places.items()], axis=0).sum() for k in columns]
    )


def attacked(most: int, tried: int, *, guarded: bool) -> tuple[int, int]:
    """Return how many counts could be learned in so many pilots, and in how many pilots any was."""
    rng = np.random.default_rng(most)
    counts = pilots = done = 0
    while done < tried:
        n = int(rng.integers(10, 15))
        values = coarse.drawn(n, most, rng)
        if not coarse.varies(values):
            continue
        done += 1
        rows = coarse.shown(values, most) if guarded else coarse.unguarded(values)
        found = [name for of in written(n, most) for name in learned(of, fitting(of, n, rows), table_of(of, values))]
        counts, pilots = counts + len(found), pilots + bool(found)
    return counts, pilots


@pytest.mark.parametrize("most", [2, 4])
def test_no_small_count_is_learned_in_a_few_pilots(most: int) -> None:
    counts, pilots = attacked(most, 12, guarded=True)
    print(f"0-{most}: 12 tried, {pilots} pilots learned from, {counts} counts")  # noqa: T201  what was tried and learned is read by people
    assert (0, 0) == (counts, pilots)


@pytest.mark.parametrize("most", [2, 4])
def test_reader_would_learn_from_what_is_not_guarded(most: int) -> None:
    _, pilots = attacked(most, 12, guarded=False)
    assert pilots >= 6


@pytest.mark.slow
@pytest.mark.parametrize("most", [2, 4])
def test_no_small_count_is_learned_in_many_pilots(most: int) -> None:
    counts, pilots = attacked(most, 120, guarded=True)
    print(f"0-{most}: 120 tried, {pilots} learned from")  # noqa: T201  what was tried and learned is read by people
    assert (0, 0) == (counts, pilots)


def test_reader_writes_down_every_table() -> None:
    assert math.comb(18, 8) == len(multisets(10, 9))
    assert {10} == set(multisets(10, 9).sum(axis=1).tolist())
