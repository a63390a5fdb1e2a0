"""The fewest numbers that must be hidden beside the small ones, found exactly.

The rules of what is exposed are those of `counts/covers`, but for two that ask for more: here a
group's size may be hidden though it follows from others, and all bands stay. What differs is the
choice:

1. While a group is exposed, some of what this follows from must go: one of a few known sizes, its
   proof. The dual values of two linear programmes, for its smallest and its largest size, name it.
2. An integer programme finds the fewest numbers by which every proof found so far goes.
3. What is exposed then gives more proofs. Once nothing is, no choice has fewer.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from tsi_eval.findings import Role
from tsi_eval.protect.disclosure.counts.covers import Counts
from tsi_eval.protect.disclosure.counts.programme import atoms_that_may_be
from tsi_eval.protect.disclosure.counts.sums import Links, System, system_of
from tsi_eval.protect.disclosure.decisions import BANDED, SHOWN, Decision, published_by, with_groups_hidden

SOLVED = 1e-6
Numbers = frozenset[int]
Limits = tuple[float, float]
# What is known of one group by some numbers: it is no longer, when all of them are hidden.
Known = dict[str, tuple[Limits, Numbers]]
Proof = frozenset[Numbers]
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Target:
    """A group whose possible sizes must reach so far, or begin at 0 where that is enough."""

    name: str
    enough: int
    may_be_empty: bool


@dataclass(frozen=True)
class Reader:
    """One who solves a system of groups.

    Attributes:
        told: What she is told of some sizes.
        stay: Numbers that are not hidden for her sake.
    """

    system: System
    targets: tuple[Target, ...]
    told: Mapping[str, Limits]
    stay: Numbers

    def proofs(self, known: Known) -> Iterator[Proof]:
        """Yield for each exposed target the sets of numbers of which one must go, if that helps."""
        ends = _Ends(self.system, {**known, **{name: (limits, Numbers()) for name, limits in self.told.items()}})
        for target in self.targets:
            proof = ends.proof(target)
            helps = Proof(way for way in proof or () if way and not way & self.stay)
            if helps:
                yield helps


class _Ends:
    """Linear programmes for the smallest and largest size of a system's groups."""

    def __init__(self, system: System, known: Known) -> None:
        here = [(system.place[name], *of) for name, of in known.items() if name in system.place]
        self._system, self._rows = system, system.made_of.toarray()
        self._exact = [(place, limits, by) for place, limits, by in here if limits[0] == limits[1]]
        self._bands = [(place, limits, by) for place, limits, by in here if limits[0] < limits[1]]

    def proof(self, target: Target) -> Proof | None:
        """Return what it follows from that a target is exposed; None when it is not."""
        goal = self._rows[self._system.place[target.name]]
        least = self._least(goal)
        if least is None or (target.may_be_empty and least[0] < 1 - SOLVED):
            return None
        most = self._least(-goal)
        if most is None or -most[0] - least[0] >= target.enough - SOLVED:
            return None
        return least[1] | most[1]

    def _least(self, goal: Array) -> tuple[float, Proof] | None:
        """Return the least of a goal and what it follows from; None when it has no least."""
        bands = self._rows[[place for place, _, _ in self._bands]].reshape(-1, len(goal))
        low, high = (np.array([limits[end] for _, limits, _ in self._bands]) for end in (0, 1))
        equal = self._rows[[place for place, _, _ in self._exact]].reshape(-1, len(goal))
        found = linprog(
            goal,
            A_ub=np.vstack([-bands, bands]),
            b_ub=np.concatenate([-low, high]),
            A_eq=np.vstack([equal, self._system.equal.toarray()]),
            b_eq=np.array([limits[0] for _, limits, _ in self._exact] + [0.0] * self._system.equal.shape[0]),
            method="highs-ds",
            options={"presolve": False},
        )
        if found.status != 0:
            return None
        of_exact = (by for by, dual in zip([of[2] for of in self._exact], found.eqlin.marginals, strict=False) if dual)
        twice = [of[2] for of in self._bands] * 2
        of_bands = (by for by, dual in zip(twice, found.ineqlin.marginals, strict=True) if dual)
        return float(found.fun), frozenset((*of_exact, *of_bands))


@dataclass(frozen=True)
class Fewest:
    """The fewest covers.

    Attributes:
        hidden: Which numbers they are.
        proved: Whether no choice has fewer; else time ran out, and it takes at least so many.
        seconds: Processor time.
    """

    hidden: Numbers
    proved: bool
    seconds: float


