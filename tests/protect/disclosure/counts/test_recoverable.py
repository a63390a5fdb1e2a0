"""Which sizes a hidden group can have, for a reader who knows the published ones and the sums."""

from __future__ import annotations

import math

import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.protect.disclosure.counts.recoverable import Links, Range, Sum

TOWNS = Sum(total="all", parts=("mora", "orsa", "älvdalen"))
KNOWN: dict[str, Range] = {"all": (30, 30), "mora": (14, 14)}


def ends(links: Links, group: str, known: dict[str, Range]) -> tuple[float, float]:
    return links.smallest(group, known), links.largest(group, known)


def test_two_hidden_towns_may_each_be_anything_up_to_their_sum() -> None:
    links = Links([TOWNS])

    assert (0, 16) == pytest.approx(ends(links, "älvdalen", KNOWN))
    assert (0, 16) == pytest.approx(ends(links, "orsa", KNOWN))


def test_band_of_a_neighbour_narrows_what_is_possible() -> None:
    assert (0, 3) == pytest.approx(ends(Links([TOWNS]), "älvdalen", KNOWN | {"orsa": (13, None)}))


def test_only_hidden_town_is_the_total_less_the_others() -> None:
    assert (3, 3) == pytest.approx(ends(Links([TOWNS]), "älvdalen", KNOWN | {"orsa": (13, 13)}))


def test_group_that_nothing_bounds_may_be_of_any_size() -> None:
    assert (14, math.inf) == ends(Links([TOWNS]), "all", {"mora": (14, 14)})


def test_sums_hang_together_through_others() -> None:
    links = Links([Sum(total="all", parts=("a", "b")), Sum(total="a", parts=("a1", "a2"))])

    assert (2, 2) == pytest.approx(ends(links, "a2", {"all": (52, 52), "b": (30, 30), "a1": (20, 20)}))
    assert links.together("a2", "b")
    assert {"all", "a"} == {item.total for item in links.near("b")}


def test_groups_of_other_sums_do_not_hang_together() -> None:
    links = Links([TOWNS, Sum(total="staff", parts=("nurses", "others"))])

    assert not links.together("mora", "nurses")
    assert (TOWNS,) == links.near("orsa")


def test_group_without_a_sum_is_in_no_system() -> None:
    links = Links([TOWNS])

    assert ("rättvik" in links, "mora" in links) == (False, True)
    assert () == links.near("rättvik")
    assert not links.together("rättvik", "mora")


def test_contradiction_is_refused() -> None:
    with pytest.raises(ProtectionError, match="E186"):
        Links([TOWNS]).smallest("älvdalen", {"all": (30, 30), "mora": (31, 31)})


def test_nothing_is_known_to_be_possible_before_anything_was_solved() -> None:
    assert (math.inf, -math.inf) == Links([TOWNS]).possible("älvdalen", KNOWN)


def test_solutions_for_one_group_show_what_is_possible_for_another() -> None:
    links = Links([TOWNS])
    ends(links, "orsa", KNOWN)

    # When Orsa is smallest Älvdalen is 16, and when it is largest, 0.
    assert (0, 16) == pytest.approx(links.possible("älvdalen", KNOWN))


def test_solutions_that_do_not_fit_what_is_known_now_are_left_out() -> None:
    links = Links([TOWNS])
    ends(links, "orsa", KNOWN)

    least, most = links.possible("älvdalen", KNOWN | {"orsa": (13, None)})
    assert (0, 0) == pytest.approx((least, most))


def test_what_is_known_of_other_systems_changes_nothing() -> None:
    assert (0, 16) == pytest.approx(ends(Links([TOWNS]), "älvdalen", KNOWN | {"staff": (3, 3)}))
