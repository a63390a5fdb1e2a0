"""Where a monotone function crosses zero."""

from __future__ import annotations

import math
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.polynomial import Polynomial

from tsi_eval.stats.roots import bisect

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "roots.toml").read_text(encoding="utf-8"))
LAST_BITS = 4 * sys.float_info.epsilon  # the polynomial's own rounding moves its crossing by a bit or two
MOST_CALLS = 64  # "about 60": one a bit of the answer, and a few for a bracket wider than the answer


@pytest.mark.parametrize("case", ORACLES["polynomial"], ids=lambda case: case["source"])
def test_bisect_finds_the_crossing_to_the_last_bits(case: dict[str, Any]) -> None:
    root = bisect(Polynomial(case["coefficients"]), case["low"], case["high"])

    assert pytest.approx(case["root"], rel=LAST_BITS, abs=0) == root


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.floats(1e-3, 1e6))
@settings(max_examples=50, deadline=None)
def test_bisect_finds_any_crossing_from_any_bracket(root: float, below: float, above: float) -> None:
    found = bisect(lambda x: root - x, root - below, root + above)

    assert math.nextafter(root, -math.inf) <= found <= math.nextafter(root, math.inf)


def test_bisect_stops_between_neighbouring_numbers() -> None:
    root = bisect(lambda x: math.exp(-x) - x, 0.0, 1.0)

    before, after = math.nextafter(root, 0.0), math.nextafter(root, 1.0)
    assert math.exp(-before) - before > 0 >= math.exp(-after) - after


def test_bisect_finds_a_step() -> None:
    root = bisect(lambda x: 1.0 if x < 0.3 else -1.0, 0.0, 1.0)

    assert pytest.approx(0.3, rel=LAST_BITS) == root


def test_bisect_takes_the_left_end_of_a_flat_zero() -> None:
    root = bisect(lambda x: max(0.25 - x, 0.0), 0.0, 1.0)

    assert pytest.approx(0.25, rel=LAST_BITS) == root


@pytest.mark.parametrize(("sign", "end"), [(1.0, 5.0), (-1.0, 2.0)])
def test_bisect_returns_an_end_when_nothing_crosses(sign: float, end: float) -> None:
    assert pytest.approx(end, rel=LAST_BITS) == bisect(lambda _: sign, 2.0, 5.0)


def test_bisect_returns_the_only_number_of_an_empty_bracket() -> None:
    assert bisect(lambda _: math.nan, 2.0, 2.0) == 2.0


def test_bisect_needs_about_sixty_calls() -> None:
    calls: list[float] = []

    def function(x: float) -> float:
        calls.append(x)
        return 2.8 - x

    bisect(function, 0.0, 42.0)

    assert len(calls) <= MOST_CALLS
