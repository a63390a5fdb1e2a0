"""Moving amounts between the prices of different years."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from single_problem import only

from tsi_eval.economics import Money, kpi, to_year
from tsi_eval.economics.index import PriceIndex
from tsi_eval.errors import NotEstimable
from tsi_eval.language import Text

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "economics.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-12  # a few products and quotients

amounts = st.floats(-1e9, 1e9)
years = st.sampled_from(sorted(kpi().annual_mean))


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
    params = only(error).params
    assert {"series": "KPI", "year": lacking, "years": "2006–2023"} == {
        k: params[k] for k in ("series", "year", "years")
    }
    assert "2006–2023" in error.value.text()


def test_amount_of_the_year_asked_for_needs_no_index() -> None:
    assert Money(5, 2031) == to_year(Money(5, 2031), 2031, kpi())


def test_index_has_every_year_and_its_source() -> None:
    assert list(range(2006, 2024)) == sorted(kpi().annual_mean)
    assert "SCB" in kpi().source


def test_amounts_move_by_the_ratio_of_any_index() -> None:
    index = PriceIndex(
        id="own", label=Text(sv="egen", en="own"), annual_mean={2020: 100.0, 2024: 125.0}, source="here", confidence="L"
    )

    assert Money(250.0, 2024) == to_year(Money(200.0, 2020), 2024, index)
    assert Money(160.0, 2020) == to_year(Money(200.0, 2024), 2020, index)
