"""Absence as a share of the hours offered: like terms compared with like."""

from __future__ import annotations

import pytest
from example_study import STUDY, Planted

from tsi_eval.designs import Absence
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Verdict

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

    changes = {e.group: e.estimate for e in finding.estimates}
    assert changes == pytest.approx(
        {"schools=pilot": NORTH, "schools=comparison": SOUTH, "unit=zq_north": NORTH, "unit=zq_south": SOUTH}
    )
    shares = {(e.group, e.period): e.estimate for e in finding.every_estimate() if e.axis == "term"}
    assert pytest.approx(0.05) == shares["schools=pilot", "HT2022"]
    assert pytest.approx(0.10) == shares["schools=comparison", "VT2024"]


def test_without_a_like_term_before_it_is_refused() -> None:
    finding = Absence(units=("zq_north",), start="HT2022").answer(STUDY)

    assert Verdict.REFUSED is finding.feasibility.verdict
    assert () == finding.estimates
