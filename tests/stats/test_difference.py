"""Differences in means between groups."""

from __future__ import annotations

import math
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from stats_results import code_of, numbers

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.difference import Difference, difference_in_means

ROOT = Path(__file__).parents[2]
ORACLES = tomllib.loads((ROOT / "tests" / "oracles" / "difference.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-12  # a handful of values
STATSMODELS = 1e-8  # it solves with a pseudo-inverse, we with within-block deviations
LARGE_OFFSET = 1e-8  # values near 1e9 are exact here; their means are rounded at 1e-7
TWO_DECIMALS = 0.5e-2 + 1e-9  # as the source is rounded
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far
REJECTIONS = 0.02  # three standard errors of the difference between our share and the published one

GROUPS = np.array(["r", "s", "t"] * 6)
BLOCKS, CLUSTERS = np.repeat(["a", "b", "c"], 6), np.arange(18) % 5
NOISE = np.random.default_rng(20261122).normal(
    0, 3, 18
)  # so that no chance pattern of scores leaves the residuals empty
scores = st.lists(st.integers(-40, 40), min_size=18, max_size=18).map(lambda values: np.array(values) + NOISE)
BOUNDS = ("estimate", "se", "ci_low", "ci_high")


def by_statsmodels(
    values: np.ndarray, groups: np.ndarray, blocks: np.ndarray | None, clusters: np.ndarray | None, level: float
) -> pd.DataFrame:
    """Return HC1, or CR1 with clusters."""
    dummies = pd.get_dummies(groups, dtype=float).drop(columns="r")
    others = pd.get_dummies(np.zeros(len(values)) if blocks is None else blocks, prefix="block", dtype=float)
    kind = {"cov_type": "HC1"}
    if clusters is not None:
        kind = {"cov_type": "cluster", "cov_kwds": {"groups": pd.factorize(clusters)[0]}}
    fit = sm.OLS(values, pd.concat([dummies, others], axis=1)).fit(**kind, use_t=True)
    bounds = fit.conf_int(1 - level)
    table = {"estimate": fit.params, "se": fit.bse, "ci_low": bounds[0], "ci_high": bounds[1], "p_value": fit.pvalues}
    return pd.DataFrame(table).loc[dummies.columns]


@pytest.fixture(scope="module")
def star() -> pd.DataFrame:
    """Return kindergarten pupils with both scores, their class type and school."""
    table = pd.read_csv(ROOT / "data_raw" / "star" / "star.csv", na_values="NA")
    return table.assign(score=table["readk"] + table["mathk"]).dropna(subset=["score", "stark"])


def star_difference(star: pd.DataFrame, case: dict[str, Any], **level: float) -> Difference:
    school = star["schoolidk"].to_numpy()
    differences = difference_in_means(
        star["score"].to_numpy(),
        star["stark"].to_numpy(),
        reference="regular",
        blocks=school if case["blocks"] else None,
        clusters=school if case["clusters"] else None,
        error="HC1",
        **level,
    )
    return next(difference for difference in differences if difference.group == case["group"])


@pytest.mark.parametrize("case", ORACLES["by_hand"], ids=["HC1", "CR1"])
def test_difference_gives_the_closed_form(case: dict[str, Any]) -> None:
    (found,) = difference_in_means(
        case["values"],
        case["groups"],
        reference=case["reference"],
        clusters=case["clusters"] or None,
        error="HC1",
        level=case["level"],
    )

    expected = (case["group"], case["df"], case["level"], len(case["values"]), len(set(case["clusters"])))
    assert expected == (found.group, found.df, found.level, found.n, found.n_clusters)
    for name in (*BOUNDS, "p_value"):
        assert pytest.approx(case[name], rel=ROUNDING) == getattr(found, name)


@pytest.mark.parametrize("case", ORACLES["estimate_by_hand"], ids=["plain", "one-group blocks"])
def test_difference_weighs_blocks_by_their_information(case: dict[str, Any]) -> None:
    (found,) = difference_in_means(case["values"], case["groups"], reference=case["reference"], blocks=case["blocks"])

    assert (case["group"], len(case["values"])) == (found.group, found.n)
    assert pytest.approx(case["estimate"], rel=ROUNDING) == found.estimate


@pytest.mark.parametrize("case", ORACLES["star_published"], ids=lambda case: case["source"][:24])
def test_difference_reproduces_published_star(star: pd.DataFrame, case: dict[str, Any]) -> None:
    found = star_difference(star, case)

    assert case["n"] == found.n
    assert pytest.approx((case["estimate"], case["se"]), abs=TWO_DECIMALS) == (found.estimate, found.se)


@pytest.mark.parametrize("case", ORACLES["star"], ids=lambda case: case["group"])
def test_difference_reproduces_star_in_statsmodels(star: pd.DataFrame, case: dict[str, Any]) -> None:
    found = star_difference(star, case, level=case["level"])

    for name in (*BOUNDS, "p_value"):
        assert pytest.approx(case[name], rel=STATSMODELS) == getattr(found, name)


@pytest.mark.parametrize("clustered", [False, True], ids=["HC1", "CR1"])
@pytest.mark.parametrize("blocked", [False, True], ids=["plain", "blocks"])
@pytest.mark.parametrize(("n", "level"), [(30, 0.95), (80, 0.8), (500, 0.99)])
def test_difference_matches_statsmodels(n: int, level: float, blocked: bool, clustered: bool) -> None:
    rng = np.random.default_rng(n)
    groups, blocks, clusters = (rng.choice(list(labels), n) for labels in ("rst", "abcd", "klmnopq"))
    blocks[:3], groups[:3] = "x", "s"  # a block that holds one group only
    blocks[3] = "y"  # a block that holds one person only
    values = rng.normal(20, 5, n) * (1 + (groups == "t")) + 3.0 * (blocks == "b") + 2.0 * (clusters == "k")
    choice = {"blocks": blocks if blocked else None, "clusters": clusters if clustered else None}

    found = difference_in_means(values, groups, reference="r", error="HC1", level=level, **choice)

    expected = by_statsmodels(values, groups, **choice, level=level)
    assert expected.index.tolist() == [difference.group for difference in found]
    for name in expected:
        assert pytest.approx(expected[name].tolist(), rel=STATSMODELS) == numbers(found, name)


def test_difference_counts_degrees_of_freedom() -> None:
    choices = ({}, {"blocks": BLOCKS}, {"clusters": CLUSTERS}, {"blocks": BLOCKS, "clusters": CLUSTERS})

    found = [difference_in_means(NOISE, GROUPS, reference="r", error="HC1", **choice)[0] for choice in choices]

    assert [(one.df, one.n_clusters, one.n) for one in found] == [(15, 0, 18), (13, 0, 18), (4, 5, 18), (4, 5, 18)]


def test_difference_keeps_its_digits_at_a_huge_offset() -> None:
    arms = {
        arm: [Fraction(10**9) + Fraction(k * k % (37 + shift), 8) for k in range(40)]
        for arm, shift in (("r", 0), ("s", 9))
    }
    centres = {arm: sum(values) / 40 for arm, values in arms.items()}
    squares = sum((value - centres[arm]) ** 2 for arm, values in arms.items() for value in values)

    values = [float(value) for arm in arms.values() for value in arm]
    (found,) = difference_in_means(values, np.repeat(["r", "s"], 40), reference="r")

    assert pytest.approx(float(centres["s"] - centres["r"]), rel=LARGE_OFFSET) == found.estimate
    assert pytest.approx(math.sqrt(squares / 40 / 39), rel=LARGE_OFFSET) == found.se


def test_difference_equals_the_difference_in_plain_means() -> None:
    found = difference_in_means(NOISE, GROUPS, reference="t")

    means = {arm: NOISE[arm == GROUPS].mean() for arm in "rst"}
    assert [difference.group for difference in found] == ["r", "s"]
    assert pytest.approx([means["r"] - means["t"], means["s"] - means["t"]], rel=ROUNDING) == numbers(found, "estimate")


@given(scores, st.permutations(range(18)))
@settings(max_examples=50, deadline=None)
def test_difference_ignores_the_order_of_rows(values: np.ndarray, order: list[int]) -> None:
    found = difference_in_means(values, GROUPS, reference="r", blocks=BLOCKS, clusters=CLUSTERS)

    shuffled = difference_in_means(
        values[order], GROUPS[order], reference="r", blocks=BLOCKS[order], clusters=CLUSTERS[order]
    )

    assert pytest.approx(numbers(found, *BOUNDS, "p_value"), rel=STATSMODELS, abs=ROUNDING) == numbers(
        shuffled, *BOUNDS, "p_value"
    )


@given(scores, st.permutations(["u", "b", "x"]))
@settings(max_examples=50, deadline=None)
def test_difference_relabels_with_the_groups(values: np.ndarray, labels: list[str]) -> None:
    new = dict(zip("rst", labels, strict=True))

    found = difference_in_means(values, GROUPS, reference="r", blocks=BLOCKS)
    relabelled = difference_in_means(values, [new[arm] for arm in GROUPS], reference=new["r"], blocks=BLOCKS)

    assert sorted((new["s"], new["t"])) == [difference.group for difference in relabelled]
    relabelled_by_group = {difference.group: difference for difference in relabelled}
    assert pytest.approx(numbers(found, *BOUNDS, "p_value"), rel=STATSMODELS, abs=ROUNDING) == numbers(
        tuple(relabelled_by_group[new[difference.group]] for difference in found), *BOUNDS, "p_value"
    )


def test_difference_ignores_the_names_of_blocks_and_clusters() -> None:
    found = difference_in_means(NOISE, GROUPS, reference="r", blocks=BLOCKS, clusters=CLUSTERS)

    renamed = difference_in_means(
        NOISE, GROUPS, reference="r", blocks=[{"a": 3, "b": 1, "c": 2}[b] for b in BLOCKS], clusters=-CLUSTERS
    )

    assert pytest.approx(numbers(found, *BOUNDS), rel=STATSMODELS) == numbers(renamed, *BOUNDS)


@given(scores, st.integers(-1000, 1000))
@settings(max_examples=50, deadline=None)
def test_difference_ignores_an_added_constant(values: np.ndarray, constant: int) -> None:
    found, shifted = (difference_in_means(v, GROUPS, reference="r") for v in (values, values + constant))

    assert pytest.approx(numbers(found, *BOUNDS), rel=STATSMODELS, abs=STATSMODELS) == numbers(shifted, *BOUNDS)


@given(scores, st.lists(st.integers(-1000, 1000), min_size=3, max_size=3))
@settings(max_examples=50, deadline=None)
def test_difference_within_blocks_ignores_the_level_of_each_block(values: np.ndarray, levels: list[int]) -> None:
    shifted = values + np.repeat(levels, 6)

    found, moved = (difference_in_means(v, GROUPS, reference="r", blocks=BLOCKS) for v in (values, shifted))

    assert pytest.approx(numbers(found, *BOUNDS), rel=STATSMODELS, abs=STATSMODELS) == numbers(moved, *BOUNDS)


@given(scores, st.sampled_from([0.125, 3.0, 1000.0]))
@settings(max_examples=50, deadline=None)
def test_difference_scales_with_the_unit(values: np.ndarray, factor: float) -> None:
    found, scaled = (
        difference_in_means(v, GROUPS, reference="r", clusters=CLUSTERS) for v in (values, factor * values)
    )

    expected = [factor * number for number in numbers(found, *BOUNDS)]
    assert pytest.approx(expected, rel=STATSMODELS, abs=ROUNDING * factor) == numbers(scaled, *BOUNDS)
    assert pytest.approx(numbers(found, "p_value"), rel=STATSMODELS) == numbers(scaled, "p_value")


@given(scores)
@settings(max_examples=50, deadline=None)
def test_difference_turns_when_the_reference_swaps(values: np.ndarray) -> None:
    arms = np.where(GROUPS == "r", "r", "s")

    (there,), (back,) = (difference_in_means(values, arms, reference=arm, blocks=BLOCKS) for arm in "rs")

    turned = (-back.estimate, back.se, -back.ci_high, -back.ci_low, back.p_value)
    found = (there.estimate, there.se, there.ci_low, there.ci_high, there.p_value)
    assert pytest.approx(turned, rel=STATSMODELS, abs=ROUNDING) == found


@pytest.mark.parametrize(
    ("labels", "reference", "expected"),
    [
        (["r", "s"], "r", ["s"]),
        ([2, 1], 1, [2]),
        ([10, 9], 10, [9]),
        ([False, True], False, [True]),
        (["ålder", "Öst"], "ålder", ["Öst"]),
        (np.array(["r", "s"], dtype=object), "r", ["s"]),
        (pd.Series(["r", "s"], dtype="category"), "r", ["s"]),
    ],
)
def test_difference_gives_labels_back_as_plain_python(labels: Any, reference: Any, expected: list[Any]) -> None:
    found = difference_in_means(NOISE, np.tile(np.asarray(labels), 9), reference=reference)

    assert expected == [difference.group for difference in found]
    assert [type(label) for label in expected] == [type(difference.group) for difference in found]


@pytest.mark.parametrize(
    ("values", "groups", "code"),
    [
        ([], [], "E141"),
        ([1.0], ["r"], "E143"),
        ([1.0, 2.0], ["r", "s"], "E143"),
        ([1.0, 2.0, 4.0], ["r", "s", "s"], "E320"),
        ([1.0, 2.0, 4.0, 7.0, 5.0], ["r", "r", "s", "s", "t"], "E320"),
        ([1.0, 2.0, 4.0], ["r", "s", "t"], "E143"),
        ([1.0, 2.0, 4.0], ["r", "r", "r"], "E142"),
        ([1.0, 2.0, 4.0], ["s", "s", "t"], "E142"),
        ([3.0, 3.0, 3.0, 3.0], ["r", "r", "s", "s"], "E140"),
        ([0.1] * 6, ["r", "r", "r", "s", "s", "s"], "E140"),
        ([1.0, math.nan, 3.0], ["r", "r", "s"], "E145"),
        ([1.0, math.inf, 3.0], ["r", "r", "s"], "E145"),
        ([1.0, 2.0, 3.0], ["r", "s"], "E147"),
    ],
)
def test_difference_refuses_what_can_not_be_compared(values: list[float], groups: list[str], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        difference_in_means(values, groups, reference="r")

    assert code == error.value.problems[0].code


def test_difference_names_the_absent_reference() -> None:
    with pytest.raises(NotEstimable) as error:
        difference_in_means([1.0, 2.0, 4.0], ["s", "s", "t"], reference="r")

    assert error.value.problems[0].params == {"group": "r"}


@pytest.mark.parametrize(
    ("labels", "reference", "words"),
    [
        ([0, 0, 1, 1], "0", ("'0'", "0")),
        (["0", "0", "1", "1"], 0, ("0", "'0'")),
        ([0.0, 0.0, 1.5, 1.5], "0", ("'0'", "0.0")),
        (np.array(["1", "1", "2", "2"]), np.int64(2), ("2", "'2'")),
    ],
    ids=["text for whole numbers", "number for texts", "text for floats", "numpy's"],
)
def test_difference_says_that_the_reference_is_of_another_type(labels: Any, reference: Any, words: Any) -> None:
    with pytest.raises(NotEstimable) as error:
        difference_in_means([1.0, 2.0, 4.0, 7.0], labels, reference=reference)

    problem = error.value.problems[0]
    assert ("E310", *words) == (problem.code, problem.params["reference"], problem.params["label"])


def test_difference_takes_the_number_for_whole_number_labels() -> None:
    found = difference_in_means([1.0, 2.0, 4.0, 7.0], [0, 0, 1, 1], reference=0)

    assert [(1, 4.0)] == [(difference.group, difference.estimate) for difference in found]


@pytest.mark.parametrize(
    ("groups", "blocks"),
    [("rrssrrss", "aabbccdd"), ("rrssrrss", "aabbaabb"), ("rsrsttrs", "aaaabbcc")],
    ids=["blocks within groups", "blocks as groups", "one group alone in its block"],
)
def test_difference_refuses_groups_that_coincide_with_blocks(groups: str, blocks: str) -> None:
    with pytest.raises(NotEstimable) as error:
        difference_in_means(NOISE[:8], list(groups), reference="r", blocks=list(blocks))

    assert error.value.problems[0].code == "E144"


def test_difference_refuses_more_blocks_than_observations_can_bear() -> None:
    with pytest.raises(NotEstimable) as error:
        difference_in_means(NOISE[:6], list("rsrsrs"), reference="r", blocks=list("aabcde"))

    assert ("E143", {"least": 7}) == (error.value.problems[0].code, error.value.problems[0].params)


@pytest.mark.parametrize("name", ["blocks", "clusters"])
@pytest.mark.parametrize("labels", [["a"], ["a"] * 19, [["a"]] * 18], ids=["short", "long", "table"])
def test_difference_refuses_labels_of_another_length(name: str, labels: list[Any]) -> None:
    with pytest.raises(NotEstimable) as error:
        difference_in_means(NOISE, GROUPS, reference="r", **{name: labels})

    assert ("E147", {"names": f"values, {name}"}) == (error.value.problems[0].code, error.value.problems[0].params)


def test_difference_refuses_a_single_cluster() -> None:
    with pytest.raises(NotEstimable) as error:
        difference_in_means(NOISE, GROUPS, reference="r", clusters=["k"] * 18)

    assert error.value.problems[0].code == "E146"


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95, math.nan])
def test_difference_refuses_a_level_outside_0_and_1(level: float) -> None:
    with pytest.raises(NotEstimable) as error:
        difference_in_means(NOISE, GROUPS, reference="r", level=level)

    assert error.value.problems[0].code == "E148"


def test_difference_leaves_its_input_alone() -> None:
    values, groups, blocks = NOISE.copy(), GROUPS.copy(), BLOCKS.copy()

    difference_in_means(values, groups, reference="r", blocks=blocks)

    assert (NOISE.tolist(), GROUPS.tolist(), BLOCKS.tolist()) == (values.tolist(), groups.tolist(), blocks.tolist())


@pytest.mark.parametrize(("values", "groups"), [([1, 1, 1, 3, 3, 3], "aaabbb"), ([0.1] * 3 + [0.3] * 3, "aaabbb")])
def test_difference_refuses_groups_without_variation(values: Any, groups: Any) -> None:
    assert "E139" == code_of(difference_in_means, values, list(groups), reference="a")


def test_difference_refuses_clusters_that_are_the_groups() -> None:
    with pytest.raises(NotEstimable):
        difference_in_means([1, 2, 3.0, 4, 5, 7], list("aaabbb"), reference="a", clusters=list("aaabbb"))


@pytest.mark.parametrize("labels", [[1, 1, 2, 2, math.nan], ["a", "a", "b", "b", None]])
@pytest.mark.parametrize("name", ["groups", "blocks", "clusters"])
def test_difference_refuses_missing_labels(labels: Any, name: Any) -> None:
    kwargs = {"groups": ["a", "a", "b", "b", "b"], "reference": "a", name: labels}
    if name == "groups":
        kwargs["reference"] = labels[0]
    with pytest.raises(NotEstimable):
        difference_in_means([1, 2, 4.0, 7, 3], **kwargs)


@pytest.mark.parametrize("reference", [None, pd.NA, pd.NaT, math.nan, np.array(["r", "s"]), ["r"], {}])
def test_a_reference_that_is_no_label_is_refused(reference: Any) -> None:
    assert "E142" == code_of(difference_in_means, [1.0, 2, 4, 7], list("rsrs"), reference=reference)


@pytest.mark.parametrize("masked", ["groups", "blocks", "clusters"])
def test_masked_labels_are_missing(masked: str) -> None:
    labels = {"groups": list("rsrsrsrs"), "blocks": list("aabbaabb"), "clusters": list("aabbccdd")}
    labels[masked] = np.ma.masked_array(labels[masked], mask=[0, 0, 0, 0, 0, 0, 0, 1])  # type: ignore[assignment]

    assert "E145" == code_of(difference_in_means, [1.0, 2, 4, 7, 3, 5, 4, 9], reference="r", **labels)
