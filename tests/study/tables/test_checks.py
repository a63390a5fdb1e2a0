"""What is checked of every table: numbers, ranges, keys, units, holes and strangers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pytest
from own_frames import SCORE, tidy

from tsi_eval.study import Outcome
from tsi_eval.study.tables import (
    ABSENCE,
    CONTACTS,
    COSTS,
    COUNTS,
    ENROLMENT,
    MEASURES,
    PERSONS,
    Table,
    personal_tables,
)  # fmt: skip
from tsi_eval.study.tables.checks import (
    FEWEST_MONTHS,
    between_steps,
    key_faults,
    missing_months,
    number_faults,
    range_fault,
    strangers,
    unit_faults,
)  # fmt: skip
from tsi_eval.study.tables.column import Column, ColumnKind, Limits
from tsi_eval.study.tables.table import Fault


def found(faults: Iterable[Fault]) -> list[tuple[str, list[int]]]:
    """Return code and places of the faults that rows have."""
    return [(fault.code, np.flatnonzero(fault.rows).tolist()) for fault in faults if fault.rows.any()]


VALUES = pd.Series([-1.0, 0.0, 0.5, 2.0, np.nan])


@pytest.mark.parametrize(
    ("kind", "faults"),
    [
        (ColumnKind.COUNT, [("E205", [0]), ("E209", [2])]),
        (ColumnKind.YEAR, [("E205", [0]), ("E209", [2]), ("E351", [1, 3])]),
        (ColumnKind.AMOUNT, [("E205", [0])]),
        (ColumnKind.LEVEL, []),
    ],
)
def test_number_is_what_its_kind_says(kind: ColumnKind, faults: list[tuple[str, list[int]]]) -> None:
    assert faults == found(number_faults(Column(name="x", kind=kind), VALUES))


@pytest.mark.parametrize(
    ("limits", "places"),
    [
        (Limits(low=0, high=2), [0]),
        (Limits(low=0, high=1), [0, 3]),
        (Limits(low=-1, high=2, step=1), [2]),
        (Limits(low=-1, high=2, step=0.5), []),
        (Limits(low=0, high=2, step=0.25), [0]),
    ],
)
def test_number_is_within_its_limits_and_on_a_step(limits: Limits, places: list[int]) -> None:
    (fault,) = number_faults(Column(name="x", kind=ColumnKind.LEVEL, limits=limits), VALUES)

    assert places == np.flatnonzero(fault.rows).tolist()
    assert {"low": f"{limits.low:g}", "high": f"{limits.high:g}"} == fault.more


@pytest.mark.parametrize("step", [0.1, 0.01, 1 / 3, 0.7])
def test_whole_number_of_steps_is_on_the_scale_whatever_the_step(step: float) -> None:
    steps = pd.Series(np.arange(1000) * step)

    assert not between_steps(steps, 0, step).any()
    assert between_steps(steps + step / 2, 0, step).all()


@pytest.mark.parametrize(
    ("minimum", "maximum", "places", "ends"),
    [
        (0, 1, [0, 3], ("0", "1")),
        (None, 1, [3], ("-∞", "1")),
        (0, None, [0], ("0", "∞")),
        (None, None, [], ("-∞", "∞")),
    ],
)
def test_value_is_within_the_outcomes_range(
    minimum: float | None, maximum: float | None, places: list[int], ends: tuple[str, str]
) -> None:
    outcome = Outcome(label=SCORE.label, unit=SCORE.unit, minimum=minimum, maximum=maximum)

    fault = range_fault("value", VALUES, outcome)

    assert ("E136", "value", places) == (fault.code, fault.column, np.flatnonzero(fault.rows).tolist())
    assert ends == (fault.more["low"], fault.more["high"])


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (PERSONS, "persons"),
        (ENROLMENT, "enrolment"),
        (MEASURES, "measures"),
        (CONTACTS, "contacts"),
        (ABSENCE, "absence"),
    ],
)
def test_key_stands_once(record: Table, name: str) -> None:
    frame = tidy()[name]
    twice = pd.concat([frame, frame.head(1)], ignore_index=True)

    assert [] == found(key_faults(record, frame))
    assert [(record.twice, [0, len(frame)])] == found(key_faults(record, twice))


def test_cost_may_be_paid_twice() -> None:
    frame = tidy()["costs"]

    assert [] == found(key_faults(COSTS, pd.concat([frame, frame])))


def test_rows_of_nobody_are_said_as_such_and_not_as_doubles() -> None:
    frame = tidy()["measures"].assign(person=[None, None, "1", "2"], occasion="T0")

    assert [("E129", [0, 1])] == found(key_faults(MEASURES, frame))


def test_two_blank_occasions_are_not_the_same_occasion() -> None:
    frame = tidy()["measures"].assign(occasion=None)

    assert [] == found(key_faults(MEASURES, frame))


@pytest.mark.parametrize(("known", "faults"), [(["a", "b"], []), (["a"], [("E127", [1])]), ([], [])])
def test_unit_is_one_of_those_known_unless_none_is(known: list[str], faults: list[tuple[str, list[int]]]) -> None:
    assert faults == found(unit_faults(CONTACTS, tidy()["contacts"], known))


def test_unit_of_persons_is_an_attribute_of_that_name() -> None:
    assert [("E127", [1, 2])] == found(unit_faults(PERSONS, tidy()["persons"], ["a"]))
    assert [] == found(unit_faults(PERSONS, tidy()["persons"].drop(columns="unit"), ["a"]))


def test_row_without_a_unit_is_of_no_unknown_one() -> None:
    frame = tidy()["counts"].head(2).assign(unit=["", None])

    assert [] == found(unit_faults(COUNTS, frame, ["a"]))


def counted(*months: str, series: str = "x", unit: str = "a") -> pd.DataFrame:
    return pd.DataFrame({"month": months, "series": series, "unit": unit})


YEAR = [f"2023-{month:02}" for month in range(1, 13)]


@pytest.mark.parametrize(
    ("gone", "closed", "said"),
    [
        ((), (), ""),
        (("2023-01", "2023-12"), (), ""),
        (("2023-05",), (), "2023-05"),
        (("2023-05", "2023-07"), (7,), "2023-05"),
        (("2023-07",), (7,), ""),
        (("2023-05", "2023-09"), (), "2023-05, 2023-09"),
    ],
)
def test_month_between_the_first_and_the_last_is_there(
    gone: tuple[str, ...], closed: tuple[int, ...], said: str
) -> None:
    rows = counted(*(month for month in YEAR if month not in gone))

    assert said == missing_months(COUNTS, rows, closed)


def test_order_of_rows_decides_nothing_and_years_are_crossed() -> None:
    months = ["2024-02", "2023-09", "2023-12", "2023-10", "2024-03", "2023-11"]

    assert "2024-01" == missing_months(COUNTS, counted(*months), ())


def test_few_months_are_no_series() -> None:
    months = YEAR[: FEWEST_MONTHS - 1]

    assert "" == missing_months(COUNTS, counted(*months[:-1], "2023-12"), ())


def test_each_series_of_each_unit_is_looked_at_by_itself() -> None:
    whole, other = counted(*YEAR), counted(*YEAR[3:], series="y")
    broken = counted(*YEAR[:4], *YEAR[5:], unit="b")

    assert "" == missing_months(COUNTS, pd.concat([whole, other]), ())
    assert "2023-05" == missing_months(COUNTS, pd.concat([whole, other, broken]), ())


def test_no_more_than_twelve_months_are_said() -> None:
    months = [f"{year}-{month:02}" for year in (2015, 2023) for month in (1, 2, 3)]

    assert 12 == len(missing_months(COUNTS, counted(*months), ()).split(", "))


def test_table_without_series_lacks_no_month() -> None:
    assert "" == missing_months(CONTACTS, tidy()["contacts"], ())


def test_persons_of_other_tables_are_among_persons() -> None:
    tables = {name: tidy()[name] for name in ("persons", "enrolment", "measures")}
    tables["persons"] = tables["persons"].iloc[1:]

    faults = [(name, fault.code, fault.more["count"]) for name, fault in strangers(tables, personal_tables())]

    assert [("enrolment", "E133", 1), ("measures", "E133", 1)] == faults


def test_without_a_table_of_persons_nobody_is_a_stranger() -> None:
    assert [] == list(strangers({"measures": tidy()["measures"]}, personal_tables()))


def test_two_measurements_at_one_occasion_are_no_doubles_to_remove() -> None:
    assert ("E363", "E132") == (MEASURES.twice, ENROLMENT.twice)
