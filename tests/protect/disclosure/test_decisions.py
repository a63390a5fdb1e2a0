"""What a shown number publishes, and what is hidden with a group."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Quantity
from tsi_eval.protect.disclosure.decisions import (
    BANDED,
    FEW,
    FEW_IN_MEAN,
    SHOWN,
    SUPPRESSED,
    Decision,
    complement,
    hidden,
    published_by,
    with_groups_hidden,
)

TWELVE_OF_43 = made.share("done", 12, "all", 43)


def statuses(group: str, *decisions: Decision) -> list[str]:
    """Return what becomes of the share, decided in each way, when a group must be hidden."""
    estimates = [TWELVE_OF_43] * len(decisions)
    return [item.status for item in with_groups_hidden(estimates, decisions, frozenset({group}))]


def test_share_of_twelve_among_43_publishes_whole_part_and_rest() -> None:
    assert ["all", "done", "all - done"] == list(published_by(TWELVE_OF_43))


def test_count_publishes_its_group() -> None:
    assert ["a"] == list(published_by(made.count("a", 40)))


def test_mean_publishes_its_first_cell_only() -> None:
    cells = made.group("children", 40), made.group("families", 20)

    assert ["children"] == list(published_by(made.estimate(Quantity.MEAN, 3.0, *cells)))


@pytest.mark.parametrize("quantity", [Quantity.MEAN_DIFFERENCE, Quantity.IMPROVEMENT])
def test_difference_and_what_follows_from_parts_publish_every_cell(quantity: Quantity) -> None:
    cells = made.group("all", 43), made.group("a", 12), made.group("b", 31)

    assert ["all", "a", "b"] == list(published_by(made.estimate(quantity, 0.5, *cells)))


def test_difference_of_shares_publishes_both_sides_of_both() -> None:
    cells = made.share("p", 12, "g", 43).basis[0], made.share("q", 20, "h", 40).basis[0]

    published = list(published_by(made.estimate(Quantity.SHARE_DIFFERENCE, 0.2, *cells)))
    assert ["g", "p", "g - p", "h", "q", "h - q"] == published


def test_rest_is_named_after_its_whole_and_its_part() -> None:
    assert "all - done" == complement(TWELVE_OF_43.basis[0])


@pytest.mark.parametrize("group", ["all", "done", "all - done"])
def test_share_goes_with_each_group_that_it_publishes(group: str) -> None:
    assert [SUPPRESSED] == statuses(group, Decision())


def test_share_stays_when_another_group_is_hidden() -> None:
    assert [SHOWN] == statuses("other", Decision())


def test_band_goes_with_its_whole_and_not_with_its_part() -> None:
    band = Decision(status=BANDED, reason=FEW, band=(0, 4))

    assert [[SUPPRESSED], [BANDED]] == [statuses(group, band) for group in ("all", "done")]


def test_what_is_hidden_already_stays_as_it_was_decided() -> None:
    before = Decision(status=SUPPRESSED, reason="other")

    assert [before] == with_groups_hidden([TWELVE_OF_43], [before], frozenset({"all"}))


def test_reason_goes_by_the_kind_of_number_alone() -> None:
    numbers = made.count("a", 3), TWELVE_OF_43, made.mean("a", 3), made.estimate(Quantity.IMPROVEMENT, 0.5)

    assert [FEW, FEW, FEW_IN_MEAN, FEW] == [hidden(number).reason for number in numbers]
    assert {SUPPRESSED} == {hidden(number).status for number in numbers}
