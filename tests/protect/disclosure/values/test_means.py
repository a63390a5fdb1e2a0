"""No sum of too few persons' values is a combination of shown means, changes and differences."""

from __future__ import annotations

from dataclasses import replace

import made
import pytest

from tsi_eval.findings import Estimate, Kind, Part, Quantity, Role
from tsi_eval.protect.disclosure.counts.naming import named
from tsi_eval.protect.disclosure.decisions import Decision, hidden
from tsi_eval.protect.disclosure.values.means import protect_means
from tsi_eval.protect.disclosure.values.withheld import estimate_name


def mean(count: int, first: int = 0, period: str = "t0", **more: object) -> Estimate:
    return made.number(Quantity.MEAN, 3.0, made.cell(count, first), **{"group": "", "period": period} | more)


def statuses(*estimates: Estimate, already_hidden: int | None = None, policy: str = "default") -> list[str]:
    """Return what becomes of numbers that were all shown so far, or all but one."""
    renamed, sets = named(estimates)
    decisions = [Decision() for _ in renamed]
    if already_hidden is not None:
        decisions[already_hidden] = hidden(renamed[already_hidden])
    return [decision.status for decision in protect_means(renamed, decisions, sets, policy)]


def test_mean_of_sixteen_girls_goes_beside_the_mean_of_all_twenty() -> None:
    # Twenty times one less sixteen times the other is the sum of the four boys.
    assert ["shown", "suppressed"] == statuses(mean(20), mean(16))


@pytest.mark.parametrize(("girls", "status"), [(10, "shown"), (11, "suppressed"), (19, "suppressed"), (20, "shown")])
def test_fewer_than_ten_may_not_be_left(girls: int, status: str) -> None:
    assert ["shown", status] == statuses(mean(20), mean(girls))


def test_mean_that_is_hidden_gives_nothing_away() -> None:
    assert ["suppressed", "shown"] == statuses(mean(20), mean(16), already_hidden=0)


def test_answer_goes_last() -> None:
    assert ["suppressed", "shown"] == statuses(mean(20), mean(16, role=Role.HEADLINE))


def test_other_outcomes_give_nothing_away() -> None:
    assert ["shown", "shown"] == statuses(mean(20), mean(16, outcome="other"))


def test_other_occasions_give_nothing_away_by_themselves() -> None:
    assert ["shown", "shown"] == statuses(mean(20), mean(16, period="t1"))


def test_mean_at_another_occasion_less_the_change_is_a_mean() -> None:
    all_before, both_before, both_after = mean(20), mean(16, group=Part.BOTH), mean(16, period="t1", group=Part.BOTH)
    change = made.number(
        Quantity.MEAN_CHANGE,
        0.0,
        made.cell(16),
        derived_from=(estimate_name(both_before), estimate_name(both_after)),
    )

    numbers = all_before, both_before, both_after, change
    assert ["shown", "suppressed", "suppressed", "shown"] == statuses(*numbers)
    # The later mean is harmless where the change is not shown.
    assert ["shown", "suppressed", "shown", "suppressed"] == statuses(*numbers, already_hidden=3)


def test_three_sets_give_away_what_two_of_them_leave_open() -> None:
    # 0 to 29, of which 0 to 11 and 12 to 25: the last four are all less the two.
    assert ["shown", "shown"] == statuses(mean(30), mean(12))
    assert ["shown", "suppressed", "shown"] == statuses(mean(30), mean(12), mean(14, first=12), already_hidden=1)
    assert "suppressed" in statuses(mean(30), mean(12), mean(14, first=12))


def test_policy_says_how_many_are_few() -> None:
    staff = [made.cell(count, kind=Kind.STAFF) for count in (20, 14)]
    estimates = [replace(mean(cell.n), basis=(cell,)) for cell in staff]

    assert ["shown", "suppressed"] == statuses(*estimates)
    assert ["shown", "shown"] == statuses(*estimates, policy="staff5")
    assert ["shown", "shown"] == statuses(mean(20), mean(16), policy="internal")


def test_mean_without_members_is_left_to_the_counts() -> None:
    assert ["shown", "shown"] == statuses(made.mean("all", 20), made.mean("girls", 16))
