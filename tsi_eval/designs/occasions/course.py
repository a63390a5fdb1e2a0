"""One outcome of the same persons at every occasion: who was measured when, and means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tsi_eval.designs.estimating import mean_fields
from tsi_eval.designs.pairs import Pairs, pairs_of
from tsi_eval.designs.persons import Persons, belonging, cluster_numbers, in_order
from tsi_eval.designs.response import of_asked
from tsi_eval.findings import Estimate, Missing, Part, Quantity, Series, Units
from tsi_eval.study import Study

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One outcome at three occasions or more.

    Attributes:
        columns: Occasion, in order → values by person.
        pairs: The first and the last occasion; it knows what everyone belongs to who was ever
            measured.
        level: Confidence level.
    """

    columns: Mapping[str, pd.Series[float]]
    pairs: Pairs
    level: float

    @property
    def occasions(self) -> tuple[str, ...]:
        """The occasions, in order."""
        return tuple(self.columns)

    def measured(self, occasion: str) -> Persons:
        """Return who was measured at an occasion."""
        return frozenset(self.columns[occasion].index)

    def every_time(self) -> Persons:
        """Return who was measured at every occasion."""
        return frozenset.intersection(*(self.measured(occasion) for occasion in self.occasions))


def course_of(
    study: Study, design: str, outcome: str, occasions: tuple[str, ...], cluster: str, level: float
) -> Course:
    """Return an outcome's values at every occasion, and what the persons belong to."""
    columns = {at: study.values(outcome, at) for at in occasions}
    pairs = pairs_of(study, design, outcome, (occasions[0], occasions[-1]), cluster)
    everyone = frozenset[str]().union(*(column.index for column in columns.values()))
    return Course(columns=columns, pairs=replace(pairs, belongs=belonging(study, cluster, everyone)), level=level)


def flow(course: Course) -> Iterator[Estimate]:
    """Yield how many were measured at each occasion, and how many at all of them."""
    sets = {at: course.measured(at) for at in course.occasions}
    for at, persons in sets.items():
        yield course.pairs.count(persons, "measured", period=at)
    yield course.pairs.count(course.every_time(), Part.COMPLETE)


def missing(course: Course, rates: Iterable[Estimate]) -> tuple[Missing, ...]:
    """Return who is missing: of those measured first, all but those measured at every occasion.

    So are those who were asked, where that is known.

    Args:
        course: The outcome.
        rates: Who answered, of those who were asked.
    """
    first, there = course.pairs.name(Quantity.COUNT, "measured", course.occasions[0]), _complete(course)
    return (Missing(of=first, there=there), *of_asked(rates, there=there))


def units(course: Course) -> Units:
    """Return the independent units of those measured at every occasion."""
    found = course.pairs.units()
    return found if course.pairs.clusters else replace(found, names=(_complete(course),))


def _complete(course: Course) -> str:
    return course.pairs.name(Quantity.COUNT, Part.COMPLETE, "")


def means(course: Course) -> Series:
    """Return the mean of those measured, at each occasion."""
    return Series(name="means", axis="occasion", points=tuple(_mean(course, at) for at in course.occasions))


def _mean(course: Course, occasion: str) -> Estimate:
    values, pairs = course.columns[occasion], course.pairs
    order = in_order({str(person): (float(value),) for person, value in values.items()}, pairs.belongs)
    clusters = cluster_numbers(order, pairs.belongs)
    return pairs.estimate(
        Quantity.MEAN,
        float(values[order].to_numpy().mean()),
        frozenset(values.index),
        group="measured",
        period=occasion,
        axis="occasion",
        **mean_fields(np.array(values[order].tolist(), dtype=np.float64), clusters, course.level),
    )
