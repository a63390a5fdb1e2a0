"""Studies of persons who were measured at three occasions."""

from __future__ import annotations

from typing import Any

from studies import Array, measured

from tsi_eval.study import Study

AT = ("T0", "T1", "T2")
ASKED: dict[str, Any] = {"outcome": "y", "occasions": AT}
FAMILIES = [f"f{i // 2:02d}" for i in range(50)]


def studied(table: Array, **more: Any) -> Study:
    """Return a study of these values, shape (persons, occasions), NaN where there is none."""
    return measured({"y": table.T}, AT, **more)
