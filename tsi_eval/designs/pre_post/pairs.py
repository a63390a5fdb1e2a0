"""Who was measured when, and the values of those who were measured twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Cell, Claim, Estimate, Quantity, people
from tsi_eval.stats.clustered import ClusteredMean, clustered_mean
from tsi_eval.stats.inputs import Vector
from tsi_eval.stats.mean import mean
from tsi_eval.stats.proportion import wilson
from tsi_eval.study import Study

Persons = frozenset[str]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """One outcome at two occasions.

    Attributes:
        design: Name of the design that asks.
        outcome: The outcome's id.
        step: Smallest step of its scale.
        first: The first occasion.
        second: The second.
        persons: Those measured at both, in an order that depends on their values and never on a pseudonym.
        before: Their first values, in that order.
        after: Their second values.
        clusters: What each belongs to, in that order, as numbers in order of appearance: sums over names would differ in their last
            digits with the names. () when persons stand for themselves.
        belongs: Every person → what it belongs to, or {}.
        sets: "before", "after", "both", "before_only", "after_only" → persons.
        left: Those who were not measured again → their first value.
    """

    design: str
    outcome: str
    step: float
    first: str
    second: str
    persons: tuple[str, ...]
    before: Vector
    after: Vector
    clusters: tuple[int, ...]
    belongs: Mapping[str, str]
    sets: Mapping[str, Persons]
    left: Mapping[str, float]

    @property
    def between(self) -> str:
        """The period of a change."""
        return f"{self.first} > {self.second}"

    @property
    def change(self) -> Vector:
        """After - before."""
        return self.after - self.before

    def those(self, mask: Mask) -> Persons:
        """Return the persons at these places."""
        return frozenset(person for person, there in zip(self.persons, mask, strict=True) if there)

    def basis(self, persons: Persons, part: Persons | None = None) -> tuple[Cell, ...]:
        """Return what a number of these persons rests on; parents of one child are counted as children too."""
        return resting_on(persons, self.belongs, part)

    def estimate(self, quantity: Quantity, value: float, persons: Persons, **more: Any) -> Estimate:
        """Return a number about these persons; "both", the outcome's own unit and a description unless `more` says otherwise."""
        fields: dict[str, Any] = {
            "group": "both",
            "unit": self.outcome,
            "claim": Claim.DESCRIBES,
            "basis": self.basis(persons),
            "n": len(persons),
        }
        return Estimate(
            question="",
            design=self.design,
            quantity=quantity,
            outcome=self.outcome,
            estimate=value,
            step=self.step,
            **fields | more,
        )

    def name(self, quantity: Quantity, group: str, period: str) -> str:
        """Return the name by which other estimates of the question refer to one of these."""
        return f"|{quantity}|{self.outcome}|{group}|{period}"

    def by_cluster(self, values: Vector) -> Vector:
        """Return the sums of values over those who belong together; the values themselves when persons stand for themselves."""
        if not self.clusters:
            return values
        _, code = np.unique(self.clusters, return_inverse=True)
        totals: Vector = np.bincount(code, weights=values).astype(np.float64)
        return totals

    def of_all(self, values: Vector, level: float) -> dict[str, Any]:
        """Return the mean of values in the order of the persons, with an interval that allows for clusters, and its method."""
        return mean_fields(values, self.clusters, level)


