"""What is shown less, in which order."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Estimate, Line, Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.values.coarse.levels import Kind, Level, Step, at_least, kind_of, levels, shown_at
from tsi_eval.protect.disclosure.values.coarse.scales import Scale

ITEM, TEN = Scale(minimum=0.0, step=1.0, size=3), Scale(minimum=0.0, step=1.0, size=11)
CHANGE = made.number(
    Quantity.MEAN_CHANGE,
    -0.4167,
    made.cell(24),
    role=Role.HEADLINE,
    ci_low=-0.81,
    ci_high=-0.02,
    level=0.95,
    se=0.19,
    p_value=0.03,
)
ENDS = {"ci_low": -1.0, "ci_high": 0.0, "level": 0.95}


def shown(exact: Estimate, step: Step, decimals: int | None = None) -> ReleasedEstimate:
    (item,) = made.items(made.released(exact, policy="internal"))
    return shown_at(item, exact, kind_of(exact), Level(step=step, decimals=decimals))


@pytest.mark.parametrize(
    ("quantity", "more", "kind"),
    [
        (Quantity.MEAN, {}, Kind.MEAN),
        (Quantity.MEAN_CHANGE, {}, Kind.MEAN),
        (Quantity.MEAN_CHANGE, {"role": Role.SENSITIVITY}, Kind.OBSCURE),
        (Quantity.EFFECT_SIZE_Z, {}, Kind.SPREAD),
        (Quantity.EFFECT_SIZE_AV, {"role": Role.SENSITIVITY}, Kind.OBSCURE),
        (Quantity.CORRELATION, {}, Kind.OBSCURE),
        (Quantity.RANK_BISERIAL, {}, Kind.OBSCURE),
        (Quantity.TEST, {}, Kind.OBSCURE),
        (Quantity.IMPROVEMENT, {"role": Role.HEADLINE}, Kind.PART),
        (Quantity.COUNT, {}, Kind.PART),
        (Quantity.SMALLEST_THAT_MATTERS, {}, Kind.DECLARED),
        (Quantity.SMALLEST_DETECTABLE, {}, Kind.SPREAD),
        (Quantity.SMALLEST_DETECTABLE, {"method": "planned"}, Kind.DECLARED),
        (Quantity.BOUNDS, {"lines": {"estimate": Line(constant=0.0, terms=())}}, Kind.FOLLOWS),
    ],
)
def test_kind_follows_from_the_record(quantity: Quantity, more: dict[str, object], kind: Kind) -> None:
    assert kind is kind_of(made.number(quantity, 0.5, made.cell(24), **more))


def test_levels_lose_decimals_down_to_whole_steps() -> None:
    fewer = [level.decimals for level in levels(3, 2, TEN) if level.step is Step.FEWER_DECIMALS]
    assert [1, 0] == fewer
    halves = Scale(minimum=0.0, step=0.5, size=5)
    assert [1, 0] == [level.decimals for level in levels(2, 2, halves) if level.step is Step.FEWER_DECIMALS]
    assert [Step.NO_MEAN] == [level.step for level in levels(0, 0, TEN)][-1:]


def test_change_loses_one_thing_after_the_other() -> None:
    assert shown(CHANGE, Step.RECKONED).p_value is not None
    no_tests = shown(CHANGE, Step.ANSWERS)
    assert (no_tests.p_value, no_tests.se, no_tests.ci_low) == (None, None, -0.81)
    no_interval = shown(CHANGE, Step.NO_INTERVALS, 2)
    assert (no_interval.ci_low, no_interval.level, no_interval.estimate) == (None, 0.95, -0.42)
    assert shown(CHANGE, Step.FEWER_DECIMALS, 1).estimate == -0.4
    assert shown(CHANGE, Step.NO_MEAN).status == "suppressed"


def test_intervals_that_answer_nothing_go_first() -> None:
    mean = made.number(Quantity.MEAN, 1.5, made.cell(24), period="t0", **ENDS)
    assert shown(mean, Step.NO_TESTS).ci_low == -1.0
    assert shown(mean, Step.ANSWERS).ci_low is None


def test_movers_go_with_the_parts() -> None:
    rose = made.number(Quantity.COUNT, 9.0, made.cell(9), group=Part.MOVED_HIGHER)
    steps = (Step.ANSWERS, Step.NO_PARTS, Step.NO_INTERVALS, Step.NEITHER)
    assert [9, None, 9, None] == [shown(rose, step).n for step in steps]


def test_interval_of_an_answer_stays_as_long_as_counts_of_movers_can_go_instead() -> None:
    steps = (Step.ANSWERS, Step.NO_PARTS, Step.NO_INTERVALS, Step.NEITHER)
    assert [-0.81, -0.81, None, None] == [shown(CHANGE, step).ci_low for step in steps]


def test_few_persons_on_few_values_begin_late() -> None:
    everything = Level(step=Step.ALL)
    assert at_least(everything, ITEM, 19).step is Step.NEITHER
    assert at_least(everything, ITEM, 20).step is Step.ALL
    assert at_least(everything, TEN, 12).step is Step.ALL
    assert at_least(Level(step=Step.NO_MEAN), ITEM, 12).step is Step.NO_MEAN
