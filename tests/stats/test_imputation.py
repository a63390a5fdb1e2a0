"""Change of everybody who began: multiple imputation."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stats_results import code_of

from tsi_eval.stats.imputation import imputed_change
from tsi_eval.stats.paired import paired_t

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "imputation.toml").read_text(encoding="utf-8"))
CASE = ORACLES["draws"][0]
ROUNDING = 1e-10
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far
MISSING = math.nan
LEAST_SHARE_COVERED = 0.92

Array = npt.NDArray[np.float64]


def draw(rng: np.random.Generator, n: int, share: float) -> tuple[Array, Array]:
    """Return scores whose mean change is -2, some of them missing after.

    High scores before are missing more often.
    """
    before = rng.normal(16, 5, n)
    after = 14 + 0.5 * (before - 16) + rng.normal(0, 4, n)
    odds = np.exp(0.25 * (before - 16)) * share / (1 - share)
    after[rng.random(n) < odds / (1 + odds)] = MISSING
    return before, after


@pytest.mark.parametrize("level", [0.0, 1.0, MISSING])
def test_a_level_outside_0_and_1_is_refused(level: float) -> None:
    assert "E148" == code_of(imputed_change, CASE["before"], CASE["after"], level=level)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=20), st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_without_gaps_it_is_the_paired_t_exactly(rows: list[tuple[int, int]], seed: int) -> None:
    before, after = np.array(rows, dtype=float).T
    if np.ptp(after - before) == 0:
        assert "E140" == code_of(imputed_change, before, after)
        return

    found, paired = imputed_change(before, after, seed=seed, level=0.9), paired_t(before, after, level=0.9)

    for name in ("estimate", "se", "ci_low", "ci_high", "level", "n", "df"):
        assert getattr(paired, name) == getattr(found, name)
    assert (0, 0, 0.0) == (found.n_imputed, found.imputations, found.missing_information)


@pytest.mark.parametrize("case", ORACLES["draws"], ids=lambda case: case["id"])
def test_many_imputations_agree_with_mice(case: dict[str, Any]) -> None:
    found = imputed_change(case["before"], case["after"], covariates=case.get("covariate"), imputations=20_000)

    # Both are simulated: the standard error of the estimate is that between imputations over the
    # root of their number.
    between = case["se"] * math.sqrt(case["missing_information"])
    assert (
        pytest.approx(case["estimate"], abs=STANDARD_ERRORS * between / math.sqrt(case["imputations"]))
        == found.estimate
    )
    for name in ("se", "df", "missing_information"):
        assert pytest.approx(case[name], rel=0.06) == getattr(found, name), name
    assert (24, 7, 20_000) == (found.n, found.n_imputed, found.imputations)


@pytest.mark.parametrize("with_covariate", [False, True])
def test_many_imputations_give_the_regressions_closed_form(with_covariate: bool) -> None:
    case = ORACLES["draws"][1]
    before, after, covariate = (np.array(case[name]) for name in ("before", "after", "covariate"))
    known = np.column_stack([np.ones(24), before, *([covariate] if with_covariate else [])])
    gone = np.isnan(after)
    slopes, squares, *_ = np.linalg.lstsq(known[~gone], after[~gone], rcond=None)
    inverse = np.linalg.inv(known[~gone].T @ known[~gone])
    # The drawn variance is RSS over a chi square with 17 - p degrees of freedom; the mean of 1 /
    # chi square is 1 / (df - 2).
    variance = float(squares[0]) / (17 - known.shape[1] - 2)
    change = np.where(gone, known @ slopes, after) - before
    total = known[gone].sum(axis=0)
    between = variance * float(total @ inverse @ total + 7) / 24**2
    spread = variance * (1 + np.einsum("ij,jk,ik->i", known[gone], inverse, known[gone])).sum()
    within = (((change - change.mean()) ** 2).sum() + spread - 24 * between) / 23 / 24

    found = imputed_change(before, after, covariates=covariate if with_covariate else None, imputations=40_000, seed=7)

    error = math.sqrt(between / 40_000)
    assert pytest.approx(change.mean(), abs=STANDARD_ERRORS * error) == found.estimate
    assert pytest.approx(math.sqrt(within + between), rel=0.02) == found.se


def test_the_same_seed_gives_the_same_and_another_nearly() -> None:
    first, again, other = (imputed_change(CASE["before"], CASE["after"], seed=seed) for seed in (3, 3, 4))

    assert first == again
    assert first.estimate != other.estimate
    assert abs(first.estimate - other.estimate) < first.se


def test_nothing_of_numpys_random_state_or_of_the_callers_arrays_changes() -> None:
    before, after = np.array(CASE["before"], dtype=float), np.array(CASE["after"])
    state, kept = np.random.get_state(), (before.copy(), after.copy())  # noqa: NPY002  what must not change

    imputed_change(before, after)

    assert all(np.array_equal(a, b) for a, b in zip(state, np.random.get_state(), strict=True))  # type: ignore[arg-type]  # noqa: NPY002
    np.testing.assert_array_equal(kept[0], before)
    np.testing.assert_array_equal(kept[1], after)


@given(st.permutations(range(24)))
@settings(max_examples=25, deadline=None)
def test_order_of_persons_is_ignored(order: list[int]) -> None:
    case = ORACLES["draws"][1]
    columns = [np.array(case[name]) for name in ("before", "after", "covariate")]

    found, again = (
        asdict(imputed_change(first, second, covariates=third))
        for first, second, third in (columns, [column[order] for column in columns])
    )

    assert pytest.approx(found, rel=1e-9) == again


@pytest.mark.parametrize(("factor", "constant"), [(1e-6, 0.0), (1e6, 0.0), (1.0, 500.0), (-1.0, 0.0)])
def test_estimate_follows_the_unit_and_ignores_the_zero(factor: float, constant: float) -> None:
    before, after = np.array(CASE["before"], dtype=float), np.array(CASE["after"])
    found = imputed_change(before, after, imputations=4000)

    moved = imputed_change((before + constant) * factor, (after + constant) * factor, imputations=4000)

    # Turned, the same draws fall on the other side: equal but for chance.
    exact = 1e-8 if factor > 0 else 0.03
    assert pytest.approx((found.estimate * factor, found.se * abs(factor)), rel=exact) == (moved.estimate, moved.se)


def test_a_perfect_prediction_loses_nothing() -> None:
    before = np.arange(15.0)
    after = 3 + 0.5 * before
    full = paired_t(before, after)
    after[[2, 9, 14]] = MISSING

    found = imputed_change(before, after)

    assert pytest.approx((full.estimate, full.se), rel=1e-9) == (found.estimate, found.se)
    assert pytest.approx(0.0, abs=1e-9) == found.missing_information


def test_a_covariate_in_one_column_or_in_a_table_is_the_same() -> None:
    case = ORACLES["draws"][1]
    table = np.array(case["covariate"])[:, None]

    one, other = (imputed_change(case["before"], case["after"], covariates=each) for each in (case["covariate"], table))

    assert one == other


def test_refuses_what_can_not_be_imputed() -> None:
    before = np.arange(12.0)
    after = before + np.array([1, 2, 0, 1, 3, 1, 0, 2, 1, 1, 0, MISSING])
    few = np.where(np.arange(12) < 3, MISSING, after)

    assert "E141" == code_of(imputed_change, [], [])
    assert "E143" == code_of(imputed_change, before, few)
    assert "E141" == code_of(imputed_change, before, np.full(12, MISSING))
    assert "E143" == code_of(imputed_change, before, after, imputations=1)
    assert "E140" == code_of(imputed_change, np.ones(12), after)
    assert "E140" == code_of(imputed_change, before, np.where(np.isnan(after), MISSING, before + 2))
    assert "E147" == code_of(imputed_change, before, after[:-1])
    assert "E147" == code_of(imputed_change, before, after, covariates=before[:-1] ** 2)
    assert "E145" == code_of(imputed_change, after, before)
    assert "E145" == code_of(imputed_change, before, np.where(np.isnan(after), math.inf, after))
    assert "E145" == code_of(imputed_change, before, after[:, None])
    assert "E145" == code_of(imputed_change, before, "text")
    assert "E145" == code_of(imputed_change, before, np.ma.masked_invalid(after))


def test_refuses_covariates_that_say_nothing_new() -> None:
    before, after = np.array(CASE["before"], dtype=float), np.array(CASE["after"])
    rng = np.random.default_rng(5)
    one = rng.normal(size=24)

    assert "E258" == code_of(imputed_change, before, after, covariates=3 - 2 * before)
    assert "E258" == code_of(imputed_change, before, after, covariates=np.column_stack([one, before + one]))
    assert "E258" == code_of(imputed_change, before, after, covariates=before + 1e-9 * one)
    assert "E140" == code_of(imputed_change, before, after, covariates=np.ones(24))
    assert "E140" == code_of(imputed_change, before, after, covariates=np.isnan(after) * 1.0)
    assert "E143" == code_of(imputed_change, before, after, covariates=rng.normal(size=(24, 11)))
    assert {"E145"} == {
        code_of(imputed_change, before, after, covariates=each)
        for each in (np.where(one > 0, one, MISSING), "text", one[:, None, None])
    }
    assert "E145" == code_of(imputed_change, before, after, covariates=np.ma.masked_less(one, 0))


def cover(rng: np.random.Generator, n: int, share: float, replications: int) -> tuple[float, float, float]:
    """Return the interval's coverage, and the bias of two estimates.

    The two are the imputed mean change and that of the complete pairs.
    """
    found, pairs = [], []
    while len(found) < replications:
        before, after = draw(rng, n, share)
        seen = ~np.isnan(after)
        if seen.sum() >= 10:
            found.append(imputed_change(before, after, seed=len(found)))
            pairs.append((after - before)[seen].mean())
    covered = np.mean([each.ci_low <= -2 <= each.ci_high for each in found])
    return float(covered), float(np.mean([each.estimate for each in found])) + 2, float(np.mean(pairs)) + 2


def test_missing_at_random_biases_the_pairs_but_not_the_imputed_change() -> None:
    covered, bias, of_pairs = cover(np.random.default_rng(20261122), 40, 0.3, 300)

    assert covered >= LEAST_SHARE_COVERED
    assert abs(bias) < 0.25
    assert of_pairs > 0.6


@pytest.mark.slow
@pytest.mark.parametrize(("n", "share"), [(20, 0.3), (60, 0.3), (60, 0.5)])
def test_interval_covers_the_change_of_all_when_values_are_missing_at_random(n: int, share: float) -> None:
    covered, bias, of_pairs = cover(np.random.default_rng(20261123), n, share, 2000)

    error = math.sqrt(0.95 * 0.05 / 2000)
    # Rubin's variance is a little too large in small samples, never too small.
    assert 0.95 - STANDARD_ERRORS * error <= covered <= 0.98
    assert abs(bias) < 0.12
    assert of_pairs > 0.7


def test_whole_numbers_may_be_floats() -> None:
    before = [20.0, 18, 25, 16, 22, 19, 24, 17, 21, 23, 15, 26]
    after = [17.0, 18, 20, 15, 19, 18, 21, 16, 20, 18, MISSING, MISSING]

    found = imputed_change(before, after, imputations=5.0, seed=1.0)  # type: ignore[arg-type]

    assert found == imputed_change(before, after, imputations=5, seed=1)


def test_a_covariate_too_far_away_to_square_is_refused_without_a_warning() -> None:
    before = [20.0, 18, 25, 16, 22, 19, 24, 17, 21, 23, 15, 26]
    after = [17.0, 18, 20, 15, 19, 18, 21, 16, 20, 18, MISSING, MISSING]
    covariate = [1.0, 2, 1, 3, 2, 5, 1, 4, 2, 3, 1, 1e308]

    assert "E145" == code_of(imputed_change, before, after, covariates=covariate)
