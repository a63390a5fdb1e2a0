"""Who answers which questionnaire, and who is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from tsi_eval.simulate.drawn import Person
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Who answers, as places among the persons.

    Attributes:
        answered: Persons with a questionnaire, by occasion.
        only: Persons with a value of a scale, for scales that not all have.
        unfinished: The person who stopped after a few answers the first time, or None.
    """

    answered: Mapping[str, tuple[int, ...]]
    only: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unfinished: int | None = None

    def has(self, person: int, scale: str) -> bool:
        """Tell whether a person has values of a scale."""
        return person in self.only.get(scale, (person,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Three occasions: some are lost after the first.

    Those with a high value and those who left the groups are lost more often than others.

    Attributes:
        before: How many answer at the first occasion.
        after: Share of them who answer at the second.
        later: Share of those asked at the third who answer; the last group is not asked yet.
        scale: The scale whose high values go with not answering.
        mean: The scale's value from which the odds are counted.
        odds: Change of the log odds of answering, a point of the scale.
        left: How many times lower the odds are of those who left the groups.
        together: Standard deviation of the log odds between homes: two of one home answer alike.
        stream: Names of its random numbers.
        kind: Says that some are lost.
    """

    __pydantic_config__ = STRICT

    before: int
    after: float
    later: float
    scale: str
    mean: float
    odds: float
    left: float
    together: float
    stream: tuple[str, ...]
    kind: Literal["leaving"] = "leaving"

    def choose(self, rng: np.random.Generator, people: Sequence[Person], values: np.ndarray) -> Answering:
        """Choose who answers.

        Args:
            rng: Random numbers.
            people: Those who may answer.
            values: Their value of `scale`, the first time.
        """
        before = _chosen(rng, range(len(people)), np.ones(len(people)), self.before)
        after = _chosen(rng, before, self._odds(rng, before, people, values), round(self.after * len(before)))
        last = max(person.group for person in people)
        asked = [place for place in after if people[place].group < last]
        later = _chosen(rng, asked, np.ones(len(asked)), round(self.later * len(asked)))
        gone = [place for place in before if place not in after]
        return Answering(answered={"T0": before, "T1": after, "T2": later}, unfinished=int(rng.choice(gone)))

    def _odds(
        self, rng: np.random.Generator, before: Sequence[int], people: Sequence[Person], values: np.ndarray
    ) -> np.ndarray:
        homes = dict.fromkeys(people[place].home for place in before)
        lift = dict(zip(homes, rng.normal(0, self.together, len(homes)).tolist(), strict=True))
        lifts = np.array([lift[people[place].home] for place in before])
        odds: np.ndarray = np.exp(self.odds * (values[list(before)] - self.mean) + lifts)
        odds /= np.array([self.left if people[place].left else 1.0 for place in before])
        return odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Two occasions: all are there the first time, and some of them the second.

    Who is there again depends on nothing.

    Attributes:
        again: How many are there the second time.
        only: How many have a value of a scale, the same persons both times.
        stream: Names of its random numbers; those of its subject when empty.
        kind: Says that some are there again.
    """

    __pydantic_config__ = STRICT

    again: int
    only: Mapping[str, int] = field(default_factory=dict)
    stream: tuple[str, ...] = ()
    kind: Literal["again"] = "again"

    def choose(self, rng: np.random.Generator, people: Sequence[Person]) -> Answering:
        """Choose who is there again."""
        order: list[int] = rng.permutation(len(people)).tolist()
        return Answering(
            answered={"T0": tuple(range(len(people))), "T1": tuple(sorted(order[: self.again]))},
            only={scale: tuple(sorted(order[:persons])) for scale, persons in self.only.items()},
        )


Answers = Annotated[Leaving | Again, Field(discriminator="kind")]


def _chosen(rng: np.random.Generator, places: Sequence[int], odds: np.ndarray, n: int) -> tuple[int, ...]:
    drawn = rng.choice(len(places), n, replace=False, p=odds / odds.sum())
    return tuple(places[place] for place in sorted(drawn.tolist()))
