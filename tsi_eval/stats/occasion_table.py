"""Repeated measurements as a table: one value a person and occasion, with labels as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tsi_eval.stats.inputs import Labels, Vector, VectorLike, at_least, is_masked, not_estimable, spread, vector
from tsi_eval.stats.labels import Codes, coded, is_missing
from tsi_eval.stats.result import result

ROUNDING = 1e-12


@result
class OccasionTable:
    """Values in standard units, with labels as numbers.

    Attributes:
        y: (values - centre) / sd.
        centre: Mean of all values, in the outcome's unit.
        sd: Their standard deviation (n - 1).
        occasion: Place of each value's occasion in `order`.
        person: Number of each value's person.
        cluster: Number of each value's cluster, or None.
        order: The occasions' labels.
        n_persons: Persons.
        n_clusters: Clusters, or 0.
    """

    y: Vector
    centre: float
    sd: float
    occasion: Codes
    person: Codes
    cluster: Codes | None
    order: tuple[Any, ...]
    n_persons: int
    n_clusters: int


def occasion_table(
    values: VectorLike, occasions: Labels, persons: Labels, order: Sequence[Any], clusters: Labels | None
) -> OccasionTable:
    """Return the values in standard units, or refuse (E138-E147, E257).

    `occasions_mixed` and `occasions_gee` both begin with it.

    Args:
        values: All values, shape (values,).
        occasions: Occasion label of each value.
        persons: Person label of each value.
        order: All occasions in order.
        clusters: Cluster label of each value, or None.
    """
    raw = vector(values, "values")
    at_least(raw.size, 3)
    order = _in_order(order)
    occasion = _ordered(occasions, raw.size, order)
    names, person = coded(persons, raw.size, "values, persons", "persons")
    found, cluster = (None, None) if clusters is None else coded(clusters, raw.size, "values, clusters", "clusters")
    if found is not None and found.size < 2:  # noqa: PLR2004
        raise not_estimable("E146")
    _one_value_each(occasion, person, cluster)
    at_least(int(np.bincount(occasion).min()), 2)
    at_least(raw.size, names.size + len(order))
    sd, centre = spread(raw), float(raw.mean())
    y = (raw - centre) / sd
    _varying_within(y, occasion, person, float(np.abs(raw).max()) / sd)
    return OccasionTable(
        y=y,
        centre=centre,
        sd=sd,
        occasion=occasion,
        person=person,
        cluster=cluster,
        order=tuple(order),
        n_persons=names.size,
        n_clusters=0 if found is None else found.size,
    )


def _in_order(order: Any) -> list[Any]:
    """Return the labels of `order`, or refuse what has no order of its own (E311)."""
    if isinstance(order, str | bytes | set | frozenset):
        raise not_estimable("E311", name="order")
    try:
        labels = list(order)
    except TypeError:  # nothing to go through
        raise not_estimable("E311", name="order") from None
    if is_masked(order) or any(map(is_missing, labels)):
        raise not_estimable("E145", name="order")
    return labels


def _ordered(occasions: Labels, n: int, order: list[Any]) -> Codes:
    names, code = coded(occasions, n, "values, occasions", "occasions")
    labels = names.tolist()
    for label in [*labels, *order]:
        if order.count(label) != 1:
            raise not_estimable("E138", name=str(label), known=", ".join(map(str, order)))
    for label in order:
        if label not in labels:
            raise not_estimable("E142", group=str(label))
    at_least(len(order), 2)
    return np.array([order.index(label) for label in labels], dtype=np.intp)[code]


def _one_value_each(occasion: Codes, person: Codes, cluster: Codes | None) -> None:
    twice = np.unique(np.column_stack([occasion, person]), axis=0).shape[0] < person.size
    split = cluster is not None and np.unique(np.column_stack([person, cluster]), axis=0).shape[0] > person.max() + 1
    if twice or split:
        raise not_estimable("E257")


def _varying_within(y: Vector, occasion: Codes, person: Codes, scale: float) -> None:
    """Refuse when occasions and persons explain everything (E139).

    Then there is no error to measure changes with.
    """
    dummies = np.eye(int(occasion.max()) + 1)[occasion][:, 1:]
    columns = np.column_stack([dummies, y])
    sizes = np.bincount(person)[:, None]
    sums = np.column_stack([np.bincount(person, weights=column) for column in columns.T])
    inside = columns - (sums / sizes)[person]
    residuals = inside[:, -1] - inside[:, :-1] @ np.linalg.lstsq(inside[:, :-1], inside[:, -1], rcond=None)[0]
    if np.abs(residuals).max() <= ROUNDING * max(scale, 1.0) * 10:
        raise not_estimable("E139")
