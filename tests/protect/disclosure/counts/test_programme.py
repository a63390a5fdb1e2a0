"""The least that a goal can be, by what a reader knows of a system's groups."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.protect.disclosure.counts.programme import Programme
from tsi_eval.protect.disclosure.counts.sums import Sum, system_of

SYSTEM = system_of([Sum(total="all", parts=("mora", "orsa", "rest"))], ["all", "mora", "orsa", "rest"])
REST = SYSTEM.made_of.toarray()[SYSTEM.place["rest"]]


def programme(all_: float, mora: float) -> Programme:
    low, high = np.zeros(4), np.full(4, np.inf)
    for name, size in (("all", all_), ("mora", mora)):
        low[SYSTEM.place[name]] = high[SYSTEM.place[name]] = size
    return Programme(SYSTEM, low, high)


def test_largest_rests_on_the_known_sizes() -> None:
    solved = programme(30, 14).solved(-REST, {})

    assert REST @ solved.atoms == pytest.approx(16)
    assert set(solved.rests_on.tolist()) == {SYSTEM.place["all"], SYSTEM.place["mora"]}


def test_smallest_rests_on_no_size() -> None:
    solved = programme(30, 14).solved(REST, {})

    assert REST @ solved.atoms == pytest.approx(0)
    assert solved.rests_on.size == 0


def test_cap_is_kept() -> None:
    assert REST @ programme(30, 14).solved(-REST, {SYSTEM.place["rest"]: 5.0}).atoms == pytest.approx(5)


def test_contradiction_is_refused() -> None:
    with pytest.raises(ProtectionError, match="E186"):
        programme(30, 31).solved(REST, {})
