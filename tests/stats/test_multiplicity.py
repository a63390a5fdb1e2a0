"""Adjusted p values and simultaneous intervals."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.multiplicity import METHODS, adjusted, simultaneous_level

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "multiplicity.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-15
SMALLEST = 5e-324  # numbers near it have no digits to spare
STATSMODELS = {
    "bonferroni": "bonferroni",
    "holm": "holm",
    "hochberg": "simes-hochberg",
    "benjamini_hochberg": "fdr_bh",
    "benjamini_yekutieli": "fdr_by",
}
families = st.lists(
    st.sampled_from([0.0, 0.001, 0.01, 0.02, 0.04, 0.3, 0.9, 1.0]) | st.floats(0, 1), min_size=1, max_size=20
)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: case["id"])
def test_adjusted_gives_what_r_gives(case: dict[str, Any], method: Any) -> None:
    found = adjusted(case["p_values"], method=method)

    np.testing.assert_allclose(found, case[method], rtol=4 * ROUNDING, atol=10 * SMALLEST)


@given(families, st.sampled_from(list(METHODS)))
@settings(max_examples=40, deadline=None)
def test_adjusted_gives_what_statsmodels_gives(p: list[float], method: Any) -> None:
    expected = multipletests(p, method=STATSMODELS[method])[1]

    # Holm and Hochberg by statsmodels lose a digit or two: it multiplies in another order.
    np.testing.assert_allclose(adjusted(p, method=method), expected, rtol=1e-12, atol=1e-300)


@given(families, st.sampled_from(list(METHODS)), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_adjusted_follows_the_order_given(p: list[float], method: Any, random: Any) -> None:
    places = random.sample(range(len(p)), len(p))

    np.testing.assert_array_equal(adjusted([p[i] for i in places], method=method), adjusted(p, method=method)[places])


@given(families)
@settings(max_examples=50, deadline=None)
def test_methods_keep_their_rank(p: list[float]) -> None:
    given_ = np.array(p) * (1 - 1e-12)
    by = {method: adjusted(p, method=method) + 1e-12 for method in METHODS}  # type: ignore[arg-type]

    assert (given_ <= by["benjamini_hochberg"]).all()
    assert (by["benjamini_hochberg"] <= by["hochberg"] + 1e-12).all()
    assert (by["hochberg"] <= by["holm"] + 1e-12).all()
    assert (by["holm"] <= by["bonferroni"] + 1e-12).all()


def test_the_default_is_holm() -> None:
    np.testing.assert_array_equal(adjusted([0.01, 0.02, 0.5]), adjusted([0.01, 0.02, 0.5], method="holm"))


def test_adjusted_leaves_its_input_alone() -> None:
    p = np.array([0.04, 0.01])

    adjusted(p)

    assert p.tolist() == [0.04, 0.01]


@pytest.mark.parametrize(
    ("p", "code"),
    [([], "E141"), ([0.1, math.nan], "E145"), ([0.1, math.inf], "E145"), ([0.1, -1e-9], "E148"), ([0.1, 1.1], "E148")],
)
def test_adjusted_refuses_what_is_no_p_value(p: list[float], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        adjusted(p)

    assert code == error.value.problems[0].code


def test_adjusted_refuses_an_unknown_method() -> None:
    with pytest.raises(NotEstimable) as error:
        adjusted([0.1], method="sidak")  # type: ignore[arg-type]

    assert error.value.problems[0].code == "E138"
    assert "benjamini_hochberg" in str(error.value.problems[0].params["known"])


@pytest.mark.parametrize(("level", "m", "expected"), [(0.95, 1, 0.95), (0.95, 2, 0.975), (0.9, 10, 0.99)])
def test_simultaneous_level_divides_the_error(level: float, m: int, expected: float) -> None:
    assert pytest.approx(expected, rel=ROUNDING * 10) == simultaneous_level(level, m)


@pytest.mark.parametrize(
    ("level", "m", "code"),
    [(0.95, 0, "E141"), (0.95, -1, "E149"), (0.95, 1.5, "E149"), (0.95, math.nan, "E149"), (0.95, math.inf, "E149"),
     (1.0, 2, "E148"), (0.0, 2, "E148"), (95, 2, "E148"), (0.95, 10**12, "E148")],
)  # fmt: skip
def test_simultaneous_level_refuses_what_it_cannot_divide(level: float, m: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        simultaneous_level(level, m)

    assert code == error.value.problems[0].code
