"""What follows from known sizes by adding and subtracting alone, while groups come and go."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.protect.disclosure.counts.combining import Combinations
from tsi_eval.protect.disclosure.counts.sums import Sum, System, system_of

PLACES = Sum(total="all", parts=("mora", "orsa", "älvdalen"))
PERSONS = Sum(total="all", parts=("women", "men"))
SIZES = {"all": 30, "mora": 14, "orsa": 13, "älvdalen": 3, "women": 20, "men": 10}
SEED = 15


def system() -> System:
    return system_of([PLACES, PERSONS], SIZES)


def knowing(*names: str) -> Combinations:
    found = Combinations(system())
    for name in names:
        found.know(system().place[name], SIZES[name])
    return found


def of(found: Combinations, name: str) -> tuple[set[str], float] | None:
    """Return the names that a group follows from, and the size that they give it."""
    combination = found.of(system().place[name])
    if combination is None:
        return None
    names = {place: name for name, place in system().place.items()}
    return {names[place] for place in combination.places.tolist()}, combination.size


def test_last_town_follows_from_the_total_and_the_others() -> None:
    size = pytest.approx(3)

    assert of(knowing("all", "mora", "orsa"), "älvdalen") == ({"all", "mora", "orsa"}, size)
    assert of(knowing("all", "mora"), "älvdalen") is None


def test_what_is_hidden_is_followed_from_no_longer() -> None:
    found = knowing("all", "mora", "orsa")

    found.forget(system().place["orsa"])
    assert of(found, "älvdalen") is None
    found.know(system().place["orsa"], 13)
    assert of(found, "älvdalen") is not None


def test_another_known_group_takes_the_place_of_one_that_is_hidden() -> None:
    found = knowing("all", "mora", "orsa", "women", "men")

    found.forget(system().place["all"])
    assert of(found, "älvdalen") == ({"women", "men", "mora", "orsa"}, pytest.approx(3))
    found.forget(system().place["men"])
    assert of(found, "älvdalen") is None


def test_group_that_was_never_known_can_be_forgotten() -> None:
    found = knowing("all")

    found.forget(system().place["orsa"])
    assert of(found, "all") == ({"all"}, pytest.approx(30))


def test_sizes_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ProtectionError, match="E186"):
        knowing("all", "women").know(system().place["men"], 11)


def test_all_are_told_as_one_by_one() -> None:
    found = knowing("all", "mora", "orsa", "women")
    places = np.array(list(system().place.values()))

    assert found.that_follow(places).all()
    assert not knowing("all", "mora").that_follow(places).all()


def test_it_is_what_solving_the_equations_says_whatever_came_and_went() -> None:
    """An oracle: a group follows if it adds nothing to the rank of what is known."""
    random = np.random.default_rng(SEED)
    sets = random.integers(0, 2, (12, 7))
    sums = [Sum(total=f"set {i}", parts=tuple(f"piece {j}" for j in np.flatnonzero(row))) for i, row in enumerate(sets)]
    groups = {group for item in sums if item.parts for group in item.groups}
    large = system_of([item for item in sums if item.parts], groups)
    sizes = large.made_of @ random.integers(1, 9, large.made_of.shape[1])
    found, known = Combinations(large), set[int]()
    for place in random.integers(0, len(large.place), 200).tolist():
        if place in known:
            known.remove(place)
            found.forget(place)
        else:
            known.add(place)
            found.know(place, float(sizes[place]))
        rows = np.vstack([large.equal.toarray(), large.made_of[sorted(known)].toarray()])
        rank = np.linalg.matrix_rank(rows) if len(rows) else 0
        each = [np.linalg.matrix_rank(np.vstack([rows, row])) == rank for row in large.made_of.toarray()]
        assert found.that_follow(np.arange(len(large.place))).tolist() == each
