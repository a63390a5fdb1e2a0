"""Which outcomes follow from others at an occasion, such as a total from its sub-scales.

It is found in the values, so that it holds for totals that a file brings as well as for those of a
questionnaire.

1. The outcomes are gone through in order. One that is the same sum of those before it, with the
   same weights for everybody who has all of them, depends on them; another is free.
2. Only persons who have all of the outcomes count. There must be `SPARE` more of them than there
   are weights, so that no weights fit by chance.

Worked example. Five outcomes in the order emotion, conduct, hyperactivity, peers and total. The
first four are free. The total is emotion + conduct + hyperactivity + peers for all of 30 persons:
its weights are 1, 1, 1 and 1. If the total came first, peers would be the one that depends: its
weights are total 1, emotion -1, conduct -1 and hyperactivity -1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

# Outcome → weights of the free outcomes that it is the sum of.
Weights = Mapping[str, Mapping[str, float]]
SPARE = 3
# Computed sums may miss by so much of the values' spread; smaller weights are none.
EXACT = 1e-8


def dependent(values: Mapping[str, Mapping[str, float]], outcomes: Sequence[str]) -> Weights:
    """Return which outcomes follow from others, and how.

    Args:
        values: Outcome → person → value, at one occasion.
        outcomes: The outcomes, in the order in which they are gone through.
    """
    persons = sorted(frozenset.intersection(*(frozenset(values[outcome]) for outcome in outcomes)))
    free: list[str] = []
    found: dict[str, dict[str, float]] = {}
    for outcome in outcomes:
        weights = _weights(values, persons, outcome, free)
        if weights is None:
            free.append(outcome)
        else:
            found[outcome] = weights
    return found


def _weights(
    values: Mapping[str, Mapping[str, float]], persons: Sequence[str], outcome: str, free: Sequence[str]
) -> dict[str, float] | None:
    """Return the weights of the free outcomes that another is the sum of; None where it is none."""
    if not free or len(persons) < len(free) + 1 + SPARE:
        return None
    known = np.array([[1.0, *(values[name][person] for name in free)] for person in persons])
    wanted = np.array([values[outcome][person] for person in persons])
    solution, _, rank, _ = np.linalg.lstsq(known, wanted, rcond=None)
    misses = np.abs(known @ solution - wanted).max() > EXACT * max(1.0, float(np.abs(wanted).max()))
    if misses or rank < known.shape[1] or np.ptp(wanted) == 0:
        return None
    return {name: float(w) for name, w in zip(free, solution[1:], strict=True) if abs(w) > EXACT}
