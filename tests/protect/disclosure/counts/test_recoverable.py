"""Which guarded groups a reader could work out, in one system."""

from __future__ import annotations

import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.protect.disclosure.counts.guards import Guarded
from tsi_eval.protect.disclosure.counts.programme import Programme
from tsi_eval.protect.disclosure.counts.published import Range
from tsi_eval.protect.disclosure.counts.recoverable import Reader
from tsi_eval.protect.disclosure.counts.sums import Sum, system_of

TOWNS = Sum(total="all", parts=("mora", "orsa", "älvdalen"))
KNOWN: dict[str, Range] = {"all": (30, 30), "mora": (14, 14)}
FEW = "älvdalen"


def reader(known: dict[str, Range], enough: int = 4, *sums: Sum, may_be_empty: bool = False, name: str = FEW) -> Reader:
    every = (TOWNS, *sums)
    groups = {group for item in every for group in item.groups}
    guarded = [Guarded(name=name, enough=enough, may_be_empty=may_be_empty)]
    return Reader(system_of(every, groups), guarded, known)


def is_exposed(known: dict[str, Range], enough: int = 4, *sums: Sum, may_be_empty: bool = False) -> bool:
    """Ask for one group, and for any; both must say the same."""
    one = reader(known, enough, *sums, may_be_empty=may_be_empty).exposes(FEW)
    assert one == reader(known, enough, *sums, may_be_empty=may_be_empty).exposes_any()
    return one


def test_hidden_town_may_be_anything_up_to_what_two_are_together() -> None:
    # 0 to 16.
    assert not is_exposed(KNOWN, 16)
    assert is_exposed(KNOWN, 17)


def test_band_of_a_neighbour_narrows_what_is_possible() -> None:
    # 0 to 3.
    assert not is_exposed(KNOWN | {"orsa": (13, None)}, 3)
    assert is_exposed(KNOWN | {"orsa": (13, None)}, 4)


def test_only_hidden_town_is_the_total_less_the_others() -> None:
    assert is_exposed(KNOWN | {"orsa": (13, 13)}, 1)


def test_that_nobody_may_be_in_it_is_enough_for_a_derived_group() -> None:
    assert not is_exposed(KNOWN | {"orsa": (13, None)}, 9, may_be_empty=True)
    assert is_exposed(KNOWN | {"orsa": (13, 15)}, 9, may_be_empty=True)


def test_group_that_nothing_bounds_may_be_of_any_size() -> None:
    assert not is_exposed({"mora": (14, 14)}, 9)
    assert not is_exposed({}, 9)


def test_second_sum_narrows_too() -> None:
    pairs = Sum(total="all", parts=("upper", "lower"))
    upper = Sum(total="upper", parts=("mora", "orsa"))

    assert is_exposed({"all": (30, 30), "lower": (3, 3)}, 4, pairs, upper)


def test_what_holds_by_the_sums_alone_is_nothing_to_hide() -> None:
    nobody = Sum(total="orsa", parts=("orsa", FEW))

    assert not is_exposed(KNOWN, 4, nobody)


def test_contradiction_is_refused() -> None:
    with pytest.raises(ProtectionError, match="E186"):
        reader({"all": (30, 30), "mora": (31, 31)}).exposes(FEW)


def test_reader_follows_what_is_hidden_and_shown() -> None:
    one = reader(KNOWN | {"orsa": (13, 13)})

    assert one.exposes(FEW)
    assert one.learn({"orsa": None})
    assert not one.exposes(FEW)
    assert one.learn({"orsa": (13, 13)})
    assert one.exposes_any()
    one.learn({"orsa": None})
    assert not one.exposes_any()


def test_what_is_known_of_other_systems_says_nothing() -> None:
    assert not reader(KNOWN).learn({"staff": (3, 3)})


def test_group_is_guarded_only_while_it_is_asked_for() -> None:
    knows_all = reader(KNOWN | {"orsa": (13, 13)})
    assert knows_all.exposes(FEW)

    knows_all.guard(FEW, on=False)
    assert not knows_all.exposes(FEW)
    assert not knows_all.exposes_any()
    knows_all.guard(FEW, on=True)
    assert knows_all.exposes(FEW)


def test_ends_by_all_but_a_band() -> None:
    banded = reader(KNOWN | {FEW: (0, 4)})

    assert (0, 16) == pytest.approx(banded.ends_without(FEW))
    assert not banded.exposes(FEW)


def test_later_trials_ask_no_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    found = reader({"all": (30, 30)}, 4, Sum(total="orsa", parts=("women", "men")))
    assert not found.exposes_any(FEW)

    def refuse(*_: object) -> None:
        pytest.fail("A programme was asked.")

    monkeypatch.setattr(Programme, "least", refuse)
    found.learn({"mora": (14, 14)})
    assert not found.exposes_any(FEW)
    found.learn({"women": (8, 8)})
    assert not found.exposes_any(FEW)
    found.learn({"men": (5, None)})
    assert found.exposes_any(FEW)
    found.learn({"men": None})
    assert not found.exposes_any(FEW)
