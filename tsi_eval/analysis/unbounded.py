"""Scales of few values whose ends nobody declared: what is possible on them is not known.

On a scale of few values a report may show only what leaves its small counts open, and what is open
depends on which values are possible. Those that happen to occur are no answer to that.

Worked example. Worry is answered from 0 to 4, but nobody declared it, and twelve children have 1, 2
or 3. By the values that occur that is a scale of three values. It is refused (E269), with what to
declare. Weights from 31.5 to 47.3 kg in steps of 0.1 are no scale of few values, and need no ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsi_eval.errors import Problem
from tsi_eval.findings import Measured
from tsi_eval.protect.disclosure.values.coarse.scales import MOST_VALUES, coarse_scale


def unbounded(measured: Iterable[Measured]) -> Iterator[Problem]:
    """Yield each outcome of at most `MOST_VALUES` values that lacks an end of its scale (E269).

    Args:
        measured: Everybody's values.
    """
    by_outcome: dict[str, list[Measured]] = {}
    for item in measured:
        if item.values and (item.minimum is None or item.maximum is None):
            by_outcome.setdefault(item.outcome, []).append(item)
    for outcome, items in by_outcome.items():
        if coarse_scale(items) is not None:
            yield Problem(code="E269", params={"name": outcome, "count": str(MOST_VALUES)})
