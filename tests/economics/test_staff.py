"""What staff cost: salary and the employer's surcharge."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from single_problem import only

from tsi_eval.economics import Money, Surcharge, staff_cost, surcharge, working_time
from tsi_eval.economics.staff import Rate
from tsi_eval.errors import NotEstimable, UsageError

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "economics.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-12  # a few products and quotients
OWN = Surcharge(percent=50.0, verified=True, source="ekonomikontoret")


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

    assert ("E385", known) == (only(error).code, only(error).params["years"])


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


@pytest.mark.parametrize(
    ("parts", "percent"),
    [
        ({"total": 40.0, "statutory": 31.42, "insurance": 0.1, "pension": 5.0}, 40.0),
        ({"statutory": 31.42, "insurance": 0.1, "pension": 6.83}, 38.35),
        ({"statutory": 31.42, "insurance": 0.1}, None),
        ({}, None),
    ],
    ids=["the total goes first", "the sum of the parts", "a part is unknown", "nothing is known"],
)
def test_a_rate_is_its_total_or_the_sum_of_all_its_parts(parts: dict[str, float], percent: float | None) -> None:
    assert percent == Rate(sector="kommun", year=2020, **parts).percent
