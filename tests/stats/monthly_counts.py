"""Monthly counts that the tests of the segmented regression share."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from tsi_eval.stats.segmented import SegmentedFit, segmented_counts

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "segmented.toml").read_text(encoding="utf-8"))
R_ROUNDING = 1e-6  # R's covariance takes the weights of the step before its last
STATSMODELS = 1e-6  # it stops on the deviance, to 1e-8
ROUNDING = 1e-9
START = 12 * 2023 + 7
MONTHS = np.arange(START - 36, START + 10)
RATIOS = ("step", "slope", "trend", "average")
COUNTS = np.random.default_rng(20261122).poisson(12, MONTHS.size).astype(float)


def fit(counts: Any = COUNTS, months: Any = MONTHS, *, start: int = START, **options: Any) -> SegmentedFit:
    """Return the fit of 36 months before and 10 after, unless other counts are given."""
    return segmented_counts(counts, months, start=start, **options)


def in_r(case: dict[str, Any], **options: Any) -> SegmentedFit:
    """Return the fit of a case that R has fitted."""
    shared = {name: case[name] for name in ("start", "jumps", "season", "family", "lags")}
    return segmented_counts(case["counts"], case["months"], exposure=case.get("exposure"), **shared, **options)
