"""Four sub-scales and their total, of persons some of whom lack one."""

from __future__ import annotations

import numpy as np

PARTS = ("emotion", "conduct", "hyper", "peers")


def scored(n: int, *, missing: int = 0) -> dict[str, dict[str, float]]:
    """Return n persons' sub-scales and total; the last persons lack conduct and so the total."""
    rng = np.random.default_rng(3)
    values = {name: {f"p{i:04}": float(v) for i, v in enumerate(rng.integers(0, 11, n))} for name in PARTS}
    for i in range(n - missing, n):
        del values["conduct"][f"p{i:04}"]
    total = {p: sum(values[name][p] for name in PARTS) for p in values["conduct"]}
    return values | {"total": total}
