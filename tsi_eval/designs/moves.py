"""Who moved which way between two occasions, and how many they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from tsi_eval.designs.pairs import Pairs
from tsi_eval.designs.persons import Persons
from tsi_eval.findings import Estimate, Part


def directions(pairs: Pairs) -> dict[str, Persons]:
    """Return who moved up, down, or not at all.

    A move smaller than a billionth of a step is rounding.
    """
    moved = np.where(np.abs(pairs.change) <= pairs.step * 1e-9, 0.0, pairs.change)
    return {
        Part.MOVED_LOWER: pairs.those(moved < 0),
        Part.MOVED_NOWHERE: pairs.those(moved == 0),
        Part.MOVED_HIGHER: pairs.those(moved > 0),
    }


def counted(pairs: Pairs, groups: Mapping[str, Persons], method: str) -> Iterator[Estimate]:
    """Yield how many each group is of those measured both times, who are its whole."""
    whole = pairs.basis(pairs.sets[Part.BOTH])
    for group, persons in groups.items():
        basis = (*pairs.basis(persons), *whole)
        yield pairs.count(persons, group, period=pairs.between, method=method, basis=basis)
