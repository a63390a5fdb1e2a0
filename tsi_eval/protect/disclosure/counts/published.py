"""What a reader knows of groups' sizes, while covers come and go.

`covers` hides and shows groups one at a time. Here it is kept up which numbers are then shown, and
so which sizes are known, without going through all numbers again.

1. A number is hidden as long as a hidden group is among those whose size it would publish.
2. A group's size is known as long as any shown number publishes it. Otherwise the limits of a band
   are known, if one is shown.
3. A share of a small group would be a band if it were near none or all. So a reader who sees that
   it is hidden, and knows the group's size, knows that it is not: those limits are known as long as
   the group is not hidden (`_between`).
4. `hide` and `show` return the groups of which a reader now knows something else (`Changes`).

Worked example. A share shows 30 in all, 18 who finished and 12 who did not, and a count shows the
18 again. When the 12 are hidden the share goes: 30 and 12 are no longer known, and the 18 still
are, from the count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tsi_eval.findings import Cell, Estimate, Role
from tsi_eval.protect.disclosure.decisions import BANDED, SHOWN, Decision, published_by
from tsi_eval.protect.disclosure.policies import Policy

# A mean, a change or a spread is worth so many counts or shares.
OF_VALUES = 4
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
        rules: Mapping[str, Policy | None] | None = None,
    ) -> None:
        """Begin with what was decided of each number, and hide groups.

        Args:
            estimates: All of them.
            decisions: What was decided of each by itself.
            cells: Group → its cell.
            hidden: Groups whose size no number may publish.
            rules: Group → the policy for its kind.
        """
        self.known: dict[str, Range] = {}
        self.hidden: set[str] = set()
        self._cells = cells
        self._said = tuple(_all_said(estimates, decisions, rules or {}))
        # Whether a share of these groups is a band is known, as long as the groups are not hidden.
        self.wholes = frozenset(said.goes_with[0] for said in self._said if said.band)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, said in enumerate(self._said):
            for group in dict.fromkeys(said.goes_with):
                self._places[group].append(place)
        self._hiders = [0] * len(self._said)
        self._publishers: Counter[str] = Counter()
        self._answers: Counter[str] = Counter()
        self._bands: dict[str, dict[int, Range]] = defaultdict(dict)
        for place in range(len(self._said)):
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
        """Tell whether a shown number publishes a group's exact size."""
        return self._publishers[group] > 0

    def is_answer(self, group: str) -> bool:
        """Tell whether an answer to a question publishes a group's size."""
        return self._answers[group] > 0

    def may_be_hidden(self, group: str) -> bool:
        """Tell whether anything that is known, or would be, goes with a group."""
        return group in self._places

    def worth(self, group: str) -> int:
        """Return how much is shown of a group: the numbers that go with it, by their worth."""
        return sum(self._said[place].worth for place in self._places.get(group, ()) if not self._hiders[place])

    def wholes_of_bands(self, group: str) -> tuple[str, ...]:
        """Return the wholes of the shares whose bands limit a group."""
        return tuple(self._said[place].goes_with[0] for place in self._bands.get(group, ()))

    def _turned(self, group: str, step: int) -> Changes:
        touched: dict[str, None] = {}
        for place in self._places.get(group, ()):
            before = self._hiders[place]
            self._hiders[place] += step
            if (before == 0) != (self._hiders[place] == 0):
                self._count(place, -step)
                touched |= dict.fromkeys((*self._said[place].exact, *self._said[place].band))
        changes: Changes = {}
        for name in touched:
            before_it = self.known.get(name)
            self._learn(name)
            if self.known.get(name) != before_it:
                changes[name] = self.known.get(name)
        return changes

    def _count(self, place: int, step: int) -> None:
        """Count what a number publishes, or no longer count it."""
        said = self._said[place]
        for group in said.exact:
            self._publishers[group] += step
            self._answers[group] += step * said.is_answer
        for group, limits in said.band.items():
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


class _Said(NamedTuple):
    """What one number says of sizes, as long as none of the groups that it goes with is hidden.

    Attributes:
        goes_with: Hiding any of these groups hides the number.
        exact: The groups whose size it publishes.
        band: Group → the limits that it publishes.
        is_answer: Whether it answers a question.
        worth: How much is lost with it.
    """

    goes_with: tuple[str, ...]
    exact: tuple[str, ...]
    band: Mapping[str, Range]
    is_answer: bool
    worth: int


def _all_said(
    estimates: Sequence[Estimate], decisions: Sequence[Decision], rules: Mapping[str, Policy | None]
) -> Iterator[_Said]:
    """Yield what each number says, in their order, and after them what shares say by no bands."""
    for estimate, decision in zip(estimates, decisions, strict=True):
        exact = _exact(estimate, decision)
        is_answer = estimate.role is Role.HEADLINE and decision.status == SHOWN
        worth = _worth(estimate)
        yield _Said(exact, exact, _band(estimate, decision), is_answer, worth)
    for estimate, decision in zip(estimates, decisions, strict=True):
        yield from _between(estimate, decision, rules)


def _worth(estimate: Estimate) -> int:
    """Return how much is lost with a number; nothing with one that only stands beside others."""
    record = estimate.quantity.record
    if record.aside:
        return 0
    return 1 if record.guard.of_counts else OF_VALUES


def _between(estimate: Estimate, decision: Decision, rules: Mapping[str, Policy | None]) -> Iterator[_Said]:
    """Yield what follows for a share of a small group from its not being a band.

    It is known though the share be hidden, by one who knows the whole.
    """
    cell = estimate.basis[0]
    policy = rules.get(cell.group)
    if policy is None or cell.numerator is None or decision.status != SHOWN or cell.n >= policy.band_below:
        return
    limits = (policy.share_part, cell.n - policy.share_part)
    yield _Said((cell.group,), (), {cell.numerator_group: limits}, is_answer=False, worth=0)


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
