"""Numbers that follow from others are computed from what is shown of these, so that they say nothing more.

Worked example. A mean change is shown as -1.5 (exactly -1.475), and the norm group's standard
deviation is 6. The change in norm standard deviations is computed from the shown change: -1.5 / 6 =
-0.25. Computed from the exact one, -0.2458, it would tell with three decimals that the change lies
nearer to -1.475 than to -1.5.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tsi_eval.findings import Estimate, Line
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.values.withheld import estimate_name, withheld

MOST_DECIMALS = 2
ROUNDING = 1e-9


def composed(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Return the estimates with every line computed again from what is shown; withheld when any of its terms is."""
    by_name: dict[str, ReleasedEstimate] = {}
    for item, of in zip(released, exact, strict=True):
        by_name.setdefault(estimate_name(of), item)
    return [
        _recomputed(item, of.lines, by_name) if of.lines and item.status == SHOWN else item
        for item, of in zip(released, exact, strict=True)
    ]


def _recomputed(
    item: ReleasedEstimate, lines: Mapping[str, Line], by_name: Mapping[str, ReleasedEstimate]
) -> ReleasedEstimate:
    sources = [by_name[name] for line in lines.values() for name, _, _ in line.terms]
    values = {part: _value(line, by_name) for part, line in lines.items()}
    if any(value is None for value in values.values()) or any(source.status != SHOWN for source in sources):
        return withheld(item)
    # One decimal more than what it follows from: the sum of rounded numbers is no secret.
    decimals = min(MOST_DECIMALS, max(0, 1 + max((source.decimals for source in sources), default=0)))
    shown: dict[str, Any] = {part: round(value or 0.0, decimals) + 0.0 for part, value in values.items()}
    if item.quantity.record.outermost:
        shown |= _outermost(values, lines, by_name, decimals)
    return replace(item, **shown, decimals=decimals)


def _outermost(
    values: Mapping[str, float | None],
    lines: Mapping[str, Line],
    by_name: Mapping[str, ReleasedEstimate],
    decimals: int,
) -> dict[str, float]:
    """Return the ends of a range, moved out by as much as the numbers that it follows from are rounded."""
    unit, ends = 10.0**-decimals, {}
    for part, sign in (("ci_low", -1), ("ci_high", 1)):
        reach = sum(abs(weight) * 10.0 ** -by_name[name].decimals / 2 for name, _, weight in lines[part].terms)
        ends[part] = sign * math.ceil((sign * (values[part] or 0.0) + reach) / unit - ROUNDING) * unit
    return {part: round(end, decimals) + 0.0 for part, end in ends.items()}


def _value(line: Line, by_name: Mapping[str, ReleasedEstimate]) -> float | None:
    total = line.constant
    for name, part, weight in line.terms:
        value = getattr(by_name[name], part)
        if value is None:
            return None
        total += weight * value
    return total
