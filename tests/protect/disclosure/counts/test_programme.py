"""The least that a goal can be, by what a reader knows of a system's groups."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.protect.disclosure.counts.programme import Programme, atoms_that_may_be
from tsi_eval.protect.disclosure.counts.sums import Sum, system_of

SYSTEM = system_of([Sum(total="all", parts=("mora", "orsa", "rest"))], ["all", "mora", "orsa", "rest"])
REST = SYSTEM.made_of.toarray()[SYSTEM.place["rest"]]


def programme(all_: float, mora: float) -> Programme:
    low, high = np.zeros(4), np.full(4, np.inf)
    for name, size in (("all", all_), ("mora", mora)):
        low[SYSTEM.place[name]] = high[SYSTEM.place[name]] = size
    return Programme(SYSTEM, low, high)


def test_largest_rests_on_the_known_sizes() -> None:
    solved = programme(30, 14).explained(-REST, {})

    assert REST @ solved.atoms == pytest.approx(16)
    assert set(solved.rests_on.tolist()) == {SYSTEM.place["all"], SYSTEM.place["mora"]}


def test_smallest_rests_on_no_size() -> None:
    solved = programme(30, 14).explained(REST, {})

    assert REST @ solved.atoms == pytest.approx(0)
    assert solved.rests_on.size == 0


def test_explained_is_as_large_as_the_least() -> None:
    high = np.full(4, np.inf)
    high[SYSTEM.place["rest"]] = 9
    banded = Programme(SYSTEM, np.zeros(4), high)

    for goal in (REST, -REST):
        assert goal @ banded.least(goal, {}) == pytest.approx(goal @ banded.explained(goal, {}).atoms)
    assert banded.explained(-REST, {}).rests_on.tolist() == [SYSTEM.place["rest"]]


def test_cap_is_kept() -> None:
    caps = {SYSTEM.place["rest"]: 5.0}

    assert REST @ programme(30, 14).least(-REST, caps) == pytest.approx(5)
    assert REST @ programme(30, 14).explained(-REST, caps).atoms == pytest.approx(5)


def test_contradiction_is_refused() -> None:
    for ask in (programme(30, 31).least, programme(30, 31).explained):
        with pytest.raises(ProtectionError, match="E186"):
            ask(REST, {})


def test_every_atom_may_be_of_some_size_but_one_that_would_be_more_than_itself() -> None:
    sums = [Sum(total="orsa", parts=("orsa", "nobody")), Sum(total="all", parts=("mora", "orsa"))]
    system = system_of(sums, ["all", "mora", "orsa", "nobody"])

    may_be = dict(zip(sorted(system.place), system.made_of @ atoms_that_may_be(system), strict=True))

    assert {name for name, atoms in may_be.items() if atoms == 0} == {"nobody"}
    assert atoms_that_may_be(SYSTEM).all()


def test_ends_of_what_is_left() -> None:
    assert (0, 16) == pytest.approx(programme(30, 14).ends(SYSTEM.place["orsa"]))
    assert (14, 14) == pytest.approx(programme(30, 14).ends(SYSTEM.place["mora"]))


def test_what_nothing_bounds_has_no_ends() -> None:
    with pytest.raises(ProtectionError, match="E186"):
        Programme(SYSTEM, np.zeros(4), np.full(4, np.inf)).ends(SYSTEM.place["all"])
