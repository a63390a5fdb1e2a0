"""Means and changes over several occasions."""

from __future__ import annotations

import math
import tomllib
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.regression.mixed_linear_model import MixedLM

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.gee import occasions_gee
from tsi_eval.stats.mixed import occasions_mixed
from tsi_eval.stats.occasions import Occasions
from tsi_eval.stats.paired import paired_t

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "mixed.toml").read_text(encoding="utf-8"))
CASES = {case["id"]: case for case in ORACLES["case"]}
COMPLETE = [case for name, case in CASES.items() if "complete" in name]
ROUNDING = 1e-9
OPTIMISERS = 2e-7  # lme4's bobyqa; the likelihood is flat there
STATSMODELS = 1e-5  # Powell's method
GEEPACK = 1e-6  # it stops iterating there
BOTH = pytest.mark.parametrize("estimate", [occasions_mixed, occasions_gee])
SMALL: dict[str, Any] = {
    "values": [1.0, 3, 2, 5, 4, 5, 2, 2],
    "occasions": list("abababab"),
    "persons": [1, 1, 2, 2, 3, 3, 4, 4],
}


def run(case: dict[str, Any], estimate: Any, **options: Any) -> Occasions:
    order = sorted(set(case["occasions"]))
    options = {"order": order, "clusters": case.get("clusters")} | options
    return estimate(case["values"], case["occasions"], case["persons"], **options)  # type: ignore[no-any-return]


def column(found: Occasions, part: str, name: str) -> list[float]:
    return [getattr(one, name) for one in getattr(found, part)]


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case["id"])
def test_occasions_mixed_gives_what_lme4_gives(case: dict[str, Any]) -> None:
    found = run(case, occasions_mixed)

    for part in ("means", "changes"):
        assert pytest.approx(case[part], rel=OPTIMISERS, abs=1e-10) == column(found, part, "estimate")
        assert pytest.approx(case[f"{part}_se"], rel=OPTIMISERS) == column(found, part, "se")
    assert pytest.approx((case["sd_person"], case["sd_residual"]), rel=OPTIMISERS) == (
        found.sd_person,
        found.sd_residual,
    )
    assert ("sd_cluster" in case) == (found.sd_cluster is not None)
    assert pytest.approx(case.get("sd_cluster", 0), rel=OPTIMISERS) == (found.sd_cluster or 0)
    assert found.boundary == (case["sd_person"] == 0)


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case["id"])
def test_degrees_of_freedom_by_containment_stay_near_satterthwaites(case: dict[str, Any]) -> None:
    found = run(case, occasions_mixed)

    k, persons = len(found.means), found.n_persons
    assert {found.n - persons - (k - 1)} == set(column(found, "changes", "df"))
    assert {(found.n_clusters or persons) - 1} == set(column(found, "means", "df"))
    assert found.changes[0].df == case.get("nlme_df", found.changes[0].df)
    assert (np.array(column(found, "means", "df")) <= np.array(case["means_satterthwaite"]) + 0.5).all()
    if not found.boundary:  # there lmerTest counts every value as a person of its own
        assert pytest.approx(case["changes_satterthwaite"], rel=0.06) == column(found, "changes", "df")


@pytest.mark.parametrize("case", [case for case in COMPLETE if "clusters" not in case], ids=lambda case: case["id"])
def test_complete_data_have_satterthwaites_degrees_of_freedom(case: dict[str, Any]) -> None:
    assert pytest.approx(case["changes_satterthwaite"], rel=1e-6) == column(run(case, occasions_mixed), "changes", "df")


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case["id"])
def test_occasions_gee_gives_what_its_definition_gives(case: dict[str, Any]) -> None:
    found = run(case, occasions_gee)

    assert pytest.approx(case["gee_changes"], rel=ROUNDING, abs=1e-10) == column(found, "changes", "estimate")
    assert pytest.approx(case["gee_changes_se"], rel=ROUNDING) == column(found, "changes", "se")
    assert pytest.approx(case["gee_correlation"], rel=ROUNDING) == found.correlation
    assert pytest.approx(case["geepack_changes"], rel=GEEPACK, abs=1e-10) == column(found, "changes", "estimate")
    assert {(found.n_clusters or found.n_persons) - 1} == set(column(found, "changes", "df"))


