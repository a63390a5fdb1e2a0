"""How an estimate is built: its fields, the name by which others refer to it, and its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from tsi_eval.designs.persons import Persons, cluster_numbers, in_order
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Cell, Estimate, Method, Quantity
from tsi_eval.stats.clustered import ClusteredMean, clustered_mean
from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.inputs import Vector
from tsi_eval.stats.proportion import wilson


def estimated(design: str, quantity: Quantity, value: float, basis: tuple[Cell, ...], **fields: Any) -> Estimate:
    """Return a number of a design.

    Its n is that of the first cell unless `fields` gives another. The question is left empty: the
    analysis fills it in, because a design doesn't know which question it answers.

    Args:
        design: Name of the design.
        quantity: What the number is.
        value: The number.
        basis: The cells that it rests on; the first is what it is a number of.
        **fields: Other fields of `Estimate`; `claim` must be among them.
    """
    of_the_cell: dict[str, Any] = {"n": basis[0].n}
    return Estimate(question="", design=design, quantity=quantity, estimate=value, basis=basis, **of_the_cell | fields)


def name_of(quantity: Quantity, outcome: str, group: str, period: str) -> str:
    """Return the name by which other estimates of the same question refer to this one."""
    return f"|{quantity}|{outcome}|{group}|{period}"


def interval(result: Any) -> dict[str, float]:
    """Return what a result says of its uncertainty, as an estimate's fields.

    A ratio's standard error is on the log scale and is left out: an estimate has its own in its
    unit.
    """
    names = ("ci_low", "ci_high", "level") if hasattr(result, "se_scale") else ("se", "ci_low", "ci_high", "level")
    return {name: getattr(result, name) for name in names if hasattr(result, name)}


def within(found: ClusteredMean, least: float, most: float) -> ClusteredMean:
    """Return a mean with its interval cut where no such mean can lie."""
    return replace(found, ci_low=max(found.ci_low, least), ci_high=min(found.ci_high, most))


def mean_fields(values: Vector, clusters: tuple[int, ...], level: float) -> dict[str, Any]:
    """Return a mean's interval and its method.

    Equal values have no interval, but they keep their row.

    A row that is missing would tell a reader that all values are equal.
    """
    try:
        if clusters:
            return interval(clustered_mean(values, clusters, level=level)) | {"method": Method.CLUSTERED_MEAN}
        return interval(mean(values, level=level)) | {"method": "mean"}
    except NotEstimable:
        return {"method": "mean"}


def share_fields(whole: Persons, part: Persons, belongs: Mapping[str, str], level: float) -> dict[str, Any]:
    """Return a share's interval and its method.

    The interval is Wilson's, or one that allows for persons who belong together.

    Where all or none of these are there, those who belong together count as one person. Example:
    all of 30 parents of 15 children came; Wilson's interval is that of 15 of 15. Where one of every
    child's two parents came, the children don't differ, and there is no interval; the share keeps
    its row.
    """
    if belongs and part and part != whole:
        order = in_order({person: (float(person in part),) for person in whole}, belongs)
        came = np.array([float(person in part) for person in order])
        try:
            found = within(clustered_mean(came, cluster_numbers(order, belongs), level=level), 0.0, 1.0)
        except NotEstimable:
            return {"method": Method.CLUSTERED_MEAN}
        return {"ci_low": found.ci_low, "ci_high": found.ci_high, "level": level, "method": Method.CLUSTERED_MEAN}
    units = len({belongs.get(person, person) for person in whole})
    return wilson_fields(len(part) * units // len(whole), units, level)


def wilson_fields(part: int, whole: int, level: float) -> dict[str, Any]:
    """Return the interval of a share of independent persons or events, and its method."""
    return interval(wilson(part, whole, level=level)) | {"method": "wilson"}
