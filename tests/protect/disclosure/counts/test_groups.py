"""Every group has one size and adds up, and groups that contradict each other are refused."""

from __future__ import annotations

from dataclasses import replace

import made
import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Cell, Estimate, Kind, Partition, Quantity
from tsi_eval.protect import release
from tsi_eval.protect.disclosure.counts.groups import cells_of, cells_of_pieces, declared_sums, share_sums, small_sets
from tsi_eval.protect.disclosure.counts.naming import named
from tsi_eval.protect.disclosure.counts.sums import Sum

TWELVE_OF_43 = made.share("done", 12, "all", 43)


def counted(cell: Cell) -> Estimate:
    return made.number(Quantity.COUNT, float(cell.n), cell)


def test_share_of_twelve_among_43_names_three_groups() -> None:
    sizes = {name: cell.n for name, cell in cells_of([TWELVE_OF_43], []).items()}

    assert {"all": 43, "done": 12, "all - done": 31} == sizes


def test_share_says_one_sum() -> None:
    assert [Sum(total="all", parts=("done", "all - done"))] == list(share_sums([TWELVE_OF_43, TWELVE_OF_43]))


def test_count_says_no_sum() -> None:
    assert [] == list(share_sums([made.count("all", 43)]))


def test_partition_names_its_total_and_its_parts_though_no_number_is_about_them() -> None:
    whole = made.partition("all", a=3, b=40)

    assert {"all": 43, "a": 3, "b": 40} == {name: cell.n for name, cell in cells_of([], [whole]).items()}
    assert [Sum(total="all", parts=("a", "b"))] == list(declared_sums([whole]))


def test_pieces_are_groups_of_what_their_sets_count() -> None:
    estimates = [counted(made.cell(25)), counted(made.cell(12, first=18))]
    _, sets = named(estimates)

    cells = cells_of_pieces(sets)
    assert {"piece 0": 5, "piece 1": 18, "piece 2": 7} == {name: cell.n for name, cell in cells.items()}
    assert {Kind.PERSON} == {cell.kind for cell in cells.values()}


def test_what_one_set_has_more_than_another_is_a_small_set() -> None:
    _, sets = named([counted(made.cell(45)), counted(made.cell(42))])

    (name, (cell, pieces)), *others = small_sets(sets, "default")
    assert ([], "piece 0", 3) == (others, name, cell.n)
    assert Sum(total="piece 0", parts=("piece 0",)) == pieces


def test_policy_says_which_sets_are_small() -> None:
    _, sets = named([counted(made.cell(45)), counted(made.cell(38))])

    assert {"default": 0, "strict": 1, "internal": 0} == {
        policy: len(list(small_sets(sets, policy))) for policy in ("default", "strict", "internal")
    }


def test_small_set_of_what_is_not_protected_is_none() -> None:
    cells = made.cell(45, kind=Kind.EVENT), made.cell(42, kind=Kind.EVENT)
    _, sets = named([counted(cell) for cell in cells])

    assert [] == list(small_sets(sets, "default"))


def test_estimate_of_another_size_than_its_basis_releases_nothing() -> None:
    with pytest.raises(ProtectionError, match="E181"):
        made.released(replace(made.count("a", 3), n=30))


def test_share_without_a_part_is_refused() -> None:
    with pytest.raises(ProtectionError, match="E181"):
        cells_of([replace(TWELVE_OF_43, basis=(made.group("all", 43),))], [])


def test_group_with_two_sizes_releases_nothing() -> None:
    with pytest.raises(ProtectionError, match="E186"):
        release(made.findings(made.finding("q1", [made.count("a", 40)]), made.finding("q2", [made.count("a", 41)])))


def test_group_of_two_kinds_releases_nothing() -> None:
    with pytest.raises(ProtectionError, match="E186"):
        made.released(made.count("a", 3), made.count("a", 3, Kind.EVENT))


def test_partition_that_does_not_sum_releases_nothing() -> None:
    whole, part = made.group("all", 40), made.group("a", 39)

    with pytest.raises(ProtectionError, match="E186"):
        release(made.findings(made.finding("q", [made.count("all", 40)], [Partition(total=whole, parts=(part,))])))


@pytest.mark.parametrize("numerator", [25, -1])
def test_impossible_share_releases_nothing(numerator: int) -> None:
    with pytest.raises(ProtectionError):
        made.released(made.share("part", numerator, "all", 20))
