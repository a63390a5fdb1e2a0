"""Which groups' sizes must not be known."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Estimate, Kind, Quantity
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.counts.groups import cells_of
from tsi_eval.protect.disclosure.counts.sensitive import sensitive_groups
from tsi_eval.protect.disclosure.policies import policy_for


def sensitive(*estimates: Estimate, policy: str = "default") -> set[str]:
    """Return the sensitive groups of numbers that were each judged alone."""
    cells = cells_of(estimates, [])
    rules = {name: policy_for(policy, cell.kind) for name, cell in cells.items()}
    decisions = [alone(estimate, policy) for estimate in estimates]
    return set(sensitive_groups(estimates, decisions, cells, rules))


def test_forty_of_43_who_finished_make_the_three_who_did_not_sensitive() -> None:
    assert {"all - done"} == sensitive(made.share("done", 40, "all", 43))


def test_three_of_43_who_finished_are_sensitive() -> None:
    assert {"done"} == sensitive(made.share("done", 3, "all", 43))


def test_twelve_of_43_make_nothing_sensitive() -> None:
    assert set() == sensitive(made.share("done", 12, "all", 43))


@pytest.mark.parametrize(("n", "expected"), [(0, set()), (1, {"a"}), (4, {"a"}), (5, set())])
def test_group_of_one_to_four_is_sensitive(n: int, expected: set[str]) -> None:
    assert expected == sensitive(made.count("a", n))


def test_few_events_of_nobody_are_not_sensitive() -> None:
    assert set() == sensitive(made.count("a", 3, Kind.EVENT))


@pytest.mark.parametrize("numerator", [0, 12])
def test_band_of_none_or_of_all_makes_both_sides_sensitive(numerator: int) -> None:
    # The side that holds everyone would say that the other is empty.
    assert {"done", "all - done"} == sensitive(made.share("done", numerator, "all", 12))


def test_none_of_43_is_shown_and_makes_nothing_sensitive() -> None:
    assert set() == sensitive(made.share("done", 0, "all", 43))


def test_share_of_staff_that_a_laxer_rule_lets_through_may_show_its_parts() -> None:
    shown = made.share("done", 3, "staff", 7, Kind.STAFF)

    assert set() == sensitive(shown, policy="staff5")
    assert {"done"} == sensitive(shown, made.count("done", 3, Kind.STAFF), policy="staff5")


def test_six_parents_of_three_children_are_sensitive() -> None:
    parents = made.estimate(Quantity.COUNT, 6.0, made.group("parents", 6), made.group("children", 3))

    assert {"parents", "children"} == sensitive(parents)


def test_both_sides_of_a_share_of_the_parents_of_few_are_sensitive() -> None:
    share = made.share("done", 12, "parents", 40).basis[0]
    of_few = made.estimate(Quantity.SHARE, 0.3, share, made.group("children", 3))

    assert {"done", "parents - done", "children"} == sensitive(of_few)


def test_mean_of_few_makes_their_group_sensitive_only_by_its_size() -> None:
    assert set() == sensitive(made.mean("a", 8))
