"""Occasions, and how the answers of persons hang together over them.

Two persons of one home are alike: a share `within_home` of the variance is the home's. Example:
with 0.4, the answers of two parents of one child correlate by 0.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from tsi_eval.simulate.drawn import Person
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """How two occasions correlate."""

    __pydantic_config__ = STRICT

    between: tuple[str, str]
    r: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The occasions, and how persons' answers hang together.

    Attributes:
        occasions: Such as "T0" and "T1".
        homes: Place of each person's home.
        within_home: Correlation of two persons of one home.
        correlation: Of two occasions, in scales that are measured at all of them.
    """

    occasions: tuple[str, ...]
    homes: np.ndarray
    within_home: float
    correlation: np.ndarray

    def alike(self, rng: np.random.Generator, correlation: np.ndarray) -> np.ndarray:
        """Draw standard normal rows, one a person, whose columns correlate as given."""
        root = np.linalg.cholesky(correlation).T
        width = len(correlation)
        shared = rng.normal(size=(int(self.homes.max()) + 1, width)) @ root
        own = rng.normal(size=(len(self.homes), width)) @ root
        drawn: np.ndarray = sqrt(self.within_home) * shared[self.homes] + sqrt(1 - self.within_home) * own
        return drawn


def course(
    people: Sequence[Person], occasions: tuple[str, ...], within_home: float, correlations: Sequence[Correlation]
) -> Course:
    """Return the course of some persons over the occasions."""
    places = {home: place for place, home in enumerate(dict.fromkeys(person.home for person in people))}
    matrix = np.eye(len(occasions))
    for given in correlations:
        first, second = (occasions.index(at) for at in given.between)
        matrix[first, second] = matrix[second, first] = given.r
    return Course(
        occasions=occasions,
        homes=np.array([places[person.home] for person in people]),
        within_home=within_home,
        correlation=matrix,
    )
