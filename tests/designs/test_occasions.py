"""Three occasions or more: every number is the one that its method computes, of the persons it says."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from answers import number
from example_study import Planted
from shuffled import shuffled

from tsi_eval.designs import Occasions
from tsi_eval.designs.contract import Design
from tsi_eval.errors import DataError
from tsi_eval.findings import Claim, Finding, Quantity, Role, Verdict
from tsi_eval.language import Text
from tsi_eval.stats.gee import occasions_gee
from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.mixed import occasions_mixed
from tsi_eval.stats.paired_table import paired_share_difference
from tsi_eval.stats.rank_effects import probability_of_improvement
from tsi_eval.stats.repeated import cochran_q, friedman
from tsi_eval.study import Outcome, Study

Array = npt.NDArray[np.float64]
WORDS = Text(sv="x", en="x")
SCALE = Outcome(label=WORDS, unit=WORDS, minimum=0, maximum=40)
AT = ("T0", "T1", "T2")
ASKED: dict[str, Any] = {"outcome": "y", "occasions": AT}
PARTS = ("se", "ci_low", "ci_high", "level", "p_value")


def studied(table: Array, *, family: Sequence[str] = (), outcome: Outcome = SCALE) -> Study:
    """Return a study of these values, shape (persons, occasions), NaN where there is none."""
    rows = [
        (f"p{i:03d}", at, "y", value)
        for i, row in enumerate(table.tolist())
        for at, value in zip(AT, row, strict=True)
        if not math.isnan(value)
    ]
    persons = pd.DataFrame({"person": [f"p{i:03d}" for i in range(len(table))]})
    if len(family):
        persons["family"] = list(family)
    measures = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    return Study.from_frames(persons=persons, measures=measures, outcomes={"y": outcome})


PLAIN = Occasions(outcome="zq_score", occasions=("zq_before", "zq_after", "zq_later"))
SHARE = replace(PLAIN, scale="binary", at_least=16)
EXAMPLES: tuple[Design, ...] = (
    PLAIN,
    replace(PLAIN, clusters="zq_family"),
    replace(PLAIN, outcome="zq_mood", scale="ordinal"),
    SHARE,
)


def four_lower() -> Study:
    """Return three hundred persons who are planted two lower the second time, and four the third."""
    rng = np.random.default_rng(4)
    first = rng.normal(20, 4, 300)
    later = [first - lower + rng.normal(0, 3, 300) for lower in (2, 4)]
    return studied(np.round(np.stack([first, *later], axis=1)))


PLANTED = (Planted(design=Occasions(**ASKED), study=four_lower(), truth=-4.0),)


@pytest.fixture(scope="module")
def table() -> Array:
    """Return fifty persons' values at three occasions; some missed one."""
    rng = np.random.default_rng(31)
    first = rng.integers(8, 30, 50).astype(float)
    values = np.stack([first, first + rng.integers(-4, 6, 50), first + rng.integers(-4, 9, 50)], axis=1)
    values[40:46, 2], values[46:49, 0], values[20:30, 1] = np.nan, np.nan, np.nan
    return values


def long(table: Array, family: Sequence[str] = ()) -> tuple[Any, ...]:
    there = [(i, j) for i in range(len(table)) for j in range(3) if not math.isnan(table[i, j])]
    values = np.array([table[i, j] for i, j in there])
    clusters = [family[i] for i, _ in there] if len(family) else None
    return values, [AT[j] for _, j in there], [f"p{i:03d}" for i, _ in there], clusters


FAMILIES = [f"f{i // 2:02d}" for i in range(50)]


@pytest.mark.parametrize(
    ("model", "clusters", "headline"),
    [("auto", "", "mixed"), ("auto", "family", "gee"), ("mixed", "family", "mixed"), ("gee", "", "gee")],
)
def test_changes_are_those_of_the_models(table: Array, model: str, clusters: str, headline: str) -> None:
    finding = Occasions(**ASKED, model=model, clusters=clusters, level=0.9).answer(studied(table, family=FAMILIES))  # type: ignore[arg-type]

    values, occasions, persons, belongs = long(table, FAMILIES if clusters else ())
    there = ~np.isnan(table)
    for name, fit in (("mixed", occasions_mixed), ("gee", occasions_gee)):
        for found in fit(values, occasions, persons, order=AT, clusters=belongs, level=0.9).changes:
            item = number(finding, Quantity.MEAN_CHANGE, method=f"occasions_{name}", period=f"T0 > {found.occasion}")
            for part in ("estimate", *PARTS):
                assert getattr(found, part) == pytest.approx(getattr(item, part), rel=1e-5, abs=1e-6), part
            last = found.occasion == "T2"
            expected = (Role.HEADLINE if last else Role.SUPPORTING) if name == headline else Role.SENSITIVITY
            ends = there[:, 0], there[:, AT.index(found.occasion)]
            either, both = int((ends[0] | ends[1]).sum()), int((ends[0] & ends[1]).sum())
            assert (expected, Claim.CHANGED, either, "measured") == (item.role, item.claim, item.n, item.group)
            assert [either, both] == [cell.n for cell in item.basis][:: 2 if clusters else 1]


