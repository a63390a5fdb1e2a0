"""Walking among all that is possible, held against linear programmes."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from tsi_eval.protect.disclosure.counts.combining import Combinations
from tsi_eval.protect.disclosure.counts.corners import AstrayError, Corner, begun, led
from tsi_eval.protect.disclosure.counts.programme import Programme
from tsi_eval.protect.disclosure.counts.sums import Sum, System, system_of

Sizes = npt.NDArray[np.float64]
Which = npt.NDArray[np.bool_]
TOWNS, KINDS = "abcd", "wxyz"
CELLS = [town + kind for town, kind in product(TOWNS, KINDS)]
PLACES = Sum(total="all", parts=("mora", "orsa", "älvdalen"))


def table() -> System:
    """Return a table of four by four with its margins and total."""
    rows = [Sum(total=town, parts=tuple(town + kind for kind in KINDS)) for town in TOWNS]
    columns = [Sum(total=kind, parts=tuple(town + kind for town in TOWNS)) for kind in KINDS]
    totals = [Sum(total="all", parts=tuple(TOWNS)), Sum(total="all", parts=tuple(KINDS))]
    return system_of([*rows, *columns, *totals], [*CELLS, *TOWNS, *KINDS, "all"])


def true_sizes(found: System, rng: np.random.Generator) -> Sizes:
    inner = dict(zip(CELLS, rng.integers(0, 7, len(CELLS)).tolist(), strict=True))
    margins = {name: sum(n for cell, n in inner.items() if name in cell) for name in (*TOWNS, *KINDS)}
    sizes = inner | margins | {"all": sum(inner.values())}
    return np.array([sizes[name] for name in found.place], dtype=float)


def limits(sizes: Sizes, exact: Which, banded: Which) -> tuple[Sizes, Sizes]:
    """Return what is known: exact sizes, and bands of which some have no largest size."""
    low = np.where(exact, sizes, np.where(banded, np.maximum(sizes - 2, 0), 0))
    high = np.where(exact, sizes, np.where(banded & (np.arange(len(sizes)) % 3 > 0), sizes + 1, np.inf))
    return low, high


def begun_at(found: System, low: Sizes, high: Sizes) -> Corner:
    atoms = Programme(found, low, high).least(np.zeros(found.made_of.shape[1]), {})
    return begun(found, low, high, atoms, ways_of(found, low, high))


def ways_of(found: System, low: Sizes, high: Sizes) -> Sizes:
    combinations = Combinations(found)
    for place in np.flatnonzero(low == high).tolist():
        combinations.know(place, float(low[place]))
    return combinations.free()


def end(corner: Corner, place: int, sign: int) -> float:
    """Return a group's smallest or largest size, with every step checked on the way there."""
    group = corner.system.made_of[[place]].toarray()[0]
    for size in corner.towards(group, sign):
        assert corner.sizes()[place] == pytest.approx(size, abs=1e-9)
    return float(corner.sizes()[place])


@pytest.mark.parametrize("seed", range(12))
def test_walks_end_where_programmes_do_before_and_after_more_is_known(seed: int) -> None:
    found, rng = table(), np.random.default_rng(seed)
    sizes = true_sizes(found, rng)
    exact, banded = rng.random(len(sizes)) < 0.2, rng.random(len(sizes)) < 0.2
    exact[found.place["all"]] = True
    more = exact | (rng.random(len(sizes)) < 0.2)
    before, after = limits(sizes, exact, banded), limits(sizes, more, banded | (rng.random(len(sizes)) < 0.2))
    first = begun_at(found, *before)

    for corner, known in ((first, before), (led(first, *after), after)):
        programme = Programme(found, *known)
        for place in range(len(sizes)):
            assert (end(corner, place, 1), end(corner, place, -1)) == pytest.approx(programme.ends(place), abs=1e-6)
        assert corner.sees_all(ways_of(found, *known).shape[1])


def towns(**known: float) -> tuple[System, Sizes, Sizes]:
    found = system_of([PLACES], PLACES.groups)
    low = np.array([known.get(name, 0) for name in found.place], dtype=float)
    return found, low, np.array([known.get(name, np.inf) for name in found.place])


def test_corner_that_was_led_leaves_the_other_as_it_was() -> None:
    found, low, high = towns(all=30, mora=14)
    corner = begun_at(found, low, high)
    orsa = found.place["orsa"]

    _, *narrower = towns(all=30, mora=14, orsa=13)
    assert led(corner, *narrower).sizes()[found.place["älvdalen"]] == pytest.approx(3)

    assert (end(corner, orsa, 1), end(corner, orsa, -1)) == (0, 16)
    assert corner.is_wider(*narrower)
    assert not led(corner, *narrower).is_wider(low, high)


def test_size_that_does_not_fit_is_nowhere() -> None:
    found, low, high = towns(all=30, mora=14)
    _, *impossible = towns(all=30, mora=14, orsa=17)

    with pytest.raises(AstrayError):
        led(begun_at(found, low, high), *impossible)


def test_group_that_nothing_bounds_has_no_largest_size() -> None:
    found, low, high = towns(mora=14)

    with pytest.raises(AstrayError):
        end(begun_at(found, low, high), found.place["orsa"], -1)


def test_solution_that_does_not_fit_is_refused() -> None:
    found, low, high = towns(all=30, mora=14)
    corner = begun_at(found, low, high)
    corner.ways.values[:] += 1

    with pytest.raises(AstrayError):
        corner.sizes()


def test_walk_that_lost_a_way_or_took_a_wrong_one_does_not_see_all() -> None:
    found, low, high = towns(all=30, mora=14)
    corner = begun_at(found, low, high)

    assert corner.sees_all(1)
    assert not corner.sees_all(2)
    corner.ways.changes[0] += 0.5
    assert not corner.sees_all(1)
