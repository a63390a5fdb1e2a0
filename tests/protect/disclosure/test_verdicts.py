"""A verdict is what the exact interval lets one say, however the number is shown."""

from __future__ import annotations

from dataclasses import replace

import made
import numpy as np
import pandas as pd
import pytest
from made import cell, number

from tsi_eval.designs import PrePost
from tsi_eval.designs.pre_post import Matters
from tsi_eval.findings import Estimate, Matter, Quantity, Role, Verdict
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Text
from tsi_eval.protect import release
from tsi_eval.protect.disclosure.verdicts import what_matters, with_verdict
from tsi_eval.study import Outcome, Study

CHANGE = number(Quantity.MEAN_CHANGE, -1.33, cell(33), ci_low=-2.36, ci_high=-0.31, level=0.95, role=Role.HEADLINE)
DECLARED = number(Quantity.SMALLEST_THAT_MATTERS, 2.0, cell(33))
LEFT_OUT = Verdict(leaves_out_nothing=True)
WORDS = Text(sv="x", en="x")
# Scale → its largest value, and how far most change; days have no largest value.
SCALES = {"0-2": (2, 0.4), "0-4": (4, 0.6), "0-10": (10, 1.2), "0-40": (40, 3.0), "days": (None, 5.0)}


def test_the_worked_example_leaves_out_nothing_though_it_is_shown_to_hold_it() -> None:
    (item,) = made.items(made.released(CHANGE, policy="strict"))

    assert (-1.0, -3.0, 1.0, LEFT_OUT) == (item.estimate, item.ci_low, item.ci_high, item.verdict)


@pytest.mark.parametrize("policy", ["default", "strict", "staff5", "internal"])
def test_every_policy_says_the_same_of_the_same_number(policy: str) -> None:
    item, _ = made.items(made.released(CHANGE, DECLARED, policy=policy))

    assert Verdict(leaves_out_nothing=True, matter=Matter.UNSURE) == item.verdict


def test_what_matters_is_said_of_its_own_outcome_alone() -> None:
    assert {"score": 2.0} == what_matters(made.finding("q", [CHANGE, DECLARED]))
    assert {} == what_matters(made.finding("q", [CHANGE]))

    other = number(Quantity.SMALLEST_THAT_MATTERS, 2.0, cell(33), outcome="worry")
    item, _ = made.items(made.released(CHANGE, other))
    assert LEFT_OUT == item.verdict


def test_what_is_hidden_or_banded_has_no_verdict() -> None:
    few = number(Quantity.MEAN_CHANGE, -1.33, cell(9), ci_low=-2.36, ci_high=-0.31)

    report = made.released(few, made.share("p", 3, "g", 18, ci_low=0.05, ci_high=0.4))
    assert {("suppressed", None), ("banded", None)} == {(item.status, item.verdict) for item in made.items(report)}


@pytest.mark.parametrize("status", ["suppressed", "banded"])
def test_no_verdict_is_put_on_a_number_that_is_not_shown(status: str) -> None:
    (item,) = made.items(made.released(CHANGE))
    hidden = replace(item, status=status, verdict=None)

    assert hidden == with_verdict(hidden, CHANGE, {})


# Real answers, from what was measured to the report.


def measured(scale: str, n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return first and second values of so many persons, in whole steps."""
    top, moves = SCALES[scale]
    before = rng.integers(0, top + 1, n) if top else rng.negative_binomial(1, 0.1, n)
    after = np.clip(before + np.round(rng.normal(rng.normal(0, moves / 3), moves, n)), 0, top)
    return before.astype(float), after.astype(float)


def study_of(before: np.ndarray, after: np.ndarray, top: int | None) -> Study:
    rows = [(f"p{i}", at, "y", value) for at, of in (("T0", before), ("T1", after)) for i, value in enumerate(of)]
    frame = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    outcome = Outcome(label=WORDS, unit=WORDS, minimum=0, maximum=top)
    return Study.from_frames(measures=frame, outcomes={"y": outcome})


def changes(estimates: tuple[Estimate, ...] | list[ReleasedEstimate]) -> dict[str, Estimate | ReleasedEstimate]:
    return {item.method: item for item in estimates if item.quantity is Quantity.MEAN_CHANGE}


def said(low: float, high: float, matters: float) -> Verdict:
    """Return the verdict of an interval, by how small and how large a change it holds."""
    holds_nothing = low <= 0 <= high
    smallest, largest = 0.0 if holds_nothing else min(abs(low), abs(high)), max(abs(low), abs(high))
    if largest < matters:
        matter = Matter.SMALL if holds_nothing else Matter.LITTLE
    elif smallest >= matters:
        matter = Matter.MUCH
    else:
        matter = Matter.OPEN if holds_nothing else Matter.UNSURE
    return Verdict(leaves_out_nothing=not holds_nothing, matter=matter)


def held_to_the_exact(scale: str, studies: int) -> int:
    """Return how many shown changes were held to the exact ones, under two policies."""
    rng, (top, moves) = np.random.default_rng([5, len(scale)]), SCALES[scale]
    design = PrePost(outcome="y", before="T0", after="T1", matters=Matters(change=moves / 2, reason=WORDS))
    held = 0
    for n in rng.integers(10, 101, studies).tolist():
        finding = made.asked("q", design.answer(study_of(*measured(scale, n, rng), top)))
        exact = changes(finding.estimates)
        for policy in ("default", "strict"):
            for method, item in changes(made.shown(release(made.findings(finding, policy=policy)))).items():
                hold(item, exact[method], moves / 2)
                held += 1
    return held


def hold(item: ReleasedEstimate, exact: Estimate, matters: float) -> None:
    """Check that a verdict is the exact one, and that the shown interval holds the exact one.

    Its ends may miss by what rounding to the last decimal makes.
    """
    assert said(exact.ci_low, exact.ci_high, matters) == item.verdict
    unit = 10.0**-item.decimals / 2 + 1e-9
    assert item.ci_low <= exact.ci_low + unit
    assert exact.ci_high - unit <= item.ci_high


@pytest.mark.parametrize("scale", SCALES)
def test_the_verdict_of_a_study_is_the_exact_one_and_its_interval_holds_the_exact_one(scale: str) -> None:
    assert held_to_the_exact(scale, studies=6) >= 12


@pytest.mark.slow
@pytest.mark.parametrize("scale", SCALES)
def test_of_500_studies_every_verdict_is_the_exact_one(scale: str) -> None:
    # Some studies have no change to test.
    assert held_to_the_exact(scale, studies=100) >= 190
