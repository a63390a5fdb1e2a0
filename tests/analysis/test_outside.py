"""Everybody whom a number does not name is tried, however many they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tsi_eval import Study
from tsi_eval.analysis.basis import every_change, tried
from tsi_eval.analysis.outside import TOGETHER, lots, outside
from tsi_eval.designs import PrePost
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Finding, Kind, people

N = 200
FORGOTTEN = "p077"
DESIGN: Design = PrePost(outcome="s", before="T0", after="T1")


@pytest.fixture(scope="module")
def study() -> Study:
    random = np.random.default_rng(5)
    before = random.integers(0, 40, N).astype(float)
    first = pd.DataFrame({"person": [f"p{i:03}" for i in range(N)], "occasion": "T0", "outcome": "s", "value": before})
    second = first.assign(occasion="T1", value=before - random.integers(0, 5, N))
    return Study.from_frames(measures=pd.concat([first, second]))


def naming(finding: Finding, members: frozenset[str]) -> Finding:
    """Return a finding whose first number names these persons."""
    first, *others = finding.estimates
    basis = (people(members, kind=Kind.PERSON),)
    return replace(finding, estimates=(replace(first, basis=basis, n=len(members)), *others))


class Forgetting:
    """A design whose first number leaves one person of many out of its basis."""

    needs = DESIGN.needs

    def answer(self, study: Study, earlier: object = None) -> Finding:
        del earlier
        found = DESIGN.answer(study)
        return naming(found, found.estimates[0].basis[0].members - {FORGOTTEN})


def test_one_forgotten_of_many_is_found_where_a_sample_misses_them(study: Study) -> None:
    design: Design = Forgetting()  # type: ignore[assignment]
    found = design.answer(study)

    assert () == tried(design, study, found, {}, every_change(design, study)).unnamed
    assert ["mean_change"] == [mark[0] for mark in tried(design, study, found, {}, outside(study, found)).unnamed]


def test_every_person_outside_is_in_one_lot_and_nobody_inside(study: Study) -> None:
    everyone = sorted(study.everyone())
    inside = frozenset(everyone[:150])
    found = replace(naming(DESIGN.answer(study), inside), series=())
    found = replace(found, estimates=found.estimates[:1])

    tried_persons = [person for lot in lots(found, everyone) for person in lot]

    assert everyone[150:] == sorted(tried_persons)
    assert TOGETHER == len(list(lots(found, everyone)))


def test_few_outside_are_tried_one_by_one(study: Study) -> None:
    everyone = sorted(study.everyone())
    found = naming(DESIGN.answer(study), frozenset(everyone[3:]))
    found = replace(found, estimates=found.estimates[:1])

    assert [[person] for person in everyone[:3]] == list(lots(found, everyone))


def test_tallies_outside_are_raised_each_by_another_amount() -> None:
    counts = pd.DataFrame({"series": "calls", "unit": "a", "month": ["2024-01", "2024-02"], "n": [3, 4]})
    study = Study.from_frames(counts=counts)
    nobody = replace(DESIGN_ANSWER, estimates=DESIGN_ANSWER.estimates[:1])

    changed = [change.study.table("counts")["n"].tolist() for change in outside(study, nobody)]

    assert [[4, 4], [3, 5]] == changed


DESIGN_ANSWER = DESIGN.answer(
    Study.from_frames(
        measures=pd.DataFrame(
            {"person": [*"abcd"] * 2, "occasion": ["T0"] * 4 + ["T1"] * 4, "outcome": "s", "value": [1.0, 2, 3, 4] * 2}
        )
    )
)