class Report:
    """The numbers that are shown before anything is hidden beside small ones, and what they say."""

    def __init__(self, counts: Counts, first: list[Decision]) -> None:
        """Begin with what is left when all that would publish a sensitive group is hidden."""
        self._counts = counts
        # Group, limits of its size, and the number that says so.
        self._says: list[tuple[str, Limits, int]] = []
        # Group, limits of its size, and the group that must be known for them.
        self._no_bands: list[tuple[str, Limits, str]] = []
        self._publishers: dict[str, set[int]] = defaultdict(set)
        decisions = with_groups_hidden(counts.estimates, first, counts.sensitive)
        for place, (estimate, decision) in enumerate(zip(counts.estimates, decisions, strict=True)):
            if decision.status == SHOWN:
                self._publishes(place, *published_by(estimate))
            elif decision.status == BANDED and decision.band is not None:
                self._publishes(place, estimate.basis[0].group)
                self._says.append((estimate.basis[0].numerator_group, decision.band, place))
        for estimate, decision in zip(counts.estimates, first, strict=True):
            whole, rules = estimate.basis[0], counts.rules[estimate.basis[0].group]
            shown_share = whole.numerator is not None and decision.status == SHOWN and rules is not None
            if shown_share and rules and whole.n < rules.band_below and whole.group not in counts.sensitive:
                limits = (rules.share_part, whole.n - rules.share_part)
                self._no_bands.append((whole.numerator_group, limits, whole.group))

    def _publishes(self, place: int, *groups: str) -> None:
        for group in groups:
            size = self._counts.cells[group].n
            self._says.append((group, (size, size), place))
            self._publishers[group].add(place)

    def known(self, hidden: Numbers) -> Known:
        """Return what is known while some numbers are hidden: exact sizes, or the first band."""
        known: Known = {}
        bands: Known = {}
        for group, limits, place in self._says:
            if place not in hidden:
                exact = limits[0] == limits[1]
                by = Numbers(self._publishers[group]) if exact else Numbers({place})
                (known if exact else bands).setdefault(group, (limits, by))
        for group, limits, whole in self._no_bands:
            if not self._publishers[whole] <= hidden:
                bands.setdefault(group, (limits, Numbers(self._publishers[whole])))
        return bands | known


def fewest(counts: Counts, first: list[Decision], patience: float) -> Fewest:
    """Return the fewest numbers that must be hidden beside small ones.

    Args:
        counts: All groups, and how they add up.
        first: What was decided of each estimate by itself.
        patience: Processor seconds after which it gives up.
    """
    began = time.process_time()
    report, solving = Report(counts, first), list(readers(counts))
    proofs: set[Proof] = set()
    hidden = Numbers()
    while time.process_time() - began < patience:
        known = report.known(hidden)
        new: set[Proof] = set()
        for reader in solving:
            new |= set(reader.proofs(known))
        if not new:
            return Fewest(hidden, proved=True, seconds=time.process_time() - began)
        proofs |= new
        hidden = _fewest_by(proofs)
    return Fewest(hidden, proved=False, seconds=time.process_time() - began)


def _fewest_by(proofs: set[Proof]) -> Numbers:
    """Return the fewest numbers of which every proof loses a known size."""
    ways = sorted({way for proof in proofs for way in proof}, key=sorted)
    numbers = sorted({number for way in ways for number in way})
    at = {number: i for i, number in enumerate(numbers)}
    goes = {way: len(numbers) + i for i, way in enumerate(ways)}
    rows, low = [], []
    for way in ways:
        for number in way:
            row = np.zeros(len(numbers) + len(ways))
            row[at[number]], row[goes[way]] = 1, -1
            rows.append(row)
            low.append(0.0)
    for proof in proofs:
        row = np.zeros(len(numbers) + len(ways))
        row[[goes[way] for way in proof]] = 1
        rows.append(row)
        low.append(1.0)
    cost = np.concatenate([np.ones(len(numbers)), np.zeros(len(ways))])
    limits = LinearConstraint(np.array(rows), np.array(low), np.inf)
    found = milp(cost, constraints=limits, bounds=Bounds(0, 1), integrality=np.ones(len(cost)))
    return Numbers(number for number, i in at.items() if found.x[i] > 0.5)


def readers(counts: Counts) -> Iterator[Reader]:
    """Yield one reader of each system, and one who is told which groups are few."""
    links = Links(counts.sums)
    answers = Numbers(place for place, item in enumerate(counts.estimates) if item.role is Role.HEADLINE)
    by_root: dict[str, list[str]] = defaultdict(list)
    for name in counts.guarded():
        if name in links and counts.rules[name] is not None:
            by_root[links.root(name)].append(name)
    for root, names in by_root.items():
        system = system_of(links.near(root), counts.cells)
        may_be = system.made_of @ atoms_that_may_be(system)
        targets, few = [], {}
        for name in names:
            rules = counts.rules[name]
            if rules is None or not may_be[system.place[name]]:
                continue
            targets.append(Target(name, min(rules.count, rules.share_part) - 1, name not in counts.sensitive))
            if name in counts.sensitive and 0 < counts.cells[name].n < rules.count:
                few[name] = (1.0, float(rules.count - 1))
        yield Reader(system, tuple(targets), {}, Numbers())
        if len(few) > 1:
            yield Reader(system, tuple(Target(name, 1, may_be_empty=False) for name in few), few, answers)
