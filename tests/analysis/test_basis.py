"""A number that tells of somebody whom it does not name is found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tsi_eval import Study
from tsi_eval.analysis.basis import TRIED, every_change, of_tallies, spread_out, tried
from tsi_eval.designs import Participation, PrePost
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Finding, Kind, people

N = 40


@pytest.fixture(scope="module")
def study() -> Study:
    random = np.random.default_rng(3)
    before = random.integers(0, 40, N).astype(float)
    first = pd.DataFrame({"person": [f"p{i:02}" for i in range(N)], "occasion": "T0", "outcome": "s", "value": before})
    second = first.assign(occasion="T1", value=before - random.integers(0, 5, N))
    return Study.from_frames(measures=pd.concat([first, second]))


DESIGN: Design = PrePost(outcome="s", before="T0", after="T1")


def without_in_basis(finding: Finding, person: str) -> Finding:
    """Return a finding whose first number leaves a person out of its basis."""
    first, *others = finding.estimates
    members = first.basis[0].members - {person}
    hidden = replace(first, basis=(people(members, kind=Kind.PERSON),), n=len(members))
    return replace(finding, estimates=(hidden, *others))


class Lying:
    """A design whose answer leaves one person out of its basis."""

    needs = DESIGN.needs

    def answer(self, study: Study, earlier: object = None) -> Finding:
        del earlier
        return without_in_basis(DESIGN.answer(study), "p00")


def test_honest_design_moves_and_names_everybody(study: Study) -> None:
    found = tried(DESIGN, study, DESIGN.answer(study), {})

    assert found.moved > N
    assert () == found.unnamed


def test_a_person_left_out_of_the_basis_is_found(study: Study) -> None:
    design: Design = Lying()  # type: ignore[assignment]
    found = tried(design, study, design.answer(study), {})

    assert [mark[0] for mark in found.unnamed] == ["mean_change"]
    assert not [text for mark in found.unnamed for text in mark if text == "p00"]


def test_first_and_last_are_always_tried() -> None:
    assert [] == spread_out(0)
    assert [0] == spread_out(1)
    assert (0, 99, TRIED) == (spread_out(100)[0], spread_out(100)[-1], len(spread_out(100)))


def test_persons_values_and_tallies_are_changed_and_the_study_stays(study: Study) -> None:
    before = study.table("measures")
    changed = list(every_change(DESIGN, study))

    assert 2 * TRIED == len(changed)
    assert len(changed[0].study.table("measures")) == len(before) - 2
    pd.testing.assert_frame_equal(before, study.table("measures"))


def test_a_tally_is_named_as_in_a_basis() -> None:
    counts = pd.DataFrame({"series": "calls", "unit": "a", "month": ["2024-01", "2024-02"], "n": [3, 4]})
    study = Study.from_frames(counts=counts)

    first = next(of_tallies(study, "counts"))
    assert {"counts|calls|a|2024-01"} >= {name[:22] for name in first.names}
    assert 1 == len(first.names)
    assert [4, 4] == list(first.study.table("counts")["n"])


def test_a_question_that_has_no_answer_without_somebody_is_passed_over() -> None:
    rows = pd.DataFrame({"person": ["a", "b"], "stage": ["start", "end"]})
    study = Study.from_frames(enrolment=rows)
    design = Participation(stages=("start", "end"))

    assert () == tried(design, study, design.answer(study), {}).unnamed
