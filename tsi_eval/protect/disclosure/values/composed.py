"""Computing again what follows from other numbers, from what is shown of these.

A number that says how it follows from others (its `lines`) then says nothing more than they do. It
is asked last, when it is known what is shown of every other number.

1. Each number is found by its name; where several have the same, the first counts.
2. A number of which any term is not shown is withheld. Else its estimate and its ends are computed
   from the shown terms (`_value`).
3. It has one decimal more than its terms, and `MOST_DECIMALS` at the most.
4. The ends of a range may only lie outside: they are moved out by as much as their terms are
   rounded, and then to the next decimal (`_outermost`).

Worked example. A mean change is shown as -1.5 (exactly -1.475), and the norm group's standard
deviation is 6. The change in norm standard deviations is computed from the shown change: -1.5 / 6
= -0.25. Computed from the exact one, -0.2458, it would tell with three decimals that the change
lies nearer to -1.475 than to -1.5.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tsi_eval.findings import Estimate, Line
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.values.withheld import estimate_name, withheld

MOST_DECIMALS = 2
# Computed numbers may miss a decimal by so much.
ROUNDING = 1e-9
ByName = Mapping[str, ReleasedEstimate]


def composed(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Return the estimates with every line computed again; withheld when any of its terms is.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
    """
    by_name: dict[str, ReleasedEstimate] = {}
    for item, estimate in zip(released, exact, strict=True):
        by_name.setdefault(estimate_name(estimate), item)
    return [
        _recomputed(item, estimate.lines, by_name) if estimate.lines and item.status == SHOWN else item
        for item, estimate in zip(released, exact, strict=True)
    ]


def with_all_terms(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Return the estimates, without those of which a term is not shown.

    They are as they were computed, exactly, and rounded once: under this rule a sum of ten or more
    is no secret, so that they say nothing more than their terms do.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
    """
    by_name: dict[str, ReleasedEstimate] = {}
    for item, estimate in zip(released, exact, strict=True):
        by_name.setdefault(estimate_name(estimate), item)
    return [
        withheld(item) if item.status == SHOWN and _lacks_a_term(estimate.lines, by_name) else item
        for item, estimate in zip(released, exact, strict=True)
    ]


def _lacks_a_term(lines: Mapping[str, Line], by_name: ByName) -> bool:
    return any(term.status != SHOWN for term in _terms(lines, by_name))


def _recomputed(item: ReleasedEstimate, lines: Mapping[str, Line], by_name: ByName) -> ReleasedEstimate:
    terms = list(_terms(lines, by_name))
    values: dict[str, float] = {}
    for part, line in lines.items():
        value = _value(line, by_name)
        if value is None:
            return withheld(item)
        values[part] = value
    if any(term.status != SHOWN for term in terms):
        return withheld(item)
    # The sum of rounded numbers is no secret: one decimal more than theirs says nothing new.
    decimals = min(MOST_DECIMALS, max(0, 1 + max((term.decimals for term in terms), default=0)))
    shown: dict[str, Any] = {part: round(value, decimals) + 0.0 for part, value in values.items()}
    if item.quantity.record.outermost:
        shown |= _outermost(values, lines, by_name, decimals)
    return replace(item, **shown, decimals=decimals)


def _terms(lines: Mapping[str, Line], by_name: ByName) -> Iterator[ReleasedEstimate]:
    for line in lines.values():
        for name, _, _ in line.terms:
            yield by_name[name]


def _value(line: Line, by_name: ByName) -> float | None:
    """Return what a line comes to by the shown numbers; None when one of them is missing."""
    total = line.constant
    for name, part, weight in line.terms:
        value = getattr(by_name[name], part)
        if value is None:
            return None
        total += weight * value
    return total


def _outermost(
    values: Mapping[str, float], lines: Mapping[str, Line], by_name: ByName, decimals: int
) -> dict[str, float]:
    """Return the ends of a range, moved out by as much as the numbers behind them are rounded."""
    unit, ends = 10.0**-decimals, {}
    for part, sign in (("ci_low", -1), ("ci_high", 1)):
        rounded_by = sum(abs(weight) * 10.0 ** -by_name[name].decimals / 2 for name, _, weight in lines[part].terms)
        end = sign * math.ceil((sign * values[part] + rounded_by) / unit - ROUNDING) * unit
        ends[part] = round(end, decimals) + 0.0
    return ends
