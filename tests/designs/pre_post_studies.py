"""Studies of persons who were measured twice, and ways to ask what a change of them says."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.findings import Estimate, Finding
from tsi_eval.language import Text
from tsi_eval.study import Outcome, Study

Array = npt.NDArray[np.float64]
WORDS = Text(sv="x", en="x")
SCALE = Outcome(label=WORDS, unit=WORDS, minimum=0, maximum=40, sd=6.0, reliability=0.8)
BETWEEN = "T0 > T1"
ASKED: dict[str, Any] = {"outcome": "y", "before": "T0", "after": "T1"}
PARTS = ("ci_low", "ci_high", "level", "se", "p_value")
SETS = ("before", "after", "both", "before_only", "after_only")


def studied(
    first: Sequence[float],
    second: Sequence[float],
    *,
    family: Sequence[str] = (),
    outcome: Outcome = SCALE,
    also: dict[str, tuple[Sequence[float], Sequence[float]]] | None = None,
    name: Callable[[int], str] = "p{:03d}".format,
) -> Study:
    """Return a study of persons with two values each; NaN where there is none."""
    columns = {"y": (first, second)} | (also or {})
    rows = [
        (name(i), at, of, float(value))
        for of, pair in columns.items()
        for at, values in zip(("T0", "T1"), pair, strict=True)
        for i, value in enumerate(values)
        if not math.isnan(value)
    ]
    persons = pd.DataFrame({"person": [name(i) for i in range(len(first))]})
    if len(family):
        persons["family"] = list(family)
    measures = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    return Study.from_frames(persons=persons, measures=measures, outcomes=dict.fromkeys(columns, outcome))


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
