"""What a reader knows of groups' sizes, while covers come and go.

`covers` hides and shows groups one at a time. Here it is kept up which numbers are then shown, and
so which sizes are known, without going through all numbers again.

1. A number is hidden as long as a hidden group is among those whose size it would publish.
2. A group's size is known as long as any shown number publishes it. Otherwise the limits of a band
   are known, if one is shown.
3. `hide` and `show` return the groups of which a reader now knows something else (`Changes`).

Worked example. A share shows 30 in all, 18 who finished and 12 who did not, and a count shows the
18 again. When the 12 are hidden the share goes: 30 and 12 are no longer known, and the 18 still
are, from the count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tsi_eval.findings import Cell, Estimate, Role
from tsi_eval.protect.disclosure.decisions import BANDED, SHOWN, Decision, published_by

# Smallest and largest size; the largest is None where nothing bounds it.
Range = tuple[float, float | None]
# Group → what is known of its size now; None when nothing is.
Changes = dict[str, Range | None]


class Published:
    """Which sizes the shown numbers publish.

    Attributes:
        known: Group → its smallest and largest size, for all of which a reader knows anything.
        hidden: The groups that are hidden now.
    """

    def __init__(
        self,
        estimates: Sequence[Estimate],
        decisions: Sequence[Decision],
        cells: Mapping[str, Cell],
        hidden: Iterable[str] = (),
    ) -> None:
        """Begin with what was decided of each number, and hide groups.

        Args:
            estimates: All of them.
            decisions: What was decided of each by itself.
            cells: Group → its cell.
            hidden: Groups whose size no number may publish.
        """
        self.known: dict[str, Range] = {}
        self.hidden: set[str] = set()
        self._cells = cells
        self._exact = [_exact(*pair) for pair in zip(estimates, decisions, strict=True)]
        self._band = [_band(*pair) for pair in zip(estimates, decisions, strict=True)]
        self._is_answer = [
            estimate.role is Role.HEADLINE and decision.status == SHOWN
            for estimate, decision in zip(estimates, decisions, strict=True)
        ]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, groups in enumerate(self._exact):
            for group in dict.fromkeys(groups):
                self._places[group].append(place)
        self._hiders = [0] * len(self._exact)
        self._publishers: Counter[str] = Counter()
        self._answers: Counter[str] = Counter()
        self._bands: dict[str, dict[int, Range]] = defaultdict(dict)
        for place in range(len(self._exact)):
            self._count(place, 1)
        for group in self._publishers.keys() | self._bands.keys():
            self._learn(group)
        for group in hidden:
            self.hide(group)

    def hide(self, group: str) -> Changes:
        """Hide every number that would publish a group's size, and return what that changes."""
        self.hidden.add(group)
        return self._turned(group, 1)

    def show(self, group: str) -> Changes:
        """Take back that a group is hidden, and return what that changes."""
        self.hidden.remove(group)
        return self._turned(group, -1)

    def is_exact(self, group: str) -> bool:
        """Tell whether a group's exact size is known."""
        low, high = self.known.get(group, (0, None))
        return low == high

    def is_answer(self, group: str) -> bool:
        """Tell whether an answer to a question publishes a group's size."""
        return self._answers[group] > 0

    def numbers(self, group: str) -> int:
        """Return how many shown numbers publish a group's size."""
        return self._publishers[group]

    def wholes_of_bands(self, group: str) -> tuple[str, ...]:
        """Return the wholes of the shares whose bands limit a group."""
        return tuple(self._exact[place][0] for place in self._bands.get(group, ()))

    def _turned(self, group: str, step: int) -> Changes:
        touched: dict[str, None] = {}
        for place in self._places.get(group, ()):
            before = self._hiders[place]
            self._hiders[place] += step
            if (before == 0) != (self._hiders[place] == 0):
                self._count(place, -step)
                touched |= dict.fromkeys((*self._exact[place], *self._band[place]))
        changes: Changes = {}
        for name in touched:
            before_it = self.known.get(name)
            self._learn(name)
            if self.known.get(name) != before_it:
                changes[name] = self.known.get(name)
        return changes

    def _count(self, place: int, step: int) -> None:
        """Count what a number publishes, or no longer count it."""
        for group in self._exact[place]:
            self._publishers[group] += step
            self._answers[group] += step * self._is_answer[place]
        for group, limits in self._band[place].items():
            if step > 0:
                self._bands[group][place] = limits
            else:
                del self._bands[group][place]

    def _learn(self, group: str) -> None:
        """Say what is known of a group's size; of several bands the first is."""
        if self._publishers[group]:
            size = self._cells[group].n
            self.known[group] = (size, size)
        elif bands := self._bands.get(group):
            self.known[group] = bands[min(bands)]
        else:
            self.known.pop(group, None)


def _exact(estimate: Estimate, decision: Decision) -> tuple[str, ...]:
    """Return the groups whose size a number publishes; hiding any of them hides the number.

    A band states the size of the whole, and leaves the part open.
    """
    if decision.status == SHOWN:
        return tuple(published_by(estimate))
    return (estimate.basis[0].group,) if decision.status == BANDED else ()


def _band(estimate: Estimate, decision: Decision) -> dict[str, Range]:
    if decision.status == BANDED and decision.band is not None:
        return {estimate.basis[0].numerator_group: decision.band}
    return {}