def test_two_complete_occasions_are_the_paired_t_test() -> None:
    case = CASES["two occasions, complete"]
    values, occasions = np.array(case["values"]), np.array(case["occasions"])
    plain = paired_t(values[occasions == 8], values[occasions == 14])

    mixed, gee = run(case, occasions_mixed).changes[0], run(case, occasions_gee).changes[0]

    for name in ("estimate", "se", "df", "ci_low", "ci_high", "p_value", "n"):
        assert pytest.approx(getattr(plain, name), rel=1e-8) == getattr(mixed, name)
    n = plain.n
    assert pytest.approx((plain.estimate, plain.se * math.sqrt(n / (n - 1)), n - 1), rel=ROUNDING) == (
        gee.estimate,
        gee.se,
        gee.df,
    )


def test_complete_data_give_the_repeated_measures_analysis_of_variance() -> None:
    case = CASES["Orthodont, complete"]
    table = np.array(case["values"])[np.lexsort((case["occasions"], case["persons"]))].reshape(27, 4)
    left = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
    error = math.sqrt(2 * (left**2).sum() / (26 * 3) / 27)

    found = run(case, occasions_mixed)

    assert pytest.approx(list(table.mean(axis=0)[1:] - table.mean(axis=0)[0])) == column(found, "changes", "estimate")
    assert pytest.approx([error] * 3, rel=1e-8) == column(found, "changes", "se")


@pytest.mark.parametrize("name", ["Orthodont, 30 values missing", "very reliable"])
def test_occasions_mixed_gives_what_statsmodels_gives(name: str) -> None:
    case = CASES[name]
    values, order = np.array(case["values"]), np.array(sorted(set(case["occasions"])))
    x = (np.array(case["occasions"])[:, None] == order).astype(float)
    unit = values.std()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = MixedLM((values - values.mean()) / unit, x, groups=np.array(case["persons"])).fit(
            reml=True, method="powell", xtol=1e-8, ftol=1e-13
        )

    found = run(case, occasions_mixed)
    assert pytest.approx(fit.fe_params * unit + values.mean(), rel=STATSMODELS) == column(found, "means", "estimate")
    assert pytest.approx((math.sqrt(fit.cov_re[0, 0]) * unit, math.sqrt(fit.scale) * unit), rel=1e-3) == (
        found.sd_person,
        found.sd_residual,
    )


def test_persons_who_turn_are_said_to_lie_on_the_boundary() -> None:
    case = CASES["persons who turn"]

    mixed, gee = run(case, occasions_mixed), run(case, occasions_gee)

    assert (mixed.boundary, mixed.sd_person, mixed.correlation) == (True, 0.0, 0.0)
    assert gee.changes[0].se > mixed.changes[0].se
    assert gee.correlation < 0


@BOTH
def test_counts_are_those_of_the_data(estimate: Any) -> None:
    case = CASES["eight classes, values missing"]

    found = run(case, estimate)

    by = {t: {p for p, o in zip(case["persons"], case["occasions"], strict=True) if o == t} for t in (1, 2, 3)}
    assert [len(by[t]) for t in (1, 2, 3)] == column(found, "means", "n")
    assert [len(by[1] & by[t]) for t in (2, 3)] == column(found, "changes", "n")
    assert (95, 39, 8) == (found.n, found.n_persons, found.n_clusters)
    assert [1, 2, 3] == column(found, "means", "occasion")


