"""Amounts that keep their price year: sums, index, staff and break-even."""

from __future__ import annotations

import math
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsi_eval.economics import (
    Money,
    Surcharge,
    break_even,
    kpi,
    staff_cost,
    surcharge,
    to_year,
    working_time,
)
from tsi_eval.errors import NotEstimable, UsageError

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "economics.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-12  # a few products and quotients
OWN = Surcharge(percent=50.0, verified=True, source="ekonomikontoret")

amounts = st.floats(-1e9, 1e9)
years = st.sampled_from(sorted(kpi().annual_mean))


def only(error: pytest.ExceptionInfo[Any]) -> Any:
    """Return the single problem of an error."""
    (problem,) = error.value.problems
    return problem


def test_amounts_of_the_same_year_are_added_scaled_and_ordered() -> None:
    one, other = Money(1000, 2023), Money(250, 2023)

    assert Money(1250, 2023) == one + other
    assert Money(750, 2023) == one - other
    assert Money(2500, 2023) == 2.5 * one == one * np.float64(2.5)
    assert Money(500, 2023) == one / 2
    assert other < one
    assert one > other
    assert one >= Money(1000, 2023)
    assert other <= one


@pytest.mark.parametrize(
    "operation",
    [
        lambda one, other: one + other,
        lambda one, other: one - other,
        lambda one, other: one < other,
        lambda one, other: one <= other,
        lambda one, other: one > other,
        lambda one, other: one >= other,
        break_even,
    ],
)
def test_amounts_of_different_years_are_refused(operation: Any) -> None:
    with pytest.raises(NotEstimable) as error:
        operation(Money(1, 2022), Money(1, 2023))

    assert ("E220", {2022, 2023}) == (only(error).code, set(only(error).params.values()))


def test_same_amount_of_another_year_is_not_equal() -> None:
    assert Money(1, 2022) != Money(1, 2023)


@pytest.mark.parametrize("operation", [lambda m: m * m, lambda m: m / m, lambda m: m * None])
def test_money_is_scaled_by_numbers_only(operation: Any) -> None:
    with pytest.raises(TypeError):
        operation(Money(1, 2022))


@pytest.mark.parametrize("case", ORACLES["index"], ids=lambda case: f"{case['from']}-{case['to']}")
def test_index_moves_amounts_as_the_published_means_do(case: dict[str, Any]) -> None:
    found = to_year(Money(case["amount"], case["from"]), case["to"], kpi())

    assert case["to"] == found.year
    assert pytest.approx(case["expected"], rel=ROUNDING) == found.amount


@given(amounts, years, years, years)
def test_index_by_way_of_another_year_ends_in_the_same_amount(
    amount: float, start: int, between: int, end: int
) -> None:
    direct = to_year(Money(amount, start), end, kpi())

    assert (
        pytest.approx(direct.amount, rel=ROUNDING)
        == to_year(to_year(Money(amount, start), between, kpi()), end, kpi()).amount
    )


@pytest.mark.parametrize(("start", "end", "lacking"), [(2015, 2024, 2024), (1999, 2015, 1999)])
def test_year_that_the_index_lacks_is_named_with_those_it_has(start: int, end: int, lacking: int) -> None:
    with pytest.raises(NotEstimable) as error:
        to_year(Money(1, start), end, kpi())

    assert "E221" == only(error).code
    assert {"series": "KPI", "year": lacking, "years": "2006–2023"} == only(error).params
    assert "2006–2023" in error.value.text()


def test_amount_of_the_year_asked_for_needs_no_index() -> None:
    assert Money(5, 2031) == to_year(Money(5, 2031), 2031, kpi())


def test_index_has_every_year_and_its_source() -> None:
    assert list(range(2006, 2024)) == sorted(kpi().annual_mean)
    assert "SCB" in kpi().source


@pytest.mark.parametrize("case", ORACLES["surcharge"], ids=lambda case: f"{case['sector']}-{case['verified']}")
def test_surcharge_is_the_published_total_or_the_sum_of_its_parts(case: dict[str, Any]) -> None:
    found = {int(year): surcharge(case["sector"], int(year)) for year in case["percents"]}

    assert case["percents"] == {str(year): rate.percent for year, rate in found.items()}
    for rate in found.values():
        assert case["verified"] == rate.verified
        assert rate.source
        assert case["verified"] or all((rate.note.sv, rate.note.en))


@pytest.mark.parametrize(
    ("sector", "year", "known"),
    [("kommun", 2024, "2013–2014, 2019–2023"), ("region", 2020, "2013–2014, 2019, 2021–2023")],
)
def test_surcharge_without_a_known_rate_is_refused(sector: Any, year: int, known: str) -> None:
    with pytest.raises(NotEstimable) as error:
        surcharge(sector, year)

    assert ("E221", known) == (only(error).code, only(error).params["years"])


def test_unknown_sector_is_refused() -> None:
    with pytest.raises(UsageError, match="kommun, region") as error:
        surcharge("landsting", 2021)  # type: ignore[arg-type]

    assert "E138" == only(error).code


@pytest.mark.parametrize("case", ORACLES["staff"], ids=lambda case: case["source"][:20])
def test_staff_costs_salary_and_surcharge(case: dict[str, Any]) -> None:
    rate = Surcharge(percent=case["percent"], verified=True, source="oracle")

    found = staff_cost(case["months"], Money(case["salary"], 2021), rate)

    assert 2021 == found.year
    assert pytest.approx(case["expected"], rel=ROUNDING) == found.amount


@given(st.floats(0, 1e4), st.floats(0, 1e6), st.floats(0, 100))
def test_staff_cost_scales_with_salary_and_months(months: float, salary: float, factor: float) -> None:
    whole = staff_cost(months, Money(salary, 2023), OWN) * factor

    expected = pytest.approx(whole.amount, rel=ROUNDING, abs=ROUNDING)
    assert expected == staff_cost(months * factor, Money(salary, 2023), OWN).amount
    assert expected == staff_cost(months, Money(salary, 2023) * factor, OWN).amount


def test_hours_of_a_month_are_marked_as_an_assumption() -> None:
    assert (165.0, "ASSUMPTION") == (working_time().hours_per_month, working_time().source)


@pytest.mark.parametrize("case", ORACLES["break_even"], ids=lambda case: case["source"][:20])
def test_break_even_gives_the_units_that_cover_the_cost(case: dict[str, Any]) -> None:
    found = break_even(Money(case["cost"], 2024), Money(case["price"], 2024))

    assert case["expected"] == round(found, case["decimals"])


@pytest.mark.parametrize(
    ("cost", "price"), [(1, 0), (1, -5), (1, math.nan), (1, math.inf), (-1, 5), (math.nan, 5), (math.inf, 5)]
)
def test_break_even_needs_a_price_and_a_cost(cost: float, price: float) -> None:
    with pytest.raises(NotEstimable) as error:
        break_even(Money(cost, 2024), Money(price, 2024))

    assert "E224" == only(error).code


def test_economics_is_loaded_without_numpy() -> None:
    code = "import sys, tsi_eval.economics as e; e.kpi(); e.load_prices(); print('numpy' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.strip()
