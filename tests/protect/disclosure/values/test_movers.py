"""How many moved which way is withheld where it says more of the change than the shown interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import made
import pytest

from tsi_eval.findings import Estimate, Note, Part, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.values.movers import telling_moves, without_telling_moves

CHANGE = made.number(Quantity.MEAN_CHANGE, 0.2, made.cell(12), ci_low=-2.6, ci_high=3.0, level=0.95)
UP, DOWN, STILL = Part.MOVED_HIGHER, Part.MOVED_LOWER, Part.MOVED_NOWHERE


def counts(**moved: int) -> list[Estimate]:
    """Return the counts of so many who moved up, down and not at all."""
    ways = {"up": UP, "down": DOWN, "still": STILL}
    return [made.number(Quantity.COUNT, float(n), made.cell(n), group=ways[way]) for way, n in moved.items()]


def shown(exact: Estimate, **numbers: float | None) -> ReleasedEstimate:
    (item,) = made.items(made.released(exact, policy="internal"))
    return replace(item, **{"decimals": 0} | numbers)


def statuses(high: float | None, movers: list[Estimate], change: Estimate = CHANGE) -> list[str]:
    """Return what becomes of a change and of the counts beside it.

    The change is shown as 0, with an interval that reaches as far down as up.
    """
    released = [shown(change, estimate=0.0, ci_low=None if high is None else -high, ci_high=high)]
    released += [shown(item) for item in movers]
    return [item.status for item in without_telling_moves(released, [change, *movers])]


@pytest.mark.parametrize(("high", "status"), [(3.0, "shown"), (2.0, "suppressed")])
def test_counts_stay_where_the_interval_says_twice_as_much(high: float, status: str) -> None:
    # An arm of 2 or 1 at least: the squares sum to 109 or 27, and the counts say 20 if all lost 6.
    assert ["shown", *[status] * 3] == statuses(high, counts(up=7, down=3, still=2))


def test_all_three_go_or_none() -> None:
    movers = counts(up=7, down=3, still=2)
    released = [shown(CHANGE, estimate=0.0, ci_low=-2.0, ci_high=2.0), *map(shown, movers)]
    released[2] = replace(released[2], status="suppressed", n=None, reason="few")

    after = without_telling_moves(released, [CHANGE, *movers])
    # Else which of them has a row would tell of a nought.
    assert ["exact"] * 3 == [item.reason for item in after[1:]]


def test_hidden_counts_say_less() -> None:
    movers = counts(up=7, down=3, still=2)

    def places(hidden: int) -> list[int]:
        released = [shown(CHANGE, estimate=0.0, ci_low=-2.0, ci_high=2.0), *map(shown, movers)]
        released[1:hidden] = [replace(item, n=None) for item in released[1:hidden]]
        return list(telling_moves(released, [CHANGE, *movers]))

    assert [1, 2, 3] == places(hidden=1)
    assert [] == places(hidden=3)


def test_change_without_an_interval_leaves_no_counts() -> None:
    assert ["shown", *["suppressed"] * 3] == statuses(None, counts(up=7, down=3, still=2))


def test_change_in_whole_steps_leaves_no_counts() -> None:
    steps = replace(CHANGE, note=Note.WHOLE_STEPS)

    assert ["shown", *["suppressed"] * 3] == statuses(30.0, counts(up=7, down=3, still=2), steps)


@pytest.mark.parametrize(
    "change",
    [
        replace(CHANGE, group="arm=a"),
        replace(CHANGE, quantity=Quantity.MEAN),
        replace(CHANGE, n=COARSE_BELOW, basis=(made.cell(COARSE_BELOW),)),
        replace(CHANGE, period="t1-t2"),
        replace(CHANGE, outcome="other"),
        replace(CHANGE, question="other"),
    ],
    ids=["a group's", "no change", "of many", "another occasion", "another outcome", "another question"],
)
def test_only_the_change_of_few_beside_its_own_movers_is_asked(change: Estimate) -> None:
    assert ["shown"] * 4 == statuses(2.0, counts(up=7, down=3, still=2), change)


def test_two_counts_of_three_say_nothing() -> None:
    assert ["shown"] * 3 == statuses(2.0, counts(up=7, down=3))


def test_coarser_steps_make_the_same_interval_narrower() -> None:
    movers = counts(up=7, down=3, still=2)

    # An arm of 2 is 4 half steps, and less than one step of 3.
    expected: Mapping[float, str] = {0.5: "shown", 1.0: "shown", 3.0: "suppressed"}
    assert expected == {step: statuses(3.0, movers, replace(CHANGE, step=step))[1] for step in expected}
