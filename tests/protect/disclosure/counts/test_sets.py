"""Sets of persons and tallies are cut into the pieces that they make of each other."""

from __future__ import annotations

import numpy as np

from tsi_eval.findings import Kind
from tsi_eval.protect.disclosure.counts.sets import Element, PersonSets, cut, piece_name
from tsi_eval.protect.disclosure.counts.sums import Sum

PERSON = Kind.PERSON


def numbered(first: int, count: int) -> frozenset[Element]:
    return frozenset(f"p{i:02}" for i in range(first, first + count))


def persons(**sets: frozenset[Element]) -> PersonSets:
    return cut({(PERSON, elements): name for name, elements in sets.items()}, {}, {})


# Persons 0 to 24 are girls, 18 to 29 finished: seven are both.
GIRLS_AND_FINISHED = persons(girls=numbered(0, 25), finished=numbered(18, 12))


def test_girls_and_those_who_finished_make_three_pieces() -> None:
    sets = GIRLS_AND_FINISHED

    # Pieces are in order of their pattern: finished only, girls only, both.
    assert [[False, True], [True, False], [True, True]] == sets.pieces.tolist()
    assert [5, 18, 7] == sets.sizes.tolist()


def test_every_set_is_the_sum_of_its_pieces() -> None:
    girls, finished = GIRLS_AND_FINISHED.sums()

    assert Sum(total="girls", parts=("piece 1", "piece 2")) == girls
    assert Sum(total="finished", parts=("piece 0", "piece 2")) == finished


def test_set_is_found_by_its_name() -> None:
    assert [True, False, True] == GIRLS_AND_FINISHED.of("finished").tolist()


def test_part_that_is_all_is_made_of_its_wholes_pieces() -> None:
    sets = cut({(PERSON, numbered(0, 12)): "began"}, {"finished": "began"}, {"q|done": ("finished",)})

    assert [True] == sets.of("finished").tolist()
    # At that place it adds up by pieces of its own, which are not known to be the whole's.
    assert [
        Sum(total="began", parts=("piece 0",)),
        Sum(total="finished", parts=("piece 0 at q|done",)),
    ] == list(sets.sums())


def test_small_pieces_and_differences_are_found_once() -> None:
    sets = persons(all=numbered(0, 30), most=numbered(0, 28), many=numbered(0, 20))

    small = {name: int(sets.sizes[inside].sum()) for name, _, inside in sets.small(5)}
    # What all has more than most is a piece of its own, and is not listed again.
    assert {"piece 0": 2} == small


def test_difference_of_several_pieces_is_found_by_the_sets_that_make_it() -> None:
    # Two and two persons are in the first set and not in the second, in two pieces.
    sets = persons(first=numbered(0, 24), second=numbered(4, 20), third=numbered(0, 2) | numbered(4, 20))

    small = {name: int(sets.sizes[inside].sum()) for name, _, inside in sets.small(5)}
    assert {"piece 0": 2, "piece 1": 2, "first less second": 4} == small


def test_five_are_not_fewer_than_five() -> None:
    assert [] == list(GIRLS_AND_FINISHED.small(5))
    assert ["piece 0"] == [name for name, _, _ in GIRLS_AND_FINISHED.small(6)]


def test_empty_set_has_no_sum_and_no_piece() -> None:
    sets = persons(none=frozenset(), some=numbered(0, 7))

    assert [7] == sets.sizes.tolist()
    assert ["some"] == [item.total for item in sets.sums()]


def test_nothing_makes_no_pieces() -> None:
    sets = cut({}, {}, {})

    assert (0, [], []) == (len(sets.sizes), list(sets.sums()), list(sets.small(5)))


def test_tallies_weigh_what_they_count() -> None:
    both: frozenset[Element] = frozenset({("a|may", 3), ("b|may", 40)})
    sets = cut({(Kind.EVENT, both): "all", (Kind.EVENT, frozenset({("a|may", 3)})): "a"}, {}, {})

    assert [40, 3] == sets.sizes.tolist()


def test_piece_counts_what_its_first_set_counts() -> None:
    names = {(Kind.STAFF, numbered(0, 4)): "staff", (PERSON, numbered(4, 6)): "children"}
    sets = cut(names, {}, {})

    kinds = {sets.kind_of_piece(piece): int(size) for piece, size in enumerate(sets.sizes)}
    assert {Kind.STAFF: 4, PERSON: 6} == kinds


def test_pieces_do_not_depend_on_pseudonyms() -> None:
    renamed = persons(
        girls=frozenset(f"x{99 - i}" for i in range(25)), finished=frozenset(f"x{99 - i}" for i in range(18, 30))
    )

    assert np.array_equal(GIRLS_AND_FINISHED.pieces, renamed.pieces)
    assert np.array_equal(GIRLS_AND_FINISHED.sizes, renamed.sizes)


def test_piece_has_a_name() -> None:
    assert "piece 3" == piece_name(3)
