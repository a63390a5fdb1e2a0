"""What R says of two groups, rates and strata, for the tests that are held against it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "oracles" / "two_groups.toml"
ORACLES: dict[str, list[dict[str, Any]]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
# As R prints: all digits, but where it searches for a root it stops early.
R, R_ROOT = 1e-9, 1e-3


def ends(found: Any) -> tuple[float, float]:
    return found.ci_low, found.ci_high


def all_of(found: Any) -> tuple[float, float, float]:
    return found.estimate, found.ci_low, found.ci_high
