"""One outcome at two occasions: who was measured when, and the pairs of values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tsi_eval.designs.estimating import estimated, mean_fields, name_of, share_fields
from tsi_eval.designs.persons import Persons, belonging, cluster_numbers, in_order, resting_on
from tsi_eval.findings import Cell, Claim, Estimate, Part, Quantity, UnitKind, Units
from tsi_eval.stats.inputs import Vector
from tsi_eval.study import Study
from tsi_eval.study.scale_step import step_of

if TYPE_CHECKING:
    import pandas as pd

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """One outcome at two occasions.

    Attributes:
        design: Name of the design that asks.
        outcome: The outcome's id.
        step: Smallest step of its scale, or of its values where that is larger.
        first: The first occasion.
        second: The second.
        persons: Those measured at both, in an order that depends on their values and never on a
            pseudonym.
        before: Their first values, in that order.
        after: Their second values.
        clusters: What each belongs to, in that order, as numbers in order of appearance: sums over
            names would differ in their last digits with the names. () when persons stand for
            themselves.
        belongs: Every person → what it belongs to, or {}.
        sets: "before", "after", "both", "before_only", "after_only" → persons.
        leavers: Those who were not measured again → their first value.
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
    sets: Mapping[Part, Persons]
    leavers: Mapping[str, float]

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
        return frozenset(person for person, chosen in zip(self.persons, mask, strict=True) if chosen)

    def basis(self, persons: Persons, part: Persons | None = None) -> tuple[Cell, ...]:
        """Return what a number of these persons rests on.

        Two parents of one child are counted as a child too.
        """
        return resting_on(persons, self.belongs, part)

    def cells(self, *parts: Persons) -> tuple[Cell, ...]:
        """Return what a number rests on that takes these parts apart."""
        return tuple(cell for part in parts for cell in self.basis(part))

    def estimate(self, quantity: Quantity, value: float, persons: Persons, **more: Any) -> Estimate:
        """Return a number about these persons.

        It is about those measured both times, in the outcome's own unit, and describes, unless
        `more` says otherwise.
        """
        fields: dict[str, Any] = {
            "outcome": self.outcome,
            "group": Part.BOTH,
            "unit": self.outcome,
            "claim": Claim.DESCRIBES,
            "step": self.step,
            "n": len(persons),
        }
        basis = more.pop("basis", None) or self.basis(persons)
        return estimated(self.design, quantity, value, basis, **fields | more)

    def count(self, persons: Persons, group: str, **more: Any) -> Estimate:
        """Return how many persons a group is."""
        fields: dict[str, Any] = {"group": group, "unit": "persons", "method": "count"}
        return self.estimate(Quantity.COUNT, float(len(persons)), persons, **fields | more)

    def share(self, whole: Persons, part: Persons, level: float, **more: Any) -> Estimate:
        """Return what share of some persons these are.

        The interval allows for those who belong together.
        """
        fields = {"unit": "share", "basis": self.basis(whole, part)}
        fields |= share_fields(whole, part, self.belongs, level)
        return self.estimate(Quantity.SHARE, len(part) / len(whole), whole, **fields | more)

    def name(self, quantity: Quantity, group: str, period: str) -> str:
        """Return the name by which other estimates of the question refer to one of these."""
        return name_of(quantity, self.outcome, group, period)

    def units(self) -> Units:
        """Return the independent units: persons, or what they belong to."""
        if not self.clusters:
            return Units(kind=UnitKind.PERSONS)
        return Units(kind=UnitKind.TOGETHER, count=len(set(self.clusters)))

    def by_cluster(self, values: Vector) -> Vector:
        """Return the sums of values over those who belong together.

        When persons stand for themselves, these are the values.
        """
        if not self.clusters:
            return values
        _, code = np.unique(self.clusters, return_inverse=True)
        totals: Vector = np.bincount(code, weights=values).astype(np.float64)
        return totals

    def of_all(self, values: Vector, level: float) -> dict[str, Any]:
        """Return the interval of a mean of values in the order of the persons, and its method.

        The interval allows for clusters.
        """
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
    belongs = belonging(study, cluster, first.index.union(second.index))
    return paired(
        first, second, belongs, design=design, outcome=outcome, occasions=occasions, step=step_of(study, outcome)
    )


def paired(
    first: pd.Series[float],
    second: pd.Series[float],
    belongs: Mapping[str, str],
    *,
    design: str,
    outcome: str,
    occasions: tuple[str, str],
    step: float,
) -> Pairs:
    """Return the pairs of two columns of values, each by person.

    What the outcome is need not be a measure.
    """
    both = first.index.intersection(second.index)
    values = {str(person): (float(first[person]), float(second[person])) for person in both}
    persons = tuple(in_order(values, belongs))
    before, after = (np.array([values[p][place] for p in persons], dtype=np.float64) for place in (0, 1))
    sets = {Part.BEFORE: frozenset(first.index), Part.AFTER: frozenset(second.index)}
    sets |= {
        Part.BOTH: sets[Part.BEFORE] & sets[Part.AFTER],
        Part.BEFORE_ONLY: sets[Part.BEFORE] - sets[Part.AFTER],
        Part.AFTER_ONLY: sets[Part.AFTER] - sets[Part.BEFORE],
    }
    return Pairs(
        design=design,
        outcome=outcome,
        step=step,
        first=occasions[0],
        second=occasions[1],
        persons=persons,
        before=before,
        after=after,
        clusters=cluster_numbers(persons, belongs),
        belongs=belongs,
        sets=sets,
        leavers={str(person): float(first[person]) for person in sorted(sets[Part.BEFORE_ONLY])},
    )
