"""Extreme data give numbers or a refusal."""

from __future__ import annotations

import math
import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pre_post_studies import (
    ASKED,
    PARTS,
    SCALE,
    Array,
    studied,
)

from tsi_eval.designs import PrePost


def extremes() -> dict[str, tuple[Array, Array]]:
    rng = np.random.default_rng(2)
    first = rng.integers(0, 5, 30).astype(float)
    second = np.clip(first + rng.integers(-1, 2, 30), 0, 5)
    one_left = second.copy()
    one_left[0] = np.nan
    ten_stay = np.full(30, np.nan)
    ten_stay[:10] = second[:10]
    left_alike = first.copy()
    left_alike[10:] = 3.0
    constant = np.full(30, 2.0)
    constant[29] = 3.0
    but_one = second.copy()
    but_one[29] = np.nan
    one_moved = first.copy()
    one_moved[0] += 1
    return {
        "all_ties": (first, first),
        "equal_changes": (first, first + 1),
        "one_leaver": (first, one_left),
        "ten_stay": (first, ten_stay),
        "leavers_alike": (left_alike, ten_stay),
        "before_constant_among_pairs": (constant, but_one),
        "one_moved": (first, one_moved),
        "swapped": (second, first),
        "huge": (first * 1e9, second * 1e9),
        "far_from_zero": (first + 1e9, second + 1e9),
        "tiny": (first * 1e-9, second * 1e-9),
        "floor_but_one": (np.eye(1, 30, 0)[0], np.eye(1, 30, 1)[0]),
    }


@pytest.mark.parametrize("clusters", ["", "family"])
@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary", "counts"])
@pytest.mark.parametrize("case", extremes())
def test_extremes_are_numbers_or_refusals(case: str, scale: str, clusters: str) -> None:
    first, second = extremes()[case]
    plain = replace(SCALE, minimum=None, maximum=None)
    options: dict[str, Any] = {"continuous": {"reliable": True}, "binary": {"at_least": float(np.nanmean(first))}}.get(
        scale, {}
    )
    study = studied(first, second, family=[f"f{i // 3}" for i in range(30)], outcome=plain)
    design = PrePost(**ASKED, scale=scale, clusters=clusters, imputations=3, **options)  # type: ignore[arg-type]
    if design.lacks(study):
        return

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        finding = design.answer(study)

    for item in finding.every_estimate():
        said = [item.estimate, *(getattr(item, part) for part in PARTS)]
        assert all(math.isfinite(value) for value in said if value is not None), item
        if item.ci_low is not None:
            assert item.ci_low <= item.estimate <= item.ci_high, (item.quantity, item.method)
