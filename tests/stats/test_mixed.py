"""More than two occasions by a mixed model; what both models promise is in test_occasions.py."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest
from occasion_cases import CASES, column, run
from statsmodels.regression.mixed_linear_model import MixedLM

from tsi_eval.stats.mixed import occasions_mixed

COMPLETE = [case for name, case in CASES.items() if "complete" in name]
OPTIMISERS = 2e-7  # lme4's bobyqa; the likelihood is flat there
STATSMODELS = 1e-5  # Powell's method


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


def test_complete_data_give_the_repeated_measures_analysis_of_variance() -> None:
    case = CASES["Orthodont, complete"]
    table = np.array(case["values"])[np.lexsort((case["occasions"], case["persons"]))].reshape(27, 4)
    residuals = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
    error = math.sqrt(2 * (residuals**2).sum() / (26 * 3) / 27)

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
