"""What both models of several occasions promise."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from occasion_cases import CASES, SMALL, column, run
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.gee import occasions_gee
from tsi_eval.stats.mixed import occasions_mixed
from tsi_eval.stats.occasion_table import occasion_table
from tsi_eval.stats.occasions import Coefficients, Spread, on_occasions
from tsi_eval.stats.paired import paired_t

ROUNDING = 1e-9
BOTH = pytest.mark.parametrize("estimate", [occasions_mixed, occasions_gee])


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


@BOTH
@pytest.mark.parametrize("seed", range(12))
def test_the_smallest_tables_have_finite_answers(estimate: Any, seed: int) -> None:
    values = np.random.default_rng(seed).integers(0, 6, size=8).astype(float)

    found = estimate(values, SMALL["occasions"], SMALL["persons"], order=["a", "b"])

    errors = [*column(found, "changes", "se"), *column(found, "means", "se"), found.sd_residual]
    assert np.isfinite([*errors, found.changes[0].p_value, found.correlation]).all()
    assert min(errors) > 0


def test_intervals_and_counts_follow_from_coefficients_and_their_covariance() -> None:
    data = occasion_table([1.0, 3, 2, 5, 4, 5, 2], list("abababa"), [1, 1, 2, 2, 3, 3, 4], ["a", "b"], None)
    coefficients = Coefficients(beta=np.array([2.0, 5.0]), covariance=np.array([[0.5, 0.25], [0.25, 1.0]]), df=(3, 1))

    found = on_occasions(data, coefficients, Spread(sd_residual=1.5, correlation=0.25), level=0.5, method="by hand")

    # The quartile of t is 1 for 1 degree of freedom, and 0.76489 for 3.
    change = found.changes[0]
    assert pytest.approx((3.0, 1.0, 2.0, 4.0)) == (change.estimate, change.se, change.ci_low, change.ci_high)
    assert pytest.approx(2 * (0.5 - math.atan(3) / math.pi)) == change.p_value
    assert pytest.approx((2.0, math.sqrt(0.5), 2 - 0.764892 * math.sqrt(0.5)), rel=1e-6) == (
        found.means[0].estimate,
        found.means[0].se,
        found.means[0].ci_low,
    )
    assert [4, 3, 3] == [found.means[0].n, found.means[1].n, change.n]
    assert (7, 4, 0, "by hand", None, 1.5) == (
        found.n,
        found.n_persons,
        found.n_clusters,
        found.method,
        found.sd_person,
        found.sd_residual,
    )


def test_a_change_without_an_error_is_refused() -> None:
    data = occasion_table([1.0, 3, 2, 5], list("abab"), [1, 1, 2, 2], ["a", "b"], None)
    coefficients = Coefficients(beta=np.array([2.0, 5.0]), covariance=np.ones((2, 2)), df=(1, 1))

    assert "E139" == code_of(
        on_occasions, data, coefficients, Spread(sd_residual=1.0, correlation=0.0), level=0.95, method="by hand"
    )
