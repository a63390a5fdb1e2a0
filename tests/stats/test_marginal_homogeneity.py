"""The same persons before and after, in categories."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import SquareTable

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.marginal_homogeneity import stuart_maxwell
from tsi_eval.stats.paired_table import mcnemar

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "paired_table.toml").read_text(encoding="utf-8"))
PUBLISHED = ORACLES["published"]
ROUNDING = 1e-12
R = 1e-9  # uniroot's last digits
SIX_DECIMALS = 0.5e-6

counts = st.integers(0, 60)


@pytest.mark.parametrize("case", ORACLES["categories"], ids=lambda case: len(case["table"]))
def test_stuart_maxwell_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = stuart_maxwell(case["table"])

    assert case["df"] == found.df
    assert pytest.approx([case["statistic"], case["p_value"]], rel=R) == [found.statistic, found.p_value]
    assert (int(np.sum(case["table"])), int(np.sum(case["table"]) - np.trace(case["table"]))) == (found.n, found.moved)


@pytest.mark.parametrize("case", PUBLISHED["categories"], ids=["pathogens"])
def test_stuart_maxwell_gives_the_published_result(case: dict[str, Any]) -> None:
    found = stuart_maxwell(case["table"])

    assert case["df"] == found.df
    assert pytest.approx(case["statistic"], abs=0.5e-3) == found.statistic
    assert pytest.approx(case["p_value"], abs=SIX_DECIMALS) == found.p_value


@given(
    st.lists(st.lists(st.integers(1, 40), min_size=4, max_size=4), min_size=4, max_size=4), st.permutations(range(4))
)
@settings(max_examples=50, deadline=None)
def test_stuart_maxwell_matches_statsmodels_whatever_the_order_and_the_empty(
    rows: list[list[int]], order: list[int]
) -> None:
    table = np.array(rows)
    wider = np.insert(np.insert(table[np.ix_(order, order)], 2, 0, axis=0), 2, 0, axis=1)

    found, other = stuart_maxwell(table), stuart_maxwell(wider)

    assert (
        pytest.approx(SquareTable(table, shift_zeros=False).homogeneity("stuart_maxwell").statistic, abs=1e-8)
        == found.statistic
    )
    assert pytest.approx(asdict(found), abs=1e-8) == asdict(other)


@given(counts, counts, counts, counts)
@settings(max_examples=50, deadline=None)
def test_stuart_maxwell_for_two_categories_is_mcnemar(both: int, lost: int, gained: int, neither: int) -> None:
    if gained + lost == 0:
        return
    test = mcnemar(gained=gained, lost=lost, method="asymptotic")

    found = stuart_maxwell([[both, lost], [gained, neither]])

    assert pytest.approx((test.statistic, test.p_value), rel=1e-10, abs=ROUNDING) == (found.statistic, found.p_value)
    assert found.df == 1


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([], "E147"),
        ([[1, 2]], "E147"),
        ([1, 2], "E147"),
        ([[3]], "E143"),
        ([[0, 0], [0, 0]], "E141"),
        ([[5, 0], [0, 7]], "E140"),
        ([[1, 2], [-1, 3]], "E149"),
        ([[1, 2], [0.5, 3]], "E149"),
        ([[1, math.nan], [2, 3]], "E149"),
        ([[1, math.inf], [2, 3]], "E149"),
        ([[1, 2], [3]], "E149"),
        ([[1, 2, 0, 0], [3, 4, 0, 0], [0, 0, 5, 6], [0, 0, 7, 8]], "E247"),
    ],
)
def test_stuart_maxwell_refuses(table: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        stuart_maxwell(table)

    assert code == error.value.problems[0].code