def pairs_of(
    study: Study,
    design: str,
    outcome: str,
    occasions: tuple[str, str],
    cluster: str = "",
    among: Persons | None = None,
) -> Pairs:
    """Return an outcome's pairs; with `among`, of these persons only."""
    first, second = (study.values(outcome, at) for at in occasions)
    if among is not None:
        first, second = (values[values.index.isin(among)] for values in (first, second))
    both = first.index.intersection(second.index)
    belongs = belonging(study, cluster, first.index.union(second.index))
    values = {str(person): (float(first[person]), float(second[person])) for person in both}
    persons = tuple(in_order(values, belongs))
    before, after = (np.array([values[p][place] for p in persons], dtype=np.float64) for place in (0, 1))
    sets = {"before": frozenset(first.index), "after": frozenset(second.index)}
    sets |= {
        "both": sets["before"] & sets["after"],
        "before_only": sets["before"] - sets["after"],
        "after_only": sets["after"] - sets["before"],
    }
    return Pairs(
        design=design,
        outcome=outcome,
        step=study.outcomes[outcome].step,
        first=occasions[0],
        second=occasions[1],
        persons=persons,
        before=before,
        after=after,
        clusters=numbered([belongs[person] for person in persons]) if cluster else (),
        belongs=belongs,
        sets=sets,
        left={str(person): float(first[person]) for person in sorted(sets["before_only"])},
    )


def belonging(study: Study, cluster: str, persons: Iterable[str]) -> dict[str, str]:
    """Return every person → what it belongs to; empty when persons stand for themselves."""
    names = sorted(persons)
    return dict(zip(names, study.clusters(cluster, names), strict=True)) if cluster else {}


def in_order(values: Mapping[str, tuple[float, ...]], belongs: Mapping[str, str]) -> list[str]:
    """Return persons in an order that follows their values and those of whom they belong with, never their names."""
    together: dict[str, list[tuple[float, ...]]] = {}
    for person, value in values.items():
        together.setdefault(belongs.get(person, person), []).append(value)
    return sorted(values, key=lambda p: (values[p], sorted(together[belongs.get(p, p)]), belongs.get(p, ""), p))


def mean_fields(values: Vector, clusters: tuple[int, ...], level: float) -> dict[str, Any]:
    """Return a mean's interval and its method; equal values have none, and without the row a reader would know that they are equal."""
    try:
        if clusters:
            return interval(clustered_mean(values, clusters, level=level)) | {"method": "clustered_mean"}
        return interval(mean(values, level=level)) | {"method": "mean"}
    except NotEstimable:
        return {"method": "mean"}


def within(found: ClusteredMean, least: float, most: float) -> ClusteredMean:
    """Return a mean with its interval cut where no such mean can lie."""
    return replace(found, ci_low=max(found.ci_low, least), ci_high=min(found.ci_high, most))


def share_interval(whole: Persons, there: Persons, belongs: Mapping[str, str], level: float) -> dict[str, Any]:
    """Return a share's interval and its method: Wilson's, or one that allows for those who belong together.

    Where all or none of these are there, they count as one.
    """
    if belongs and there and there != whole:
        order = in_order({person: (float(person in there),) for person in whole}, belongs)
        came = np.array([float(person in there) for person in order])
        found = within(clustered_mean(came, numbered([belongs[person] for person in order]), level=level), 0.0, 1.0)
        return {"ci_low": found.ci_low, "ci_high": found.ci_high, "level": level, "method": "clustered_mean"}
    units = len({belongs.get(person, person) for person in whole})
    alone = wilson(len(there) * units // len(whole), units, level=level)
    return {"ci_low": alone.ci_low, "ci_high": alone.ci_high, "level": level, "method": "wilson"}


def numbered(names: Sequence[str]) -> tuple[int, ...]:
    """Return each name as its number in order of appearance."""
    known = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return tuple(known[name] for name in names)


def resting_on(persons: Persons, belongs: Mapping[str, str], part: Persons | None = None) -> tuple[Cell, ...]:
    """Return the cell of these persons, then those of whom they belong to; of a share, of both its sides."""
    first = people(persons, part)
    if not belongs:
        return (first,)
    sides = (persons,) if part is None else tuple(side for side in (part, persons - part) if side)
    return (first, *(people(frozenset(belongs[person] for person in side)) for side in sides))


def interval(result: Any) -> dict[str, float]:
    """Return what a result says of its uncertainty, as an estimate's fields."""
    return {name: getattr(result, name) for name in ("se", "ci_low", "ci_high", "level") if hasattr(result, name)}
