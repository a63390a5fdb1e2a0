"""What costs are worth in one year's prices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tsi_eval.designs import CostOffset
from tsi_eval.designs.cost_offset.valuing import OwnSurcharge, Valuing
from tsi_eval.economics import Money, Rates, Surcharge, kpi, load_prices
from tsi_eval.errors import UsageError
from tsi_eval.findings import Quantity, Role
from tsi_eval.language import Message, Text
from tsi_eval.study import Study

COLUMNS = ["item", "kind", "quantity", "measure", "price", "price_year", "payer", "source"]
TEAM = ("team", "staff", 2.0, "month", 40_000.0, 2022.0, "kommun", "payroll")
ROUNDING = 1e-12  # a few products
LATER = Rates(
    index=replace(kpi(), annual_mean={**kpi().annual_mean, 2024: 415.0}, declared={2024: "SCB"}),
    surcharges={("kommun", 2024): Surcharge(percent=45.0, verified=True, source="SKR", own=True)},
)


def rows(*posts: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(posts, columns=COLUMNS)


def valuing(year: int, *, own: OwnSurcharge | None = None, rates: Rates | None = None) -> Valuing:
    return Valuing(price_year=year, sector="kommun", own=own, rates=rates or Rates())


def later(year: int, kind: str = "other") -> tuple[Any, ...]:
    return ("post", kind, 3.0, "month", 1000.0 if kind == "other" else 40_000.0, float(year), "kommun", "bokslut")


def doubts(asked: Valuing, *posts: tuple[Any, ...]) -> list[Message]:
    return [message for message in asked.caveats(rows(*posts), []) if message.key.startswith("caveat.")]


def test_the_worked_example() -> None:
    assert Money(pytest.approx(111_400), 2022) == valuing(2022).total(rows(TEAM))  # type: ignore[arg-type]
    assert 120_922 == round(valuing(2023).total(rows(TEAM)).amount)


def test_hours_are_parts_of_a_month_and_other_costs_have_no_surcharge() -> None:
    hours = ("talks", "staff", 330.0, "hour", 40_000.0, 2022.0, "kommun", "payroll")
    phones = ("phones", "other", 2.0, "hour", 3_000.0, 2022.0, "kommun", "invoice")

    assert pytest.approx(2 * 40_000 * 1.3925, rel=ROUNDING) == valuing(2022).total(rows(hours)).amount
    assert 6_000.0 == valuing(2022).total(rows(phones)).amount


def test_the_sum_is_the_same_in_any_order() -> None:
    posts = [("p", "other", 1.0, "piece", 0.1 * n, 2020.0 + n % 4, "kommun", "x") for n in range(200)]

    assert valuing(2023).total(rows(*posts)) == valuing(2023).total(rows(*posts[::-1]))


def test_amounts_of_the_year_asked_for_need_no_index() -> None:
    of_2031 = rows(later(2031))

    assert [] == list(valuing(2031).lacks(of_2031, [Money(5, 2031)]))
    assert Money(3000.0, 2031) == valuing(2031).total(of_2031)


@pytest.mark.parametrize(
    ("year", "posts", "prices", "lacking"),
    [
        (2024, (later(2031),), (), [("E221", 2024), ("E221", 2031)]),
        (2023, (later(2023), later(2024)), (), [("E221", 2024)]),
        (2023, (later(2023),), (Money(1, 2025), Money(1, 2026)), [("E221", 2025), ("E221", 2026)]),
        (2023, (later(2023, "staff"), later(2018, "staff")), (), [("E385", 2018)]),
        (2024, (later(2024, "staff"),), (), [("E385", 2024)]),
        (2023, (later(2024, "staff"),), (), [("E221", 2024), ("E385", 2024)]),
    ],
)
def test_every_figure_that_is_lacking_is_said_at_once(
    year: int, posts: tuple[tuple[Any, ...], ...], prices: tuple[Money, ...], lacking: list[tuple[str, int]]
) -> None:
    found = list(valuing(year).lacks(rows(*posts), prices))

    assert lacking == [(problem.code, problem.params["year"]) for problem in found]


def test_a_pilot_s_own_years_are_used_and_named_with_their_sources() -> None:
    team = (*TEAM[:5], 2024.0, *TEAM[6:])
    own = valuing(2023, rates=LATER)

    assert pytest.approx(2 * 40_000 * 1.45 * 403.70 / 415.0, rel=ROUNDING) == own.total(rows(team)).amount
    said = [(c.key, c.params.get("year"), c.params.get("source")) for c in doubts(own, team)]
    assert [("caveat.surcharge_declared", "2024", "SKR"), ("caveat.index_declared", "2024", "SCB")] == said


def test_years_that_are_not_used_are_not_named() -> None:
    own = valuing(2022, rates=LATER)

    assert ["caveat.surcharge_not_verified"] == [c.key for c in doubts(own, TEAM)]


def test_the_surcharge_of_a_question_goes_before_all_others() -> None:
    own = OwnSurcharge(percent=50, source="ASSUMPTION, asked the unit")
    chosen = valuing(2022, own=own, rates=LATER)

    assert 120_000.0 == chosen.total(rows(TEAM)).amount
    assert ["caveat.surcharge_assumed"] == [c.key for c in doubts(chosen, TEAM)]


@pytest.mark.parametrize("percent", [0.45, 1, 9.9, -1, 101, float("nan")])
def test_a_surcharge_that_is_no_per_cent_is_refused(percent: float) -> None:
    with pytest.raises(UsageError, match="E291"):
        OwnSurcharge(percent=percent, source="ekonomikontoret")


@pytest.mark.parametrize("percent", [0, 10, 45.2, 100])
def test_a_surcharge_may_be_in_the_amounts_already_or_be_per_cent(percent: float) -> None:
    assert percent == OwnSurcharge(percent=percent, source="ekonomikontoret").percent


def test_a_researcher_gives_later_years_with_her_frames() -> None:
    price = replace(load_prices()["sip"], amount=1000.0, price_year=2024, verified=True)
    study = Study.from_frames(costs=rows((*TEAM[:5], 2024, *TEAM[6:])), prices={"sip": price}, rates=LATER)

    finding = CostOffset(price_year=2024, break_even=("sip",)).answer(study)

    assert {Quantity.COST: pytest.approx(116_000.0), Quantity.BREAK_EVEN: pytest.approx(116.0)} == {
        e.quantity: e.estimate for e in finding.estimates if e.role is Role.HEADLINE
    }


@pytest.mark.parametrize(("measure", "price"), [("hour", 250.0), ("month", 40.0), ("hour", 4_999.0)])
def test_a_salary_that_is_none_by_the_month_is_refused(measure: str, price: float) -> None:
    """300 hours at 250 kronor would otherwise be 300/165 of a month at 250 kronor: 657 kronor."""
    wage = ("talks", "staff", 300.0, measure, price, 2023.0, "kommun", "payroll")
    free = ("student", "staff", 300.0, measure, 0.0, 2023.0, "kommun", "payroll")

    (problem,) = valuing(2023).lacks(rows(wage, free, TEAM), [])

    assert ("E486", 1, 3) == (problem.code, problem.params["count"], problem.params["of"])


@pytest.mark.parametrize(
    ("percent", "said"),
    [(44.53, ("44,53 procent (2022)", "44.53 per cent (2022)")), (45, ("45 procent (2022)", "45 per cent (2022)"))],
)
def test_the_surcharge_that_was_used_is_said(percent: float, said: tuple[str, str]) -> None:
    own = OwnSurcharge(percent=percent, source="ekonomikontoret")

    (message,) = (m for m in valuing(2022, own=own).caveats(rows(TEAM), []) if m.key == "compared.surcharge")

    assert Text(sv=said[0], en=said[1]) == message.params["percents"]
    assert not [m for m in valuing(2022).caveats(rows(later(2022)), []) if m.key == "compared.surcharge"]
