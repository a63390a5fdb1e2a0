"""What the policy says of a number by itself."""

from __future__ import annotations

import made
import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Cell, Kind, Note, Quantity
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.decisions import BANDED, FEW, FEW_IN_MEAN, SHOWN, SUPPRESSED, Decision


def test_three_of_eighteen_families_are_a_band_of_at_most_four() -> None:
    assert Decision(status=BANDED, reason=FEW, band=(0, 4)) == alone(made.share("done", 3, "all", 18), "default")


def test_all_but_three_of_eighteen_are_a_band_of_at_least_fourteen() -> None:
    assert Decision(status=BANDED, reason=FEW, band=(14, 18)) == alone(made.share("done", 15, "all", 18), "default")


def test_three_of_forty_three_families_are_hidden() -> None:
    assert Decision(status=SUPPRESSED, reason=FEW) == alone(made.share("done", 3, "all", 43), "default")


def test_twelve_of_forty_three_families_are_shown() -> None:
    assert Decision() == alone(made.share("done", 12, "all", 43), "default")


@pytest.mark.parametrize(("n", "status"), [(0, SHOWN), (1, SUPPRESSED), (4, SUPPRESSED), (5, SHOWN)])
def test_count_is_hidden_from_one_to_four(n: int, status: str) -> None:
    assert status == alone(made.count("a", n), "default").status


@pytest.mark.parametrize(("n", "status"), [(0, SUPPRESSED), (9, SUPPRESSED), (10, SHOWN)])
def test_mean_of_fewer_than_ten_is_hidden_also_of_none(n: int, status: str) -> None:
    assert status == alone(made.mean("a", n), "default").status


def test_reason_goes_by_the_kind_of_number() -> None:
    assert [FEW, FEW_IN_MEAN] == [alone(item, "default").reason for item in (made.count("a", 3), made.mean("a", 3))]


def test_every_cell_is_judged_and_the_first_hidden_one_decides() -> None:
    cells = made.group("all", 39), made.group("a", 30), made.group("b", 9)

    assert SUPPRESSED == alone(made.estimate(Quantity.MEAN_DIFFERENCE, 1.0, *cells), "default").status
    assert SHOWN == alone(made.estimate(Quantity.MEAN_DIFFERENCE, 1.0, *cells[:2]), "default").status


def test_cell_of_money_hides_nothing() -> None:
    assert SHOWN == alone(made.estimate(Quantity.COUNT, 1.0, made.group("cost", 1, Kind.MONEY)), "default").status


def test_children_behind_money_are_judged() -> None:
    cells = made.group("cost", 3, Kind.MONEY), made.group("completed", 3)

    assert SUPPRESSED == alone(made.estimate(Quantity.COST, 9000.0, *cells), "default").status


def test_number_of_parts_is_hidden_where_a_part_would_be_a_band() -> None:
    def improvement(lower: int) -> str:
        cells = made.group("all", 18), made.group("lower", lower), made.group("higher", 18 - lower)
        return alone(made.estimate(Quantity.IMPROVEMENT, 0.6, *cells), "default").status

    assert [SUPPRESSED, SHOWN] == [improvement(lower) for lower in (3, 8)]


def test_number_of_parts_is_hidden_where_counts_are_rounded() -> None:
    cells = made.group("all", 90), made.group("lower", 40), made.group("higher", 50)

    number = made.estimate(Quantity.IMPROVEMENT, 0.6, *cells)
    assert [SHOWN, SUPPRESSED] == [alone(number, policy).status for policy in ("default", "strict")]


def test_difference_of_shares_is_never_a_band() -> None:
    near_none, middle = made.share("p", 2, "g", 15).basis[0], made.share("q", 20, "h", 40).basis[0]

    difference = made.estimate(Quantity.SHARE_DIFFERENCE, 0.4, near_none, middle)
    assert SUPPRESSED == alone(difference, "default").status


@pytest.mark.parametrize(("n", "status"), [(19, SUPPRESSED), (20, SHOWN)])
def test_mean_of_equal_values_says_each_and_is_hidden_of_fewer_than_twenty(n: int, status: str) -> None:
    # A method that gives intervals gave none: there is no spread.
    assert status == alone(made.mean("a", n, method="paired_t"), "default").status


def test_mean_with_an_interval_is_shown_of_ten() -> None:
    assert SHOWN == alone(made.mean("a", 10, method="paired_t", ci_low=2.0, ci_high=4.0), "default").status


@pytest.mark.parametrize(
    ("n", "policy", "status"),
    [(19, "default", SUPPRESSED), (20, "default", SHOWN), (200, "strict", SUPPRESSED)],
)
def test_mean_in_whole_steps_is_shown_of_many_where_counts_are_exact(n: int, policy: str, status: str) -> None:
    change = made.estimate(Quantity.MEAN_CHANGE, 0.5, made.group("a", n), note=Note.WHOLE_STEPS, ci_low=0.1)

    assert status == alone(change, policy).status


@pytest.mark.parametrize(("children", "status"), [(3, SUPPRESSED), (5, SHOWN)])
def test_share_of_parents_is_hidden_when_its_part_belongs_to_few_children(children: int, status: str) -> None:
    parents = made.share("done", 12, "parents", 40).basis[0]
    of_children = Cell(kind=Kind.PERSON, group="children", n=children)

    assert status == alone(made.estimate(Quantity.SHARE, 0.3, parents, of_children), "default").status


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(ProtectionError, match="E180"):
        alone(made.count("a", 100, "animal"), "default")  # type: ignore[arg-type]
