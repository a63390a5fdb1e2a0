"""More than two occasions by generalised estimating equations.

What both models promise is in test_occasions.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from occasion_cases import CASES, SMALL, column, run

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.gee import occasions_gee

ROUNDING = 1e-9
GEEPACK = 1e-6  # it stops iterating there


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case["id"])
def test_occasions_gee_gives_what_its_definition_gives(case: dict[str, Any]) -> None:
    found = run(case, occasions_gee)

    assert pytest.approx(case["gee_changes"], rel=ROUNDING, abs=1e-10) == column(found, "changes", "estimate")
    assert pytest.approx(case["gee_changes_se"], rel=ROUNDING) == column(found, "changes", "se")
    assert pytest.approx(case["gee_correlation"], rel=ROUNDING) == found.correlation
    assert pytest.approx(case["geepack_changes"], rel=GEEPACK, abs=1e-10) == column(found, "changes", "estimate")
    assert {(found.n_clusters or found.n_persons) - 1} == set(column(found, "changes", "df"))


def test_gee_refuses_an_occasion_of_one_cluster() -> None:
    values, occasions = [1.0, 3, 2, 5, 4, 5, 2], list("abababa")

    with pytest.raises(NotEstimable) as error:
        occasions_gee(values, occasions, [1, 1, 2, 2, 3, 3, 4], order=["a", "b"], clusters=list("xxxxxxy"))

    assert error.value.problems[0].code == "E143"


def test_gee_estimates_no_spread_between_persons() -> None:
    found = run(CASES["two occasions, complete"], occasions_gee)

    assert (None, None, False) == (found.sd_person, found.sd_cluster, found.boundary)
    assert found.method.startswith("GEE")


def test_complete_data_give_the_standard_errors_of_the_paired_differences() -> None:
    # Changes 2, 3, 1, 0 of the four persons: mean 1.5, variance 5/3, so se = sqrt(5/12) for the
    # pairs, and Mancl and DeRouen's is sqrt(4/3) times that.
    found = occasions_gee(SMALL["values"], SMALL["occasions"], SMALL["persons"], order=["a", "b"])

    change = found.changes[0]
    assert pytest.approx((1.5, np.sqrt(5 / 12 * 4 / 3)), rel=ROUNDING) == (change.estimate, change.se)
    assert (4, 3) == (change.n, change.df)
