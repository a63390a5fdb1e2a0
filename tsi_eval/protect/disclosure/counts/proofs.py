"""Why groups are exposed: the limits of known sizes from which it follows.

`recoverable` keeps them while covers are chosen. As long as these limits are known, or narrower
ones, the group stays exposed, whatever else is hidden.

Worked example. Älvdalen's 3 follow from 30 in all, 14 in Mora and 13 in Orsa. The proof holds as
long as these three sizes are known. When Orsa is hidden, it holds no longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Sizes = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    """Limits of known groups from which it follows that a group is exposed."""

    places: Places
    low: Sizes
    high: Sizes

    def holds(self, low: Sizes, high: Sizes) -> bool:
        """Tell whether limits that are known now are as narrow."""
        return bool((low[self.places] >= self.low).all() and (high[self.places] <= self.high).all())


class Proofs:
    """All that were found so far, by the group that they are about."""

    def __init__(self) -> None:
        """Begin without any."""
        self._of: dict[int, list[_Proof]] = {}

    def add(self, one: int, places: Places, low: Sizes, high: Sizes) -> None:
        """Keep that a group is exposed by the limits known now at some places."""
        proof = _Proof(places=places, low=low[places].copy(), high=high[places].copy())
        self._of.setdefault(one, []).append(proof)

    def groups(self) -> Iterable[int]:
        """Return the groups of which any proof was found."""
        return self._of.keys()

    def holds(self, one: int, low: Sizes, high: Sizes) -> bool:
        """Tell whether a group is exposed for a reason that was found before."""
        return any(proof.holds(low, high) for proof in self._of.get(one, ()))

    def rest_on(self, one: int, low: Sizes, high: Sizes) -> list[int]:
        """Return the places of all that the proofs rest on that hold now."""
        holding = (proof for proof in self._of.get(one, ()) if proof.holds(low, high))
        return [place for proof in holding for place in proof.places.tolist()]
