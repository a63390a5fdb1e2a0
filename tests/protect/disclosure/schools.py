"""Two made-up schools whose cases are counted by month."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from tsi_eval.findings.released import Released
from tsi_eval.language import Text
from tsi_eval.study import Study, Unit

SCHOOLS = tuple(
    Unit(id=name, kind="school", label=Text(sv=name, en=name), pupils=pupils) for name, pupils in (("a", 200), ("b", 300))
)  # fmt: skip
MONTHS = [f"{year}-{month:02}" for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]
START = "2023-08"


def counts(n: Mapping[tuple[str, str, str], int]) -> Study:
    """Return counts of cases: (series, school, month) → how many."""
    rows = [
        {"series": series, "unit": unit, "month": month, "n": float(size), "status": "", "exposure": np.nan}
        for (series, unit, month), size in n.items()
    ]
    return Study.from_frames(counts=pd.DataFrame(rows), units=SCHOOLS)


def monthly(least: int, *, low: Mapping[str, int] | None = None) -> Study:
    """Return many cases in every month of both schools, but for some months of the first."""
    rng = np.random.default_rng(7)
    found = {("s", unit, month): least + int(rng.poisson(6)) for unit in "ab" for month in MONTHS}
    return counts(found | {("s", "a", month): n for month, n in (low or {}).items()})


def axes(released: Released) -> dict[str, set[str]]:
    """Return the grains that a report shows of each school, and of both together."""
    found: dict[str, set[str]] = {}
    for name, points in released.findings[0].series.items():
        found.setdefault("by_unit" if name.startswith("unit=") else "together", set()).update(p.axis for p in points)
    return found
