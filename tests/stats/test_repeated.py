"""The same persons on several occasions, without assuming a normal distribution."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import friedmanchisquare
from statsmodels.stats.contingency_tables import cochrans_q

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.paired_table import mcnemar
from tsi_eval.stats.repeated import cochran_q, friedman

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "repeated.toml").read_text(encoding="utf-8"))
R = 1e-9
LIBRARY = 1e-9

shapes = st.tuples(st.integers(2, 20), st.integers(3, 6))
answers = shapes.flatmap(lambda shape: arrays(int, shape, elements=st.integers(0, 1)))
levels = shapes.flatmap(lambda shape: arrays(int, shape, elements=st.integers(0, 6)))


def varied(values: np.ndarray[Any, Any]) -> bool:
    return bool((np.ptp(values, axis=1) > 0).any())


@pytest.mark.parametrize("case", ORACLES["cochran"], ids=lambda case: len(case["values"]))
def test_cochran_q_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = cochran_q(case["values"])

    assert pytest.approx([case["statistic"], case["p_value"]], rel=R) == [found.statistic, found.p_value]
    assert (case["df"], len(case["values"]), len(case["values"][0])) == (found.df, found.n, found.occasions)


@pytest.mark.parametrize("case", ORACLES["friedman"], ids=lambda case: len(case["values"]))
def test_friedman_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = friedman(case["values"])

    expected = [case[name] for name in ("statistic", "p_value", "kendall_w")]
    assert pytest.approx(expected, rel=R) == [found.statistic, found.p_value, found.kendall_w]
    assert (case["df"], len(case["values"]), len(case["values"][0])) == (found.df, found.n, found.occasions)


@given(answers)
@settings(max_examples=50, deadline=None)
def test_cochran_q_matches_statsmodels(values: np.ndarray[Any, Any]) -> None:
    assume(varied(values))

    found, theirs = cochran_q(values), cochrans_q(values)

    assert pytest.approx((theirs.statistic, theirs.pvalue), abs=LIBRARY) == (found.statistic, found.p_value)
    assert pytest.approx(tuple(values.mean(axis=0))) == found.shares


@given(levels)
@settings(max_examples=50, deadline=None)
def test_friedman_matches_scipy(values: np.ndarray[Any, Any]) -> None:
    assume(varied(values))

    found, theirs = friedman(values), friedmanchisquare(*values.T)

    assert pytest.approx((theirs.statistic, theirs.pvalue), abs=LIBRARY) == (found.statistic, found.p_value)
    assert 0 <= found.kendall_w <= 1 + LIBRARY
    assert pytest.approx((found.occasions + 1) / 2) == np.mean(found.mean_ranks)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=40))
@settings(max_examples=50, deadline=None)
def test_cochran_q_for_two_occasions_is_mcnemar(values: list[tuple[int, int]]) -> None:
    gained, lost = values.count((0, 1)), values.count((1, 0))
    assume(gained + lost)
    test = mcnemar(gained=gained, lost=lost, method="asymptotic")

    found = cochran_q(values)

    assert pytest.approx((test.statistic, test.p_value), abs=LIBRARY) == (found.statistic, found.p_value)
    assert (1, gained + lost) == (found.df, found.changing)


@given(answers)
@settings(max_examples=50, deadline=None)
def test_friedman_of_answers_is_cochran_q(values: np.ndarray[Any, Any]) -> None:
    assume(varied(values))

    assert pytest.approx(cochran_q(values).statistic, abs=LIBRARY) == friedman(values).statistic


@given(levels, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_friedman_ignores_order_and_each_person_s_own_level_and_unit(values: np.ndarray[Any, Any], random: Any) -> None:
    assume(varied(values))
    order = random.sample(range(len(values)), len(values))
    stretch = 1 + np.arange(len(values))[:, np.newaxis]

    found, other = friedman(values), friedman((values * stretch + 10.0 * stretch)[order])

    assert pytest.approx(found.mean_ranks) == other.mean_ranks
    assert pytest.approx(asdict(found) | {"mean_ranks": 0}, abs=LIBRARY) == asdict(other) | {"mean_ranks": 0}


def test_cochran_q_ignores_persons_that_never_change() -> None:
    values = [[0, 1, 1], [0, 0, 1], [1, 0, 1]]

    found, more = cochran_q(values), cochran_q([*values, [0, 0, 0], [1, 1, 1]])

    assert pytest.approx(found.statistic) == more.statistic
    assert (3, 3, 5) == (found.changing, more.changing, more.n)


def test_friedman_reaches_perfect_agreement() -> None:
    found = friedman([[1, 2, 3]] * 5)

    assert (found.kendall_w, found.statistic, found.mean_ranks) == (1.0, 10.0, (1.0, 2.0, 3.0))


def test_friedman_ties_what_differs_by_rounding() -> None:
    assert friedman([[0.1 + 0.2, 0.3, 1.0], [1, 2, 3.0]]) == friedman([[0.3, 0.3, 1.0], [1, 2, 3.0]])


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_friedman_takes_any_scale(scale: float) -> None:
    values = np.array([[1.0, 2, 2], [3, 1, 4], [2, 5, 5]])

    assert friedman(values) == friedman(values * scale)


BAD = [
    ([], "E141"),
    (np.empty((0, 3)), "E141"),
    ([[0], [1]], "E143"),
    ([0, 1, 1], "E145"),
    ([[0, math.nan], [1, 0]], "E145"),
    ([[0, math.inf], [1, 0]], "E145"),
    ([[0, 1], [1]], "E145"),
    (np.ma.masked_array([[0, 1], [1, 0]], [[True, False], [False, False]]), "E145"),
    ([[1, 1], [0, 0]], "E140"),
]


@pytest.mark.parametrize(("values", "code"), BAD)
@pytest.mark.parametrize("test", [cochran_q, friedman])
def test_repeated_refuses(test: Any, values: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        test(values)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("values", [[[0, 2], [1, 0]], [[0, 0.5], [1, 0]], [[-1, 1], [0, 1]]])
def test_cochran_q_refuses_what_is_not_0_or_1(values: list[list[float]]) -> None:
    with pytest.raises(NotEstimable) as error:
        cochran_q(values)

    assert error.value.problems[0].code == "E246"


def test_friedman_refuses_one_person() -> None:
    with pytest.raises(NotEstimable) as error:
        friedman([[1, 2, 3]])

    assert ("E143", 2) == (error.value.problems[0].code, error.value.problems[0].params["least"])