def test_means_of_those_measured_at_each_occasion(table: Array) -> None:
    finding = Occasions(**ASKED).answer(studied(table))

    (course,) = finding.series
    assert ("means", "occasion", AT) == (course.name, course.axis, tuple(point.period for point in course.points))
    for column, point in zip(table.T, course.points, strict=True):
        found = mean(column[~np.isnan(column)])
        assert (found.estimate, found.se, found.ci_low, found.n) == pytest.approx(
            (point.estimate, point.se, point.ci_low, point.n)
        )


@pytest.mark.parametrize("clusters", ["", "family"])
def test_who_was_measured_when(table: Array, clusters: str) -> None:
    finding = Occasions(**ASKED, clusters=clusters).answer(studied(table, family=FAMILIES))

    there = ~np.isnan(table)
    for at, column in zip(AT, there.T, strict=True):
        item = number(finding, Quantity.COUNT, period=at)
        assert (int(column.sum()), "measured", "persons") == (item.n, item.group, item.unit)
    assert int(there.all(axis=1).sum()) == number(finding, Quantity.COUNT, group="complete").n


def test_one_who_was_there_only_in_the_middle_counts_there(table: Array) -> None:
    table = table.copy()
    table[49] = [np.nan, 12.0, np.nan]

    for clusters in ("", "family"):
        finding = Occasions(**ASKED, clusters=clusters).answer(studied(table, family=FAMILIES))

        assert int((~np.isnan(table[:, 1])).sum()) == number(finding, Quantity.COUNT, period="T1").n


def test_steps_are_of_first_and_last_and_friedmans_of_all(table: Array) -> None:
    steps = np.clip(np.round(table / 8), 0, 4)
    finding = Occasions(**ASKED, scale="ordinal").answer(studied(steps))

    ends = steps[~np.isnan(steps[:, [0, 2]]).any(axis=1)]
    item, found = number(finding, Quantity.IMPROVEMENT), probability_of_improvement(ends[:, 0], ends[:, 2])
    assert (found.estimate, found.ci_low, found.ci_high, len(ends)) == pytest.approx(
        (item.estimate, item.ci_low, item.ci_high, item.n)
    )
    complete = steps[~np.isnan(steps).any(axis=1)]
    test = number(finding, Quantity.TEST, method="friedman")
    assert (friedman(complete).p_value, len(complete)) == pytest.approx((test.estimate, test.n))
    assert ("complete", len(complete)) == (test.group, test.basis[0].n)
    agreement = number(finding, Quantity.CONCORDANCE)
    assert (friedman(complete).kendall_w, len(complete)) == pytest.approx((agreement.estimate, agreement.n))
    assert () == finding.series


@pytest.mark.parametrize("at_least", [None, 18.0])
def test_shares_are_of_first_and_last_and_cochrans_of_all(table: Array, at_least: float | None) -> None:
    given = table if at_least else np.where(np.isnan(table), np.nan, (table >= 18).astype(float))
    finding = Occasions(**ASKED, scale="binary", at_least=at_least).answer(studied(given))

    yes = np.where(np.isnan(table), np.nan, (table >= 18).astype(float))
    first, last = yes[~np.isnan(yes[:, [0, 2]]).any(axis=1)][:, [0, 2]].T
    answers = {"both": (1, 1), "lost": (1, 0), "gained": (0, 1), "neither": (0, 0)}
    four = {name: int(((first == a) & (last == b)).sum()) for name, (a, b) in answers.items()}
    item, found = number(finding, Quantity.SHARE_DIFFERENCE), paired_share_difference(**four)
    assert (found.estimate, found.ci_low, found.ci_high, first.size) == pytest.approx(
        (item.estimate, item.ci_low, item.ci_high, item.n)
    )
    complete = yes[~np.isnan(yes).any(axis=1)]
    test = number(finding, Quantity.TEST, method="cochran_q")
    assert (cochran_q(complete).p_value, len(complete), "complete") == (
        pytest.approx(test.estimate),
        test.n,
        test.group,
    )


