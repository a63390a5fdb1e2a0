"""No bit of an answer depends on the order of rows, on names, or on what else is measured."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from answers import differences
from pre_post_studies import (
    ASKED,
    SCALE,
    WORDS,
    Array,
    studied,
)
from shuffled import shuffled

from tsi_eval.designs import PrePost
from tsi_eval.designs.pre_post import Matters, Selected

SHAPES: dict[str, dict[str, Any]] = {
    "continuous": {
        "reliable": True,
        "selected": Selected(mean=1.4, source=WORDS),
        "matters": Matters(change=0.2, reason=WORDS),
        "also": ("z",),
    },
    "ordinal": {"scale": "ordinal"},
    "binary": {"scale": "binary", "at_least": 2.0},
    "counts": {"scale": "counts"},
}


@pytest.mark.parametrize("clusters", ["", "family"])
@pytest.mark.parametrize("scale", SHAPES)
def test_names_and_order_change_not_a_bit(scale: str, clusters: str) -> None:
    rng = np.random.default_rng(12)
    n, step = 60, 1 if scale in {"counts", "ordinal"} else 0.1
    first, second, third = (np.round(rng.integers(0, 8, n) * float(step) + 1, 1) for _ in range(3))
    second[40:52], first[52:] = np.nan, np.nan
    family = [f"f{x:02d}" for x in rng.integers(0, 25, n)]
    study = studied(
        first,
        second,
        family=family,
        outcome=replace(SCALE, step=step),
        also={"z": (first, third)} if scale == "continuous" else None,
    )
    design = PrePost(**ASKED, clusters=clusters, imputations=5, **SHAPES[scale])

    finding = design.answer(study)
    for seed in (1, 2, 3):
        assert [] == differences(finding, design.answer(shuffled(study, seed, {"family"})))


def test_nothing_depends_on_what_else_is_measured(values: tuple[Array, Array]) -> None:
    alone, beside = studied(*values), studied(*values, also={"other": (values[1], values[0])})

    assert PrePost(**ASKED).answer(alone) == PrePost(**ASKED).answer(beside)
