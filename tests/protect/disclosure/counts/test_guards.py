"""Which groups are guarded, and which sizes are too narrow."""

from __future__ import annotations

import numpy as np

from tsi_eval.protect.disclosure.counts.guards import Guarded, Guards
from tsi_eval.protect.disclosure.counts.sums import Sum, system_of

TOWNS = Sum(total="all", parts=("mora", "orsa", "älvdalen"))
NOBODY = Sum(total="orsa", parts=("orsa", "nora"))


def guards(*, name: str = "älvdalen", may_be_empty: bool = False) -> Guards:
    system = system_of([TOWNS, NOBODY], (*TOWNS.groups, "nora"))
    return Guards(system, [Guarded(name=name, enough=4, may_be_empty=may_be_empty)])


def is_narrow(found: Guards, least: float, most: float) -> bool:
    return bool(found.are_narrow(np.array([least]), np.array([most]))[0])


def test_sizes_must_reach_far_enough() -> None:
    assert is_narrow(guards(), 0, 3)
    assert not is_narrow(guards(), 0, 4)


def test_that_nobody_may_be_in_a_derived_group_is_enough() -> None:
    assert not is_narrow(guards(may_be_empty=True), 0, 3)
    assert is_narrow(guards(may_be_empty=True), 1, 4)


def test_group_that_the_sums_leave_empty_is_never_narrow() -> None:
    assert not is_narrow(guards(name="nora"), 0, 0)


def test_group_is_guarded_only_while_it_is_asked_for() -> None:
    found = guards()

    found.guard("älvdalen", on=False)
    assert not found.is_on(0)
    assert not is_narrow(found, 0, 0)
    found.guard("älvdalen", on=True)
    assert is_narrow(found, 0, 0)
