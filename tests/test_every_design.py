"""Every registered design keeps the contract."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.declare import Design
from tsi_eval.designs import DESIGNS, Comparison, Participation, PrePost
from tsi_eval.errors import DataError
from tsi_eval.findings import Claim, Finding, Quantity, Verdict
from tsi_eval.language import has_sentence
from tsi_eval.study import Study

Write = Callable[..., Path]
EXAMPLES: tuple[Design, ...] = (
    Participation(stages=("offered", "started", "completed"), by="arm"),
    PrePost(outcome="score", before="T0", after="T1"),
    Comparison(outcome="score", occasion="T1", group="arm", reference="a"),
)


@pytest.fixture
def study(files: dict[str, str], write: Write) -> Study:
    return open_study(load_pilot(write(files)))


def test_every_design_has_an_example_here() -> None:
    assert set(DESIGNS) == {type(design) for design in EXAMPLES}


@pytest.mark.parametrize("design", EXAMPLES, ids=lambda design: design.name)
class TestEveryDesign:
    def test_is_frozen_and_pure(self, design: Design, study: Study) -> None:
        before = {name: study.table(name) for name in ("persons", "enrolment", "measures")}

        first, second = design.answer(study), design.answer(study)

        assert first == second
        assert dataclasses.is_dataclass(design)
        for name, table in before.items():
            pd.testing.assert_frame_equal(table, study.table(name))

    def test_every_number_rests_on_cells_and_has_a_unit(self, design: Design, study: Study) -> None:
        for estimate in design.answer(study).every_estimate():
            assert estimate.basis[0].n == estimate.n
            assert estimate.unit
            assert estimate.method

    def test_partitions_sum(self, design: Design, study: Study) -> None:
        for partition in design.answer(study).partitions:
            assert partition.total.n == sum(part.n for part in partition.parts)

    def test_claims_no_more_than_its_design(self, design: Design, study: Study) -> None:
        order = list(Claim)

        finding = design.answer(study)

        assert finding.claim is design.claim
        assert all(order.index(e.claim) <= order.index(design.claim) for e in finding.every_estimate())

    def test_has_its_sentences_methods_and_caveats_in_the_catalogue(self, design: Design, study: Study) -> None:
        finding = design.answer(study)

        assert has_sentence(f"sentence.{design.name}.{design.claim}.yes")
        assert all(has_sentence(message.key) for message in finding.caveats)
        assert all(has_sentence(f"method.{estimate.method}.name") for estimate in finding.every_estimate())

    def test_says_what_it_lacks(self, design: Design) -> None:
        empty = Study.from_frames(
            persons=pd.DataFrame({"person": ["x"], "arm": ["a"]}),
            enrolment=pd.DataFrame({"person": [], "stage": []}, dtype=str),
            measures=pd.DataFrame({"person": [], "occasion": [], "outcome": [], "value": []}),
        )

        assert design.lacks(empty)
        with pytest.raises(DataError):
            design.answer(empty)


def shown(finding: Finding, quantity: Quantity, group: str = "", period: str = "") -> float:
    return next(
        e.estimate for e in finding.every_estimate() if (e.quantity, e.group, e.period) == (quantity, group, period)
    )


def test_participation_counts_only_nested_stages() -> None:
    rows = [("p1", "a"), ("p1", "b"), ("p1", "c"), ("p2", "a"), ("p2", "c"), ("p3", "b"), ("p4", "a"), ("p4", "b")]
    study = Study.from_frames(enrolment=pd.DataFrame(rows, columns=["person", "stage"]))

    finding = Participation(stages=("a", "b", "c")).answer(study)

    assert [3, 2, 1] == [shown(finding, Quantity.COUNT, period=stage) for stage in ("a", "b", "c")]
    assert 1 / 3 == shown(finding, Quantity.SHARE, period="c")


def test_pre_post_uses_only_pairs() -> None:
    rows = [(f"p{i}", "T0", "s", float(i)) for i in range(30)]
    rows += [(f"p{i}", "T1", "s", i + 1.0 + (i % 3)) for i in range(5, 35)]
    study = Study.from_frames(measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]))

    finding = PrePost(outcome="s", before="T0", after="T1").answer(study)

    expected = sum(1.0 + (i % 3) for i in range(5, 30)) / 25
    assert pytest.approx(expected) == shown(finding, Quantity.MEAN_CHANGE, "both", "T0 > T1")
    assert [30, 30, 25, 5, 5] == [
        shown(finding, Quantity.COUNT, group) for group in ("before", "after", "both", "before_only", "after_only")
    ]


def test_pre_post_refuses_with_nine_pairs() -> None:
    rows = [(f"p{i}", at, "s", float(i * i % 7)) for i in range(9) for at in ("T0", "T1")]
    study = Study.from_frames(measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]))

    finding = PrePost(outcome="s", before="T0", after="T1").answer(study)

    assert Verdict.REFUSED is finding.feasibility.verdict
    assert not [e for e in finding.estimates if e.quantity is Quantity.MEAN_CHANGE]


@pytest.mark.parametrize(
    ("randomised", "blocks", "claim"),
    [
        ("no", "", Claim.DIFFERS),
        ("simple", "", Claim.CAUSED),
        ("within_blocks", "school", Claim.CAUSED),
        ("no", "school", Claim.DIFFERS),
    ],
)
def test_comparison_claims_a_cause_only_when_chance_assigned(randomised: str, blocks: str, claim: Claim) -> None:
    design = Comparison(outcome="s", occasion="T1", group="g", reference="a", randomised=randomised, blocks=blocks)  # type: ignore[arg-type]

    assert claim is design.claim


def test_comparison_randomised_within_blocks_claims_a_cause_only_within_them(
    files: dict[str, str], write: Write
) -> None:
    study = open_study(load_pilot(write(files)))
    persons = study.table("persons")
    persons["school"] = [f"s{i // 20}" for i in range(len(persons))]
    study = Study.from_frames(persons=persons, measures=study.table("measures"))
    design = Comparison(
        outcome="score", occasion="T1", group="arm", reference="a", randomised="within_blocks", blocks="school"
    )

    claims = {e.method: e.claim for e in design.answer(study).estimates if e.quantity is Quantity.MEAN_DIFFERENCE}

    assert {"blocked_hc1": Claim.CAUSED, "plain_hc1": Claim.DIFFERS} == claims


def test_a_whole_pilot_releases(files: dict[str, str], write: Write) -> None:
    released = release(analyse(open_study(load_pilot(write(files)))))

    frame = released.frame()
    assert ["reached", "changed", "groups", "receipt"] == list(frame["question"].unique())
    assert (frame.loc[frame["unit"].isin({"persons", "share", "score"}), "status"] == "shown").mean() > 0.9
