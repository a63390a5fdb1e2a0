"""What is measured, occasion by occasion, drawn around planted means and changes.

Each kind of scale gives a table with a row for each person and a column for each occasion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from tsi_eval.simulate.measures.course import Course
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """A scale measured twice.

    Attributes:
        id: Name.
        mean: Expected value the first time.
        sd: Standard deviation, both times.
        correlation: Between the two times.
        change: Expected second value less the first.
        minimum: The lowest value.
        maximum: The highest.
        step: Values are multiples of it.
        norm_sd: Standard deviation of the norm group, where the scale is normed; nothing is drawn
            by it.
        practice: What of the change comes from having met the test before.
        stream: Names of its random numbers; those of its subject when empty.
        kind: Says that these are pairs.
    """

    __pydantic_config__ = STRICT

    id: str
    mean: float
    sd: float
    correlation: float
    change: float
    minimum: float
    maximum: float
    step: float = 1
    norm_sd: float | None = None
    practice: float = 0
    stream: tuple[str, ...] = ()
    kind: Literal["pairs"] = "pairs"

    def draw(self, rng: np.random.Generator, course: Course) -> np.ndarray:
        """Draw both values of each person."""
        return self.pairs(rng, len(course.homes))

    def pairs(self, rng: np.random.Generator, persons: int) -> np.ndarray:
        """Draw both values of so many persons."""
        first = rng.normal(0, self.sd, persons)
        noise = rng.normal(0, self.sd * sqrt(1 - self.correlation**2), persons)
        second = self.correlation * first + noise + self.change
        steps = np.rint((self.mean + np.column_stack([first, second])) / self.step)
        found: np.ndarray = np.clip(steps * self.step, self.minimum, self.maximum)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A scale of persons who came because of a high value, measured twice.

    The second value moves towards the mean of the population, as far as its reliability says.
    Example: a mean of 15.0 before, in a population with mean 8.4 and reliability 0.72, falls by
    0.28 · 6.6 = 1.85 with no change in anyone.

    Attributes:
        id: Name.
        mean_before: Expected value the first time.
        sd_before: Standard deviation the first time.
        population_mean: Mean of those that the group was chosen from.
        population_sd: Their standard deviation.
        reliability: Correlation of two measurements of them.
        change_besides: Expected change beyond that by the choice.
        maximum: The highest value; the lowest is 0.
        stream: Names of its random numbers; those of its subject when empty.
        kind: Says that these persons were chosen.
    """

    __pydantic_config__ = STRICT

    id: str
    mean_before: float
    sd_before: float
    population_mean: float
    population_sd: float
    reliability: float
    change_besides: float
    maximum: int
    stream: tuple[str, ...] = ()
    kind: Literal["chosen"] = "chosen"

    @property
    def change_by_choice(self) -> float:
        """Expected change with no change in anyone."""
        return (1 - self.reliability) * (self.population_mean - self.mean_before)

    def draw(self, rng: np.random.Generator, course: Course) -> np.ndarray:
        """Draw both values; later occasions have the second one."""
        drawn = course.alike(rng, np.eye(2))
        before = self.mean_before + self.sd_before * drawn[:, 0]
        noise = self.population_sd * sqrt(1 - self.reliability**2) * drawn[:, 1]
        after = self.population_mean + self.reliability * (before - self.population_mean) + noise + self.change_besides
        columns = [before, *[after] * (len(course.occasions) - 1)]
        return np.clip(np.rint(np.column_stack(columns)), 0, self.maximum).astype(int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum of several questions.

    Attributes:
        id: Name.
        mean: Expected sum at the first occasion.
        sd: Standard deviation at each occasion.
        change: Expected change since the first occasion, by occasion.
        questions: How many questions.
        least: The lowest answer to one.
        most: The highest.
        stream: Names of its random numbers; those of its subject when empty.
        kind: Says that this is a sum.
    """

    __pydantic_config__ = STRICT

    id: str
    mean: float
    sd: float
    change: Mapping[str, float]
    questions: int
    least: int
    most: int
    stream: tuple[str, ...] = ()
    kind: Literal["sum"] = "sum"

    def draw(self, rng: np.random.Generator, course: Course) -> np.ndarray:
        """Draw the sum at each occasion."""
        means = self.mean + np.array([self.change[at] for at in course.occasions])
        drawn = means + self.sd * course.alike(rng, course.correlation)
        return np.clip(np.rint(drawn), self.questions * self.least, self.questions * self.most).astype(int)

    def items(self, rng: np.random.Generator, total: int) -> list[int]:
        """Spread a sum over the questions."""
        steps = self.most - self.least
        points = rng.choice(self.questions * steps, total - self.questions * self.least, replace=False) // steps
        found: list[int] = (self.least + np.bincount(points, minlength=self.questions)).tolist()
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """A single question with ordered answers from 1, behind which lies a standard normal value.

    Attributes:
        id: Name.
        limits: Where the value passes from one answer to the next.
        shift: Change of the value since the first occasion, by occasion.
        stream: Names of its random numbers; those of its subject when empty.
        kind: Says that this is a question with steps.
    """

    __pydantic_config__ = STRICT

    id: str
    limits: tuple[float, ...]
    shift: Mapping[str, float]
    stream: tuple[str, ...] = ()
    kind: Literal["steps"] = "steps"

    def share_from(self, answer: int, occasion: str) -> float:
        """Return the expected share with at least an answer, at an occasion."""
        return 1 - NormalDist().cdf(self.limits[answer - 2] - self.shift[occasion])

    def draw(self, rng: np.random.Generator, course: Course) -> np.ndarray:
        """Draw the answer at each occasion."""
        behind = course.alike(rng, course.correlation) + np.array([self.shift[at] for at in course.occasions])
        steps: np.ndarray = 1 + np.searchsorted(self.limits, behind)
        return steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """How many of some days something happened; each home has its own share of days.

    Attributes:
        id: Name.
        days: Of how many days.
        share: Expected share of days, by occasion; it changes by the same ratio in all homes.
        spread: The higher, the more alike homes are.
        stream: Names of its random numbers; those of its subject when empty.
        kind: Says that these are days.
    """

    __pydantic_config__ = STRICT

    id: str
    days: int
    share: Mapping[str, float]
    spread: float
    stream: tuple[str, ...] = ()
    kind: Literal["days"] = "days"

    def draw(self, rng: np.random.Generator, course: Course) -> np.ndarray:
        """Draw the days at each occasion."""
        first = self.share[course.occasions[0]]
        homes = rng.beta(self.spread * first, self.spread * (1 - first), int(course.homes.max()) + 1)
        ratios = np.array([self.share[at] / first for at in course.occasions])
        days: np.ndarray = rng.binomial(self.days, homes[course.homes][:, None] * ratios)
        return days


Scale = Annotated[Pairs | Chosen | Sum | Steps | Days, Field(discriminator="kind")]