@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary"])
def test_refusals(table: Array, scale: str) -> None:
    design = Occasions(**ASKED, scale=scale, at_least=18.0 if scale == "binary" else None)  # type: ignore[arg-type]
    awaited, few = table.copy(), table.copy()
    awaited[:, 2] = np.nan
    few[9:, 2] = np.nan
    # A share that stays where it is has an interval; a mean or a step that nobody left has none.
    refused = (awaited, few) if scale == "binary" else (awaited, few, np.full((20, 3), 3.0))

    keys = [design.answer(studied(given)).feasibility for given in refused]
    said = ["refusal.not_yet", "refusal.few_pairs", "refusal.no_variation"][: len(refused)]
    assert said == [item.reason.key for item in keys]  # type: ignore[union-attr]
    assert {Verdict.REFUSED} == {item.verdict for item in keys}
    for given in refused:
        assert {Quantity.COUNT} == {e.quantity for e in design.answer(studied(given)).every_estimate()}


@pytest.mark.parametrize(
    ("empty", "options", "codes"),
    [
        ([0], {}, {"E141"}),
        ([1], {}, {"E141"}),
        ([0, 1, 2], {}, {"E141"}),
        ([], {"at_least": 3.0}, {"E280"}),
        ([], {"scale": "binary"}, {"E281"}),
        ([2], {}, set()),
        ([1, 2], {}, set()),
    ],
)
def test_what_it_lacks_is_said(table: Array, empty: list[int], options: dict[str, Any], codes: set[str]) -> None:
    given = table.copy()
    given[:, empty] = np.nan
    design = Occasions(**ASKED, **options)

    assert codes == {problem.code for problem in design.lacks(studied(given))}
    if codes:
        with pytest.raises(DataError):
            design.answer(studied(given))


def numbers(finding: Finding) -> list[tuple[Any, ...]]:
    """Return everything that a finding says, cells by their sizes."""
    return [
        (
            *(e.quantity, e.method, e.group, e.period, e.estimate, e.n),
            *(getattr(e, part) for part in PARTS),
            *((cell.n, cell.numerator) for cell in e.basis),
        )
        for e in finding.every_estimate()
    ]


@pytest.mark.parametrize("clusters", ["", "family"])
@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary"])
def test_names_and_order_change_not_a_bit(table: Array, scale: str, clusters: str) -> None:
    options: dict[str, Any] = {"at_least": 1.8} if scale == "binary" else {}
    rng = np.random.default_rng(3)
    given = np.round(np.round(table / 4) / 10 + rng.integers(0, 3, table.shape) / 10, 1)
    study = studied(given, family=[f"f{x}" for x in rng.integers(0, 20, 50)], outcome=replace(SCALE, step=0.1))
    design = Occasions(**ASKED, scale=scale, clusters=clusters, **options)  # type: ignore[arg-type]

    told = numbers(design.answer(study))
    for seed in (1, 2, 3):
        other = numbers(design.answer(shuffled(study, seed, {"family"})))
        pairs = zip(told, other, strict=True)
        assert [] == [(a[:4], [x for x in zip(a, b, strict=True) if x[0] != x[1]]) for a, b in pairs if a != b]


def extremes() -> dict[str, Array]:
    rng = np.random.default_rng(2)
    first = rng.integers(0, 5, 30).astype(float)
    second, third = (np.clip(first + rng.integers(-1, 2, 30), 0, 5) for _ in range(2))
    whole = np.stack([first, second, third], axis=1)
    one_left, few = whole.copy(), whole.copy()
    one_left[0, 2] = np.nan
    few[10:, 2] = np.nan
    return {
        "two_the_same": np.stack([first, first, third], axis=1),
        "last_the_same": np.stack([first, second, first], axis=1),
        "all_the_same": np.stack([first] * 3, axis=1),
        "equal_changes": np.stack([first, first + 1, first + 2], axis=1),
        "constant_first": np.stack([np.full(30, 2.0), second, third], axis=1),
        "one_left": one_left,
        "ten_stay": few,
        "huge": whole * 1e9,
        "far_from_zero": whole + 1e9,
        "tiny": whole * 1e-9,
        "floor_but_one": np.eye(30)[:, :3],
    }


@pytest.mark.parametrize("clusters", ["", "family"])
@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary"])
@pytest.mark.parametrize("case", extremes())
def test_extremes_are_numbers_or_refusals(case: str, scale: str, clusters: str) -> None:
    given = extremes()[case]
    options: dict[str, Any] = {"at_least": float(np.nanmean(given[:, 0]))} if scale == "binary" else {}
    design = Occasions(**ASKED, scale=scale, clusters=clusters, **options)  # type: ignore[arg-type]
    study = studied(given, family=[f"f{i // 3}" for i in range(30)], outcome=replace(SCALE, minimum=None, maximum=None))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        finding = design.answer(study)

    for item in finding.every_estimate():
        said = [item.estimate, *(getattr(item, part) for part in PARTS)]
        assert all(math.isfinite(value) for value in said if value is not None), item
        if item.ci_low is not None:
            assert item.ci_low <= item.estimate <= item.ci_high, (item.quantity, item.method)
