"""What a shown number tells."""

from __future__ import annotations

import made
import pytest
from terms import KEY

from tsi_eval.findings import Estimate, Kind, Measured, Quantity, people, tallied
from tsi_eval.protect.disclosure.handed_out.told import Told, told_by
from tsi_eval.protect.pseudonyms.lasting import Lasting

NAMES = Lasting(KEY)
FIFTY = made.persons(0, 50)
SHARE = made.estimate(
    Quantity.SHARE, 0.62, people(FIFTY, made.persons(0, 31), kind=Kind.PERSON), period="finished", n=50
)
MEAN = made.estimate(Quantity.MEAN, 14.2, people(made.persons(0, 45), kind=Kind.PERSON), outcome="y", period="T0", n=45)
CHANGE = made.estimate(
    Quantity.MEAN_CHANGE, 1.0, people(made.persons(0, 40), kind=Kind.PERSON), outcome="y", period="T0 > T1", n=40
)
COLUMNS = {
    ("y", at): Measured(
        outcome="y", occasion=at, values=dict.fromkeys(sorted(made.persons(0, n)), 3.0), minimum=0, maximum=9, step=1
    )
    for at, n in (("T0", 45), ("T1", 40))
}


def told(item: Estimate, status: str = "shown", policy: str = "default") -> list[Told]:
    return list(told_by(item, status, COLUMNS, NAMES, policy))


def sizes(item: Estimate, status: str = "shown") -> list[tuple[str, int, int]]:
    return [(one.pool, len(one.members), len(one.whole)) for one in told(item, status)]


def test_a_share_tells_of_its_whole_its_part_and_its_rest() -> None:
    assert [("n||", 50, 0), ("n||", 31, 50), ("n||", 19, 50)] == sizes(SHARE)


def test_a_band_tells_of_the_whole_only() -> None:
    assert [("n||", 50, 0)] == sizes(SHARE, "banded")


def test_a_hidden_number_tells_nothing() -> None:
    assert [] == told(SHARE, "suppressed")


def test_a_mean_tells_of_persons_and_of_their_values_at_an_occasion() -> None:
    assert [("n|y|T0", 45, 0), ("v|y|T0", 45, 0)] == sizes(MEAN)


def test_a_change_tells_of_pairs_of_values() -> None:
    assert [("n|y|T0 > T1", 40, 0), ("v|y|T0 > T1", 40, 0)] == sizes(CHANGE)
    (_, values) = told(CHANGE)
    assert NAMES.with_value("p0000", (3.0, 3.0)) in values.members


def test_no_element_is_a_pseudonym() -> None:
    members = frozenset[str]().union(*(one.members for one in told(SHARE)))

    assert 50 == len(members)
    assert members.isdisjoint(FIFTY)


def test_tallies_are_told_by_name_with_their_counts() -> None:
    item = made.estimate(Quantity.COUNT, 23.0, tallied({"norra": 14, "södra": 9}, Kind.EVENT_ABOUT_PERSON), n=23)

    assert [frozenset({("norra", 14), ("södra", 9)})] == [one.counts for one in told(item)]


@pytest.mark.parametrize("kind", [Kind.MONEY, Kind.ORGANISATION, Kind.EVENT])
def test_what_is_not_protected_tells_nothing(kind: Kind) -> None:
    assert [] == told(made.count("a", 30, kind))


def test_a_group_without_persons_is_told_by_its_name() -> None:
    (one,) = told(made.count("a", 30))

    assert frozenset({("a", 30)}) == one.counts