@BOTH
@given(random=st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_the_order_of_values_does_not_matter(estimate: Any, random: Any) -> None:
    case = CASES["eight classes, values missing"]
    rows = list(zip(case["values"], case["occasions"], case["persons"], case["clusters"], strict=True))
    values, occasions, persons, clusters = zip(*random.sample(rows, len(rows)), strict=True)

    found = estimate(values, occasions, [f"p{one}" for one in persons], order=[1, 2, 3], clusters=clusters)

    one = run(case, estimate)
    for name in ("estimate", "se", "p_value"):
        assert pytest.approx(column(one, "changes", name), rel=1e-7) == column(found, "changes", name)


@BOTH
@pytest.mark.parametrize(("factor", "shift"), [(1e-9, 0.0), (1e9, 0.0), (-1.0, 0.0), (1.0, 1e6)])
def test_units_do_not_matter(estimate: Any, factor: float, shift: float) -> None:
    case = CASES["Orthodont, 30 values missing"]
    one = run(case, estimate)

    other = run(case | {"values": np.array(case["values"]) * factor + shift}, estimate)

    expected = [value * factor for value in column(one, "changes", "estimate")]
    assert pytest.approx(expected, rel=1e-6) == column(other, "changes", "estimate")
    assert pytest.approx([se * abs(factor) for se in column(one, "changes", "se")], rel=1e-6) == column(
        other, "changes", "se"
    )


@BOTH
def test_the_first_of_the_order_is_compared_with(estimate: Any) -> None:
    case = CASES["two occasions, complete"]

    there, back = run(case, estimate, order=[8, 14]).changes[0], run(case, estimate, order=[14, 8]).changes[0]

    assert (14, 8) == (there.occasion, back.occasion)
    assert pytest.approx((-back.estimate, back.se, -back.ci_high), rel=1e-8) == (there.estimate, there.se, there.ci_low)


@BOTH
@pytest.mark.parametrize(
    ("changed", "options", "code"),
    [
        ({"values": [], "occasions": [], "persons": []}, {}, "E141"),
        ({"values": [1.0, 2], "occasions": ["a", "b"], "persons": [1, 1]}, {}, "E143"),
        ({"persons": range(8)}, {}, "E143"),
        ({"occasions": list("aaaaaaab"), "persons": [1, 2, 3, 4, 5, 6, 7, 7]}, {}, "E143"),
        ({"values": [2.0] * 8}, {}, "E140"),
        ({"values": [1.0, 2, 5, 6, 0.5, 1.5, 7, 8]}, {}, "E139"),
        ({"values": [0.1, 0.3, 0.4, 0.6, 0.7, 0.9, 1.1, 1.3]}, {}, "E139"),
        ({"values": [1e8, 1e8 + 1, 5, 6, 7, 8, 9, 10]}, {}, "E139"),
        ({}, {"order": ["a"]}, "E138"),
        ({}, {"order": ["a", "b", "b"]}, "E138"),
        ({}, {"order": ["a", "b", "c"]}, "E142"),
        ({"occasions": list("aaaaaaaa"), "persons": range(8)}, {"order": ["a"]}, "E143"),
        ({"occasions": list("aaababab")}, {}, "E257"),
        ({}, {"clusters": list("xyzzxxyy")}, "E257"),
        ({}, {"clusters": ["x"] * 8}, "E146"),
        ({}, {"clusters": ["x"] * 7 + [None]}, "E145"),
        ({}, {"clusters": ["x"]}, "E147"),
        ({"values": [1.0, math.nan, 2, 5, 4, 5, 2, 2]}, {}, "E145"),
        ({"values": [1.0, math.inf, 2, 5, 4, 5, 2, 2]}, {}, "E145"),
        ({"persons": [1, 1, 2, 2, 3, 3, 4, None]}, {}, "E145"),
        ({"occasions": ["a"]}, {}, "E147"),
        ({}, {"level": 0.0}, "E148"),
        ({}, {"level": 95}, "E148"),
    ],
)  # fmt: skip
def test_what_cannot_be_estimated_is_refused(estimate: Any, changed: Any, options: Any, code: str) -> None:
    table = SMALL | changed

    with pytest.raises(NotEstimable) as error:
        estimate(table["values"], table["occasions"], table["persons"], **{"order": ["a", "b"]} | options)

    assert code == error.value.problems[0].code


def test_gee_refuses_an_occasion_of_one_cluster() -> None:
    values, occasions = [1.0, 3, 2, 5, 4, 5, 2], list("abababa")

    with pytest.raises(NotEstimable) as error:
        occasions_gee(values, occasions, [1, 1, 2, 2, 3, 3, 4], order=["a", "b"], clusters=list("xxxxxxy"))

    assert error.value.problems[0].code == "E143"


@BOTH
@pytest.mark.parametrize("seed", range(12))
def test_the_smallest_tables_have_finite_answers(estimate: Any, seed: int) -> None:
    values = np.random.default_rng(seed).integers(0, 6, size=8).astype(float)

    found = estimate(values, SMALL["occasions"], SMALL["persons"], order=["a", "b"])

    errors = [*column(found, "changes", "se"), *column(found, "means", "se"), found.sd_residual]
    assert np.isfinite([*errors, found.changes[0].p_value, found.correlation]).all()
    assert min(errors) > 0


@pytest.mark.slow
def test_intervals_cover_when_values_are_missing_at_random() -> None:
    rng, level, replications, n = np.random.default_rng(20261122), 0.95, 600, 20
    persons, occasions = np.tile(range(n), 3), np.repeat(range(3), n)
    covered = []
    for _ in range(replications):
        values = rng.normal(0, 1.5, n)[persons] + np.array([0.0, 1.0, 2.0])[occasions] + rng.normal(size=3 * n)
        gone = (occasions > 0) & (values[persons] > 1) & (rng.random(3 * n) < 0.4)  # those who began high leave
        found = occasions_mixed(values[~gone], occasions[~gone], persons[~gone], order=[0, 1, 2])
        covered.append([one.ci_low <= true <= one.ci_high for one, true in zip(found.changes, (1.0, 2.0), strict=True)])

    error = math.sqrt(level * (1 - level) / replications)
    assert pytest.approx([level, level], abs=4 * error) == np.mean(covered, axis=0)
