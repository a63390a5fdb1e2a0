"""Absence as a share of the hours offered: like terms compared with like."""

from __future__ import annotations

import pandas as pd
import pytest
from answers import number
from example_study import STUDY, Planted

from tsi_eval.designs import Absence
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Answerable, Quantity
from tsi_eval.study import Study

EXAMPLES: tuple[Design, ...] = (
    Absence(units=("zq_north",), comparison=("zq_south",), start="HT2023"),
    Absence(units=("zq_north", "zq_south"), start="HT2023"),
    # No term before it: refused.
    Absence(units=("zq_north",), start="HT2022"),
)
# Autumns: 1000 of 20 000 and 700 of 15 000 hours; springs: 1600 and 1200 of 20 000. Seasons weigh
# alike.
NORTH = ((700 / 15_000 - 1000 / 20_000) + (1200 / 20_000 - 1600 / 20_000)) / 2
SOUTH = ((600 - 500) / 10_000 + (1000 - 800) / 10_000) / 2
PLANTED = (Planted(design=Absence(units=("zq_north",), start="HT2023"), study=STUDY, truth=NORTH),)


def test_changes_are_of_hours_and_of_like_terms() -> None:
    finding = Absence(units=("zq_north",), comparison=("zq_south",), start="HT2023").answer(STUDY)

    changes = {e.group: e.estimate for e in finding.estimates if e.quantity is Quantity.ABSENCE_CHANGE}
    assert changes == pytest.approx(
        {"schools=pilot": NORTH, "schools=comparison": SOUTH, "unit=zq_north": NORTH, "unit=zq_south": SOUTH}
    )
    shares = {(e.group, e.period): e.estimate for e in finding.every_estimate() if e.axis == "term"}
    assert pytest.approx(0.05) == shares["schools=pilot", "HT2022"]
    assert pytest.approx(0.10) == shares["schools=comparison", "VT2024"]


def test_rates_before_and_from_the_start_differ_by_the_change() -> None:
    finding = Absence(units=("zq_north",), comparison=("zq_south",), start="HT2023").answer(STUDY)

    sides = {(e.group, e.period): e.estimate for e in finding.estimates if e.quantity is Quantity.ABSENCE}
    # The mean of an autumn and a spring on either side, whatever hours they offered.
    assert sides == pytest.approx(
        {
            ("schools=pilot", "before_start"): (1000 / 20_000 + 1600 / 20_000) / 2,
            ("schools=pilot", "after_start"): (700 / 15_000 + 1200 / 20_000) / 2,
            ("schools=comparison", "before_start"): (500 + 800) / 20_000,
            ("schools=comparison", "after_start"): (600 + 1000) / 20_000,
        }
    )
    assert pytest.approx(NORTH) == sides["schools=pilot", "after_start"] - sides["schools=pilot", "before_start"]


def test_without_a_like_term_before_it_is_refused() -> None:
    finding = Absence(units=("zq_north",), start="HT2022").answer(STUDY)

    assert Answerable.REFUSED is finding.feasibility.answerable
    assert () == finding.estimates


def test_change_against_all_earlier_terms_is_of_their_mean() -> None:
    hours = STUDY.table("absence").query("unit == 'zq_south'")
    earlier = hours[hours["term"].isin(["HT2022", "VT2023"])].assign(
        term=lambda rows: rows["term"].map({"HT2022": "HT2021", "VT2023": "VT2022"}), valid=[800, 1300]
    )
    study = Study.from_frames(absence=pd.concat([hours, earlier]))

    finding = Absence(units=("zq_south",), start="HT2023").answer(study)

    item = number(finding, Quantity.ABSENCE_CHANGE, method="absence_all_before")
    # Autumns: 900 and 500 before 600, of 10 000 hours; springs: 1400 and 800 before 1000.
    assert pytest.approx(((0.06 - 0.07) + (0.10 - 0.11)) / 2) == item.estimate
    assert 70 == item.n


def test_school_that_offered_no_hours_in_a_term_is_said() -> None:
    hours = STUDY.table("absence")
    idle = (hours["unit"] == "zq_south") & (hours["term"] == "VT2023")
    none = {name: hours[name].mask(idle, 0) for name in ("valid", "invalid", "offered")}
    study = Study.from_frames(absence=hours.assign(**none))

    (problem,) = Absence(units=("zq_north",), comparison=("zq_south",), start="HT2023").lacks(study)

    assert ("E142", "zq_south, VT2023") == (problem.code, problem.params["group"])


def of_terms(*terms: str) -> Study:
    """Return the hours of one school in these terms."""
    hours = STUDY.table("absence").query("unit == 'zq_south' and term == 'HT2022'")
    return Study.from_frames(absence=pd.concat([hours.assign(term=term) for term in terms]))


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (("HT2022", "VT2023", "HT2023", "VT2024"), set()),
        (("HT2022", "VT2023", "HT2023"), set()),
        (("HT2022", "VT2023", "HT2023", "VT2024", "HT2024"), {"later_terms_outside"}),
        (("HT2022", "HT2023", "VT2024"), {"term_without_its_like"}),
        (("HT2022", "HT2023", "VT2024", "HT2024"), {"later_terms_outside", "term_without_its_like"}),
        # Refused: no change is given, and none lacks a term.
        (("HT2022", "VT2024"), set()),
    ],
)
def test_terms_that_are_not_in_the_change_are_said_with_the_reason(terms: tuple[str, ...], expected: set[str]) -> None:
    finding = Absence(units=("zq_south",), start="HT2023").answer(of_terms(*terms))

    said = {caveat.key.removeprefix("caveat.") for caveat in finding.caveats}
    assert expected == said & {"later_terms_outside", "term_without_its_like"}
    # They stand in the series all the same.
    assert {*terms} == {point.period for series in finding.series for point in series.points}
