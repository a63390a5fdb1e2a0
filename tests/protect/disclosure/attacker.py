"""What an attacker knows who reads every number of a report: how many may be of each sort."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import LinearConstraint

from tsi_eval.findings import Quantity
from tsi_eval.findings.released import Released, ReleasedEstimate

MORE_THAN_ANY = 1000
# Which sorts of person belong to a group.
Set = npt.NDArray[np.bool_]
# What is counted but no persons.
NO_PERSONS = {"files", "columns_used", "columns_dropped"}


@dataclass
class Attacker:
    """Linear limits of how many persons of each sort there are.

    Attributes:
        meant: Whom a number is about, and for a share whom it counts.
        both: Outcome → those who were measured both times.
        rows: The groups whose size is limited.
        low: Each group's smallest size.
        high: Its largest.
    """

    meant: Callable[[ReleasedEstimate], tuple[Set, Set | None]]
    both: Callable[[str], Set]
    rows: list[Set] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def learns(self, whom: Set, low: float, high: float) -> None:
        self.rows.append(whom)
        self.low.append(low)
        self.high.append(high)

    def reads(self, released: Released) -> None:
        for answer in released.findings:
            ways: dict[str, list[int | None]] = {}
            for _, item in answer.every_estimate():
                if item.quantity == Quantity.COUNT and item.group.startswith("moved_"):
                    ways.setdefault(item.outcome, []).append(item.n)
                elif item.n is not None and item.unit not in NO_PERSONS:
                    self.reads_number(item)
            for outcome, numbers in ways.items():
                # Up, down and nowhere are all of those measured both times.
                known = sum(n for n in numbers if n is not None)
                self.learns(self.both(outcome), known, known if None not in numbers else MORE_THAN_ANY)

    def reads_number(self, item: ReleasedEstimate) -> None:
        whole, part = self.meant(item)
        self.learns(whole, item.n or 0, item.n or 0)
        if part is None or item.group.startswith("at_"):
            return
        if item.status == "shown":
            numerator = round((item.estimate or 0.0) * (item.n or 0))
            self.learns(part, numerator, numerator)
        elif item.status == "banded":
            self.learns(part, *(round((end or 0.0) * (item.n or 0)) for end in (item.ci_low, item.ci_high)))

    def limits(self) -> LinearConstraint:
        return LinearConstraint(np.array(self.rows, dtype=float), np.array(self.low), np.array(self.high))
