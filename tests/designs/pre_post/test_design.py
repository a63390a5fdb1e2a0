"""What the question refuses, what a delivery lacks for it, and how its numbers hang together."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from answers import number
from pre_post_studies import ASKED, FAMILIES, SCALE, SETS, WORDS, Array, answered, studied

from tsi_eval.designs import PrePost
from tsi_eval.designs.pre_post import Clinical, Selected
from tsi_eval.errors import DataError
from tsi_eval.findings import Answerable, Estimate, Quantity
from tsi_eval.stats.power import detectable_change
from tsi_eval.study import Outcome, Study


@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary", "counts"])
def test_nine_pairs_are_refused(scale: str) -> None:
    first, second = np.arange(9) % 2, np.arange(9) // 3 % 2
    finding = answered((first.astype(float), second.astype(float)), scale=scale)

    assert (Answerable.REFUSED, "refusal.few_pairs") == (finding.feasibility.answerable, finding.feasibility.reason.key)
    assert {"10"} == set(finding.feasibility.reason.params.values())
    assert {Quantity.COUNT, Quantity.RESPONSE, Quantity.SMALLEST_DETECTABLE} >= {e.quantity for e in finding.estimates}
    if scale == "continuous":
        assert detectable_change(9, sd=6, correlation=0.8) == pytest.approx(
            number(finding, Quantity.SMALLEST_DETECTABLE).estimate
        )


def test_ten_pairs_are_enough(values: tuple[Array, Array]) -> None:
    assert Answerable.ESTIMABLE is answered((values[0][:10], values[1][:10])).feasibility.answerable


@pytest.mark.parametrize(("clusters", "verdict"), [(4, Answerable.REFUSED), (5, Answerable.ESTIMABLE)])
@pytest.mark.parametrize("scale", ["continuous", "ordinal", "counts"])
def test_fewer_than_five_clusters_are_refused(
    values: tuple[Array, Array], clusters: int, verdict: Answerable, scale: str
) -> None:
    finding = answered(values, scale=scale, clusters="family", family=[f"f{i % clusters}" for i in range(40)])

    assert verdict is finding.feasibility.answerable
    if verdict is Answerable.REFUSED:
        assert "refusal.few_clusters" == finding.feasibility.reason.key


def test_second_measurement_that_has_not_come_leaves_what_so_many_will_show(values: tuple[Array, Array]) -> None:
    finding = answered((values[0], np.full(40, np.nan)))

    assert (Answerable.REFUSED, "refusal.not_yet") == (finding.feasibility.answerable, finding.feasibility.reason.key)
    item = number(finding, Quantity.SMALLEST_DETECTABLE)
    assert (detectable_change(40, sd=6, correlation=0.8), "before", 40) == (
        pytest.approx(item.estimate),
        item.group,
        item.n,
    )
    assert [40, 0, 0, 40, 0] == [number(finding, Quantity.COUNT, group=group).n for group in SETS]


def test_families_count_once_in_what_is_planned(values: tuple[Array, Array]) -> None:
    finding = answered((values[0], np.full(40, np.nan)), clusters="family", family=FAMILIES)

    assert detectable_change(20, sd=6, correlation=0.8) == pytest.approx(
        number(finding, Quantity.SMALLEST_DETECTABLE).estimate
    )


@pytest.mark.parametrize("scale", ["continuous", "ordinal"])
def test_no_change_at_all_is_no_variation(values: tuple[Array, Array], scale: str) -> None:
    finding = answered((values[0], values[0]), scale=scale)

    assert (Answerable.REFUSED, "refusal.no_variation") == (
        finding.feasibility.answerable,
        finding.feasibility.reason.key,
    )


def test_the_same_change_for_all_is_no_variation(values: tuple[Array, Array]) -> None:
    finding = answered((values[0], values[0] + 3))

    assert "refusal.no_variation" == finding.feasibility.reason.key


def test_no_events_at_the_second_occasion_are_said() -> None:
    first = np.arange(20) % 4
    second = np.zeros(20)
    second[0] = np.nan
    both = np.append(first, 0.0), np.append(second, 2.0)
    study = studied(*both)
    rows = study.table("measures")
    keep = ~((rows["person"] == "p020") & (rows["occasion"] == "T0"))
    study = Study.from_frames(measures=rows[keep], outcomes={"y": SCALE})

    finding = PrePost(**ASKED, scale="counts").answer(study)

    assert (Answerable.REFUSED, "refusal.no_events") == (finding.feasibility.answerable, finding.feasibility.reason.key)


NO_VALUE = [math.nan] * 12
SOME = [float(i % 3) for i in range(12)]
BARE = replace(SCALE, sd=None, reliability=None)
# A scale that is no count: a study refuses values that their own outcome does not have.
HALVES = replace(SCALE, minimum=None, step=0.5)
CLINICAL = Clinical(clinical_mean=20, clinical_sd=5, norm_mean=10, norm_sd=5, source=WORDS)


@pytest.mark.parametrize(
    ("first", "second", "options", "outcome", "codes"),
    [
        (NO_VALUE, SOME, {}, SCALE, {"E141"}),
        ([1.0] * 12, SOME, {}, SCALE, {"E140"}),
        (SOME, [1.0] * 12, {"scale": "ordinal"}, SCALE, {"E140"}),
        ([0.5, *SOME[1:]], SOME, {"scale": "counts"}, HALVES, {"E149"}),
        ([-1.0, *SOME[1:]], SOME, {"scale": "counts"}, HALVES, {"E149"}),
        (SOME, SOME, {"scale": "binary"}, SCALE, {"E281"}),
        (SOME, SOME[::-1], {"reliable": True}, BARE, {"E235"}),
        (SOME, SOME[::-1], {"clinical": CLINICAL}, BARE, {"E235"}),
        (SOME, SOME[::-1], {"selected": Selected(mean=1, source=WORDS)}, BARE, {"E235"}),
    ],
)
def test_what_it_lacks_is_said(
    first: list[float], second: list[float], options: dict[str, Any], outcome: Outcome, codes: set[str]
) -> None:
    study, design = studied(first, second, outcome=outcome), PrePost(**ASKED, **options)

    assert codes == {problem.code for problem in design.lacks(study)}
    with pytest.raises(DataError):
        design.answer(study)


def test_binary_outcome_may_be_the_same_for_all_at_one_occasion() -> None:
    finding = answered((np.zeros(20), np.array([1.0] * 8 + [0.0] * 12)), scale="binary")

    assert 0.4 == pytest.approx(number(finding, Quantity.SHARE_DIFFERENCE).estimate)


def test_lines_say_what_the_exact_numbers_say(missing: tuple[Array, Array]) -> None:
    finding = answered(missing, selected=Selected(mean=14, source=WORDS), imputations=0)
    by_name: dict[str, Estimate] = {}
    for e in finding.estimates:
        by_name.setdefault(f"|{e.quantity}|{e.outcome}|{e.group}|{e.period}", e)

    for item in finding.estimates:
        for part, line in item.lines.items():
            value = line.constant + sum(weight * getattr(by_name[name], of) for name, of, weight in line.terms)
            assert value == pytest.approx(getattr(item, part), abs=1e-9), (item.quantity, part)
