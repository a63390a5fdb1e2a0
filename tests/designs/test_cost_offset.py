"""What a pilot cost, in one year's prices, divided, and held against a price."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from answers import number
from example_study import PRICES, STUDY, UNITS, Planted

from tsi_eval.designs import CostOffset
from tsi_eval.designs.contract import Design
from tsi_eval.designs.cost_offset.design import OwnSurcharge
from tsi_eval.economics import kpi, surcharge
from tsi_eval.findings import Quantity, Role
from tsi_eval.study import Study

INDEX = kpi().annual_mean[2023] / kpi().annual_mean[2022]
FEES = {year: 1 + surcharge("kommun", year).percent / 100 for year in (2022, 2023)}
TEAM = 10 * 40_000 * FEES[2023]
TALKS = 330 / 165 * 40_000 * FEES[2022] * INDEX
PHONES = 2 * 3_000 * INDEX
TOTAL = TEAM + TALKS + PHONES
EXAMPLES: tuple[Design, ...] = (
    CostOffset(
        price_year=2023,
        per=("contacts", "zq_started"),
        stages=("zq_offered", "zq_started", "zq_completed"),
        units=("zq_north", "zq_south"),
        break_even=("zq_inquiry",),
    ),
    CostOffset(
        price_year=2023,
        basis="accounts",
        surcharge=OwnSurcharge(percent=45, source="ASSUMPTION"),
        break_even=("zq_stay", "zq_inquiry"),
    ),
)
PLANTED = (Planted(design=CostOffset(price_year=2023), study=STUDY, truth=TOTAL),)


def test_cost_is_wages_with_fees_and_other_costs_in_one_years_prices() -> None:
    finding = CostOffset(
        price_year=2023,
        per=("contacts", "zq_started"),
        stages=("zq_offered", "zq_started"),
        break_even=("zq_inquiry",),
    ).answer(STUDY)

    assert pytest.approx(TOTAL) == number(finding, Quantity.COST, role=Role.HEADLINE).estimate
    parts = {e.group: e.estimate for e in finding.estimates if e.quantity is Quantity.COST and e.group}
    assert parts == pytest.approx(
        {
            "kind=staff": TEAM + TALKS,
            "kind=other": PHONES,
            "payer=zq_social": TEAM + PHONES,
            "payer=zq_schools": TALKS,
        }
    )
    assert pytest.approx(TOTAL / 90) == number(finding, Quantity.UNIT_COST, group="per=contacts").estimate
    assert pytest.approx(TOTAL / 50) == number(finding, Quantity.UNIT_COST, group="per=zq_started").estimate
    price = PRICES["zq_inquiry"]
    in_2023 = price.amount * kpi().annual_mean[2023] / kpi().annual_mean[price.price_year]
    even = number(finding, Quantity.BREAK_EVEN, group="price=zq_inquiry").estimate
    assert pytest.approx(TOTAL / in_2023) == even
    assert {"caveat.costs_assumed", "caveat.indexed", "caveat.hours_assumed"} <= {c.key for c in finding.caveats}


def test_contacts_of_other_schools_are_not_divided_by() -> None:
    both, one = (
        number(CostOffset(price_year=2023, per=("contacts",), units=units).answer(STUDY), Quantity.UNIT_COST)
        for units in ((), ("zq_north",))
    )

    assert (90, 60) == (both.n, one.n)
    assert pytest.approx(both.estimate * 90 / 60) == one.estimate


def test_school_without_contacts_is_said() -> None:
    study = replace(STUDY, units=(*UNITS, replace(UNITS[0], id="zq_west")))

    (problem,) = CostOffset(price_year=2023, per=("contacts",), units=("zq_north", "zq_west")).lacks(study)

    assert ("E142", "contacts, zq_west") == (problem.code, problem.params["group"])


def test_stage_that_nobody_has_come_to_yet_divides_nothing_and_that_is_said() -> None:
    study = replace(STUDY, declared={"stage": ["zq_never"]})
    alone, beside = (
        CostOffset(price_year=2023, per=per).answer(study) for per in (("zq_never",), ("zq_started", "zq_never"))
    )

    said = [{caveat.key for caveat in finding.caveats} for finding in (alone, beside)]
    assert all("caveat.nobody_to_divide_by" in keys for keys in said)
    assert ["caveat.whole_cost_divided" in keys for keys in said] == [False, True]
    assert ["per=zq_started"] == [e.group for e in beside.estimates if e.quantity is Quantity.UNIT_COST]


def test_every_number_of_an_unverified_price_carries_its_mark() -> None:
    finding = CostOffset(price_year=2023, break_even=("zq_inquiry",)).answer(STUDY)

    of_price = {(e.quantity, e.note) for e in finding.estimates if e.group == "price=zq_inquiry"}
    assert {
        (Quantity.BREAK_EVEN, "units_of_unverified"),
        (Quantity.UNIT_PRICE, "price_unverified"),
        (Quantity.UNIT_PRICE, "price_converted_unverified"),
    } == of_price
    (caveat,) = (c for c in finding.caveats if c.key == "caveat.price_unverified")
    assert PRICES["zq_inquiry"].label == caveat.params["price"]


def test_a_verified_price_carries_no_mark() -> None:
    own = {"zq_inquiry": replace(PRICES["zq_inquiry"], verified=True)}

    finding = CostOffset(price_year=2023, break_even=("zq_inquiry",)).answer(replace(STUDY, prices=own))

    assert {"", "price_converted"} == {e.note for e in finding.estimates if e.group == "price=zq_inquiry"}
    assert "caveat.price_unverified" not in {c.key for c in finding.caveats}


def test_year_without_an_index_is_said_of_the_question_and_its_option() -> None:
    (problem,) = CostOffset(price_year=1950).lacks(STUDY)

    assert "E221" == problem.code
    assert "question 'CostOffset(…)'" in problem.text("en")
    assert "price_year" in problem.text("en")


def on_the_way(*ongoing: str) -> Study:
    """Return a study in which ten were at all stages, but for one who is on the way to these."""
    rows = [
        (f"p{person}", stage, "ongoing" if person == 9 and stage in ongoing else "present")
        for person in range(10)
        for stage in ("offered", "started", "completed")
    ]
    enrolment = pd.DataFrame(rows, columns=["person", "stage", "state"])
    return Study.from_frames(enrolment=enrolment, costs=STUDY.table("costs"))


@pytest.mark.parametrize(
    ("per", "ongoing", "expected"),
    [
        (("started",), ("completed",), False),
        (("completed",), ("completed",), True),
        (("started", "completed"), ("completed",), True),
        (("completed",), ("started",), True),
        (("offered",), ("started", "completed"), False),
        (("started",), (), False),
    ],
)
@pytest.mark.parametrize("stages", [("offered", "started", "completed")])
def test_who_is_on_the_way_is_said_of_a_stage_that_the_cost_is_divided_by(
    per: tuple[str, ...], ongoing: tuple[str, ...], stages: tuple[str, ...], *, expected: bool
) -> None:
    finding = CostOffset(price_year=2023, per=per, stages=stages).answer(on_the_way(*ongoing))

    assert expected == ("caveat.some_on_the_way" in {caveat.key for caveat in finding.caveats})
