"""One who is told which groups are few needs two possible sizes of each."""

from __future__ import annotations

import made

from tsi_eval.protect.disclosure.counts.guards import Guarded
from tsi_eval.protect.disclosure.counts.readers import Readers
from tsi_eval.protect.disclosure.counts.sums import Links, Sum

ENOUGH = 4
TOTAL = Sum(total="all", parts=("mora", "orsa", "älvdalen"))


def readers(orsa: int, alvdalen: int, mora: int = 22) -> Readers:
    """Return the readers of a report that shows Mora and all."""
    sizes = {"all": mora + orsa + alvdalen, "mora": mora, "orsa": orsa, "älvdalen": alvdalen}
    guarded = [Guarded(name=name, enough=ENOUGH, may_be_empty=False) for name in ("orsa", "älvdalen")]
    few = {"orsa": (1, 4), "älvdalen": (1, 4)}
    known = {name: (sizes[name], sizes[name]) for name in ("all", "mora")}
    return Readers(Links([TOTAL]), {name: made.group(name, n) for name, n in sizes.items()}, guarded, few, known)


def test_four_and_four_are_exposed_to_one_who_is_told_only() -> None:
    of_eight = readers(4, 4)

    assert not of_eight.expose("orsa", told=False)
    assert of_eight.expose("orsa", told=True)
    assert ["all", "mora"] == sorted(set(of_eight.why("orsa", told=True)) & {"all", "mora"})


def test_four_and_three_may_be_three_and_four() -> None:
    assert not readers(4, 3).expose("orsa", told=True)


def test_hiding_what_it_follows_from_helps() -> None:
    of_eight = readers(4, 4)
    of_eight.learn({"mora": None})

    assert not of_eight.expose("orsa", told=True)


def test_what_is_shown_on_trial_exposes() -> None:
    of_eight = readers(4, 4)
    of_eight.learn({"mora": None})

    assert of_eight.expose_any({"mora": (22, 22)}, "orsa")


def test_one_who_is_told_may_be_dismissed() -> None:
    of_eight = readers(4, 4)
    of_eight.dismiss_told("orsa")

    assert not of_eight.expose("orsa", told=True)
    assert of_eight.expose("älvdalen", told=True)


def test_group_may_be_guarded_no_longer() -> None:
    of_three = readers(0, 3)
    of_three.learn({"orsa": (0, 0)})
    assert of_three.expose("älvdalen", told=False)

    of_three.guard("älvdalen", on=False)
    assert not of_three.expose("älvdalen", told=False)
    assert (3, 3) == of_three.ends_without("älvdalen")


def test_atoms_of_a_total_are_its_parts() -> None:
    assert (3, 1, 1) == tuple(readers(4, 4).atoms(name) for name in ("all", "mora", "elsewhere"))
