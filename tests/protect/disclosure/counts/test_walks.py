"""Asking of a trial by walking, from where the last trials ended."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tsi_eval.protect.disclosure.counts.combining import Combinations
from tsi_eval.protect.disclosure.counts.guards import Guarded, Guards
from tsi_eval.protect.disclosure.counts.programme import Programme
from tsi_eval.protect.disclosure.counts.solutions import Solutions
from tsi_eval.protect.disclosure.counts.sums import Sum, system_of
from tsi_eval.protect.disclosure.counts.walks import Walks

Sizes = npt.NDArray[np.float64]
PLACES = Sum(total="all", parts=("mora", "orsa", "älvdalen"))
SIZES = {"all": 30, "mora": 14, "orsa": 13, "älvdalen": 3}
FEW = 0


class Trials:
    """Walks of 30 in three towns, of which Älvdalen must stay open, and how often was solved."""

    def __init__(self, *, enough: int = 4, may_be_empty: bool = False) -> None:
        self.system = system_of([PLACES], PLACES.groups)
        self.guards = Guards(self.system, [Guarded(name="älvdalen", enough=enough, may_be_empty=may_be_empty)])
        self.solutions = Solutions(len(self.system.place), self.guards.rows)
        self.walks = Walks(self.system, self.guards, self.solutions)
        self.solved = 0

    def exposed(self, *known: str, accept: bool = False) -> bool | None:
        low = np.array([SIZES[name] if name in known else 0 for name in self.system.place], dtype=float)
        high = np.array([SIZES[name] if name in known else np.inf for name in self.system.place])
        combinations = Combinations(self.system)
        for name in known:
            combinations.know(self.system.place[name], SIZES[name])
        self.solutions.lead([self.system.place[name] for name in known], low, high)

        def solve() -> Sizes:
            self.solved += 1
            return Programme(self.system, low, high).least(np.zeros(self.system.made_of.shape[1]), {})

        corner = self.walks.begin(low, high, combinations.free(), solve)
        exposed = self.walks.is_exposed(corner, FEW, combinations.free().shape[1])
        if accept:
            self.walks.accept(corner)
        return exposed


def test_group_is_exposed_where_its_sizes_end_too_soon() -> None:
    assert Trials(enough=16).exposed("all", "mora") is False
    assert Trials(enough=17).exposed("all", "mora") is True
    assert Trials(enough=4).exposed("all", "mora", "orsa") is True


def test_group_that_may_be_empty_is_not_exposed() -> None:
    assert Trials(enough=17, may_be_empty=True).exposed("all", "mora") is False


def test_later_trials_begin_where_an_accepted_one_ended() -> None:
    trials = Trials()

    assert trials.exposed("all", accept=True) is False
    assert trials.exposed("all", "mora") is False
    assert trials.exposed("all", "mora", "orsa") is True
    assert trials.solved == 1


def test_corner_that_says_too_much_gives_way_to_the_one_before_it() -> None:
    trials = Trials()
    trials.exposed("all", accept=True)
    trials.exposed("all", "mora", accept=True)

    assert trials.exposed("all", "orsa") is False
    assert trials.solved == 1
    trials.exposed("mora")
    assert trials.solved == 2


def test_next_is_the_likely_group_or_the_narrowest_that_is_narrow() -> None:
    system = system_of([PLACES], PLACES.groups)
    guards = Guards(system, [Guarded(name=name, enough=4, may_be_empty=False) for name in ("mora", "orsa")])
    solutions = Solutions(len(system.place), guards.rows)
    walks = Walks(system, guards, solutions)
    place = system.place

    def add(mora: int, orsa: int) -> None:
        sizes = {"all": 30, "mora": mora, "orsa": orsa, "älvdalen": 30 - mora - orsa}
        solutions.add(np.array([sizes[name] for name in sorted(place, key=lambda name: place[name])], dtype=float))

    add(14, 13)
    add(16, 12)
    assert walks.next([]) == 1
    assert walks.next([0]) == 0
    add(18, 12)
    assert walks.next([0]) == 1
    add(18, 9)
    assert walks.next([0, 1]) is None


def test_where_no_walk_leads_anywhere_nothing_is_told() -> None:
    trials = Trials()

    assert trials.exposed("mora") is None
    assert trials.walks.is_exposed(None, FEW, 2) is None
