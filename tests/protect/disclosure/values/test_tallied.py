"""Nothing of too few persons' tallies is a combination of what is shown of others."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Cell, Estimate, Kind, Quantity, Role, tallied
from tsi_eval.protect.disclosure.counts.naming import named
from tsi_eval.protect.disclosure.decisions import Decision, hidden
from tsi_eval.protect.disclosure.values.tallied import protect_tallied


def term(name: str, kind: Kind = Kind.PERSON, **pupils: int) -> Cell:
    """Return the pupils of some schools in one term."""
    return tallied({f"absence|{school}|{name}": n for school, n in pupils.items()}, kind)


def change(*terms: Cell, **more: object) -> Estimate:
    return made.estimate(Quantity.ABSENCE_CHANGE, -0.01, *sorted(terms, key=lambda cell: cell.n), **more)


def statuses(*estimates: Estimate, already_hidden: int | None = None, policy: str = "default") -> list[str]:
    """Return what becomes of numbers that were all shown so far, or all but one."""
    renamed, sets = named(estimates)
    decisions = [Decision() for _ in renamed]
    if already_hidden is not None:
        decisions[already_hidden] = hidden(renamed[already_hidden])
    return [decision.status for decision in protect_tallied(renamed, decisions, sets, policy)]


def test_change_of_one_school_goes_when_the_rest_of_a_term_are_eight() -> None:
    both = change(term("HT2022", a=30, b=8), term("HT2023", a=29, b=9))
    first = change(term("HT2022", a=30), term("HT2023", a=29))

    assert ["shown", "suppressed"] == statuses(both, first)
    assert ["suppressed", "shown"] == statuses(both, first, already_hidden=0)


@pytest.mark.parametrize(("left", "status"), [(9, "suppressed"), (10, "shown")])
def test_every_term_counts_and_not_only_the_one_of_the_fewest(left: int, status: str) -> None:
    # Both have their fewest pupils in the autumn before, and what is left of that is many.
    both = change(term("HT2022", a=30, b=20), term("HT2023", a=60, b=left))
    first = change(term("HT2022", a=30), term("HT2023", a=60))

    assert ["shown", status] == statuses(both, first)


def test_rate_of_a_term_and_a_change_are_held_beside_each_other() -> None:
    rate = made.estimate(Quantity.ABSENCE, 0.05, term("HT2022", a=30, b=8))
    first = change(term("HT2022", a=30), term("HT2023", a=29))

    assert ["shown", "suppressed"] == statuses(rate, first)


def test_answer_goes_last_and_one_of_three_schools_is_enough() -> None:
    every = change(term("HT2022", a=30, b=8, c=12), role=Role.HEADLINE)
    first, third = change(term("HT2022", a=30)), change(term("HT2022", c=12))

    assert ["shown", "shown", "suppressed"] == statuses(every, first, third)


def test_policy_says_how_many_are_few() -> None:
    estimates = change(term("HT2022", a=30, b=8)), change(term("HT2022", a=30))

    assert ["shown", "shown"] == statuses(*estimates, policy="internal")


def test_minutes_of_few_contacts_are_not_left_over() -> None:
    def minutes(**contacts: int) -> Estimate:
        cell = term("2023-09", Kind.EVENT_ABOUT_PERSON, **contacts)
        return made.estimate(Quantity.MEAN_PER_EVENT, 12.5, cell)

    assert ["shown", "suppressed"] == statuses(minutes(a=30, b=8), minutes(a=30))
    assert ["shown", "shown"] == statuses(minutes(a=30, b=10), minutes(a=30))


def test_other_quantities_and_kinds_are_left_alone() -> None:
    counts = [made.estimate(Quantity.COUNT, cell.n, cell) for cell in (term("x", a=30, b=8), term("x", a=30))]
    events = [change(term("x", Kind.EVENT, a=30, b=8)), change(term("x", Kind.EVENT, a=30))]

    assert ["shown", "shown"] == statuses(*counts)
    assert ["shown", "shown"] == statuses(*events)
    assert [] == statuses()
