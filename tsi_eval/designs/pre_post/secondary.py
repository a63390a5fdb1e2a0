"""Other outcomes of the same question.

Their intervals and p-values are adjusted for how many they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from tsi_eval.designs.mean_change import mean_change
from tsi_eval.designs.pairs import Pairs
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Estimate, Quantity, Role
from tsi_eval.stats.multiplicity import Method, adjusted, simultaneous_level


def secondary(pairs: tuple[Pairs, ...], *, adjust: Method, level: float) -> Iterator[Estimate]:
    """Yield each outcome's mean change, the answers beside the answer.

    The intervals are Bonferroni's, which hold together whatever the method of the p-values: the
    stepwise methods have none.
    """
    together = simultaneous_level(level, len(pairs))
    found = [estimates for item in pairs if (estimates := _estimates(item, together, level))]
    if not found:
        return
    p_values = _adjusted_p_values(found, adjust, len(pairs))
    for item in chain.from_iterable(found):
        if item.quantity is Quantity.MEAN_CHANGE:
            yield replace(item, p_value=p_values[item.outcome], note=f"adjusted_{adjust}")
        else:
            yield item


def _adjusted_p_values(found: list[tuple[Estimate, ...]], adjust: Method, declared: int) -> dict[str, float]:
    """Return each outcome's p-value, adjusted for how many were declared, as the intervals are.

    A change without a p-value counts as one of 1, and so does an outcome of which nothing is said:
    what turned out to be too few was asked about all the same.
    """
    changes = [item for item in chain.from_iterable(found) if item.quantity is Quantity.MEAN_CHANGE]
    values = [1.0 if item.p_value is None else item.p_value for item in changes]
    values = list(adjusted(values + [1.0] * (declared - len(changes)), method=adjust))
    return {item.outcome: float(value) for item, value in zip(changes, values[: len(changes)], strict=True)}


def _estimates(pairs: Pairs, together: float, level: float) -> tuple[Estimate, ...]:
    try:
        return tuple(mean_change(pairs, level=together, role=Role.SECONDARY, means_level=level))
    except NotEstimable:
        # Too few, or all equal: nothing is said of it.
        return ()
