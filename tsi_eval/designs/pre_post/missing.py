"""Who is missing from a change, how they differed, and what the change could be with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tsi_eval.designs.estimating import interval, mean_fields
from tsi_eval.designs.pairs import Pairs
from tsi_eval.designs.persons import cluster_numbers, in_order
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Claim, Estimate, Line, Method, Part, Quantity, Role
from tsi_eval.stats.bounds import tail_bounds, worst_case_change
from tsi_eval.stats.difference import difference_in_means
from tsi_eval.stats.imputation import imputed_change
from tsi_eval.stats.inputs import Vector
from tsi_eval.study import Outcome

# As many as a comparison asks of each group.
FEWEST_LEAVERS = 10


def flow(pairs: Pairs) -> Iterator[Estimate]:
    """Yield how many were measured when."""
    for name, persons in pairs.sets.items():
        yield pairs.count(persons, name, axis="flow")


def leavers(pairs: Pairs, *, level: float, compared: bool) -> Iterator[Estimate]:
    """Yield the first mean of those who left, and how far it lies from that of those who stayed.

    Those who left were not measured again.

    Args:
        pairs: Who was measured when.
        level: Confidence level.
        compared: Whether the finding gives the mean of those measured both times, that it can be
            compared with.
    """
    if not pairs.leavers:
        return
    gone = pairs.sets[Part.BEFORE_ONLY]
    about: dict[str, Any] = {"group": Part.BEFORE_ONLY, "period": pairs.first}
    order = in_order({person: (value,) for person, value in pairs.leavers.items()}, pairs.belongs)
    first_values = np.array([pairs.leavers[person] for person in order], dtype=np.float64)
    own = mean_fields(first_values, cluster_numbers(order, pairs.belongs), level)
    yield pairs.estimate(Quantity.MEAN, float(first_values.mean()), gone, **about, **own)
    if not compared or first_values.size < FEWEST_LEAVERS:
        return
    values = np.concatenate([pairs.before, first_values])
    labels = [Part.BOTH] * pairs.before.size + [Part.BEFORE_ONLY] * first_values.size
    clusters = cluster_numbers((*pairs.persons, *order), pairs.belongs) or None
    try:
        (found,) = difference_in_means(values, labels, reference=Part.BOTH, clusters=clusters, level=level)
    except NotEstimable:
        return
    yield pairs.estimate(
        Quantity.MEAN_DIFFERENCE,
        found.estimate,
        gone,
        reference=Part.BOTH,
        claim=Claim.DIFFERS,
        basis=(*pairs.basis(gone), *pairs.basis(pairs.sets[Part.BOTH])),
        method="leavers_clustered" if pairs.belongs else "leavers",
        p_value=found.p_value,
        derived_from=tuple(pairs.name(Quantity.MEAN, group, pairs.first) for group in (Part.BOTH, Part.BEFORE_ONLY)),
        **about | interval(found),
    )


def with_leavers(pairs: Pairs, outcome: Outcome, *, imputations: int, level: float) -> Iterator[Estimate]:
    """Yield the mean change of all who were measured first.

    Those who were not measured again are filled in, in three ways.
    """
    if not pairs.leavers:
        return
    if imputations:
        yield from _imputed(pairs, imputations, level)
    if outcome.minimum is not None and outcome.maximum is not None:
        yield _worst_case(pairs, outcome.minimum, outcome.maximum)
    tails = tail_bounds(*_all(pairs))
    yield _bounds(pairs, tails.lower_bound, tails.upper_bound, "tail_bounds")


def _all(pairs: Pairs) -> tuple[Vector, Vector]:
    """Return first and second values of all who were measured first.

    The second values of those who left are not given (NaN).
    """
    first_values = np.sort(np.array(list(pairs.leavers.values()), dtype=np.float64))
    unknown = np.full(first_values.size, np.nan)
    return np.concatenate([pairs.before, first_values]), np.concatenate([pairs.after, unknown])


def _imputed(pairs: Pairs, imputations: int, level: float) -> Iterator[Estimate]:
    try:
        found = imputed_change(*_all(pairs), imputations=imputations, level=level)
    except NotEstimable:
        # Too few pairs to learn from: the bounds stand alone.
        return
    yield pairs.estimate(
        Quantity.MEAN_CHANGE,
        found.estimate,
        pairs.sets[Part.BEFORE],
        group=Part.BEFORE,
        period=pairs.between,
        role=Role.SENSITIVITY,
        claim=Claim.CHANGED,
        method=Method.IMPUTED,
        basis=pairs.cells(*(pairs.sets[name] for name in (Part.BEFORE, Part.BOTH, Part.BEFORE_ONLY))),
        # The imputation knows of no clusters: with them its interval would be too narrow.
        **({} if pairs.belongs else interval(found)),
    )


def _worst_case(pairs: Pairs, minimum: float, maximum: float) -> Estimate:
    found = worst_case_change(*_all(pairs), minimum=minimum, maximum=maximum)
    stayed = len(pairs.persons) / len(pairs.sets[Part.BEFORE])
    terms = (
        (pairs.name(Quantity.MEAN_CHANGE, Part.BOTH, pairs.between), "estimate", stayed),
        (pairs.name(Quantity.MEAN, Part.BEFORE_ONLY, pairs.first), "estimate", stayed - 1),
    )
    ends = {"ci_low": minimum, "ci_high": maximum, "estimate": (minimum + maximum) / 2}
    lines = {part: Line(constant=(1 - stayed) * end, terms=terms) for part, end in ends.items()}
    return _bounds(pairs, found.lower_bound, found.upper_bound, "worst_case", lines=lines)


def _bounds(pairs: Pairs, low: float, high: float, method: str, **more: Any) -> Estimate:
    return pairs.estimate(
        Quantity.BOUNDS,
        (low + high) / 2,
        pairs.sets[Part.BEFORE],
        group=Part.BEFORE,
        period=pairs.between,
        role=Role.SENSITIVITY,
        claim=Claim.CHANGED,
        method=method,
        basis=pairs.cells(*(pairs.sets[name] for name in (Part.BEFORE, Part.BOTH, Part.BEFORE_ONLY))),
        ci_low=low,
        ci_high=high,
        **more,
    )
