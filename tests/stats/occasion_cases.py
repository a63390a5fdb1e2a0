"""Values on several occasions that the tests of both models share."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from tsi_eval.stats.occasions import Occasions

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "mixed.toml").read_text(encoding="utf-8"))
CASES = {case["id"]: case for case in ORACLES["case"]}
SMALL: dict[str, Any] = {
    "values": [1.0, 3, 2, 5, 4, 5, 2, 2],
    "occasions": list("abababab"),
    "persons": [1, 1, 2, 2, 3, 3, 4, 4],
}


def run(case: dict[str, Any], estimate: Any, **options: Any) -> Occasions:
    """Return what a model says of a case."""
    order = sorted(set(case["occasions"]))
    options = {"order": order, "clusters": case.get("clusters")} | options
    return estimate(case["values"], case["occasions"], case["persons"], **options)  # type: ignore[no-any-return]


def column(found: Occasions, part: str, name: str) -> list[float]:
    """Return a field of all means or all changes."""
    return [getattr(one, name) for one in getattr(found, part)]
