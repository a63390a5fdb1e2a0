"""Studies of persons who were measured twice, and ways to ask what a change of them says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from answers import PARTS
from studies import SCALE, WORDS, Array, measured

from tsi_eval.designs import PrePost
from tsi_eval.findings import Estimate, Finding
from tsi_eval.study import Study

__all__ = [
    "ASKED",
    "BETWEEN",
    "FAMILIES",
    "PARTS",
    "SCALE",
    "SETS",
    "WORDS",
    "Array",
    "answered",
    "same",
    "sorted_pairs",
    "studied",
]
BETWEEN = "T0 > T1"
ASKED: dict[str, Any] = {"outcome": "y", "before": "T0", "after": "T1"}
SETS = ("before", "after", "both", "before_only", "after_only")


def studied(
    first: Sequence[float],
    second: Sequence[float],
    *,
    also: dict[str, tuple[Sequence[float], Sequence[float]]] | None = None,
    **more: Any,
) -> Study:
    """Return a study of persons with two values each; NaN where there is none."""
    return measured({"y": (first, second)} | (also or {}), ("T0", "T1"), **more)


def same(item: Estimate, found: Any, **other: float | None) -> None:
    """Assert that an estimate says what a result says, and nothing that it does not say."""
    assert other.pop("estimate", getattr(found, "estimate", None)) == pytest.approx(item.estimate, rel=1e-12, abs=1e-12)
    for part in PARTS:
        said, expected = getattr(item, part), other.get(part, getattr(found, part, None))
        if part in other and other[part] is None:
            assert said is None, part
        elif said is not None:
            assert expected is not None, part
            assert expected == pytest.approx(said, rel=1e-10, abs=1e-12), part


def sorted_pairs(first: Array, second: Array) -> tuple[Array, Array]:
    order = np.lexsort((second, first))
    return first[order], second[order]


def answered(values: tuple[Array, Array], **options: Any) -> Finding:
    family = options.pop("family", ())
    also = options.pop("also_values", None)
    return PrePost(**ASKED, **options).answer(studied(*values, family=family, also=also))


FAMILIES = [f"f{i // 2:02d}" for i in range(40)]
