"""The rule of security, at the edges of its limits."""

from __future__ import annotations

import pytest

from tsi_eval.findings import Claim, Declared, Ground, Known, Reason, Security, UnitKind
from tsi_eval.findings.security import (
    of_declared,
    of_interval,
    of_missing,
    of_missing_share,
    of_reliability,
    of_units,
    rated,
    without,
)

NOTHING = Reason(ground=Ground.INTERVAL)


def test_the_worked_example() -> None:
    rating = rated(Claim.CHANGED, [of_missing(33, 45), of_reliability(known=True)])

    assert rating is not None
    assert Security.LOW is rating.security
    assert [("design", 0), ("missing", 1), ("reliability", 0)] == [
        (reason.ground, reason.lost) for reason in rating.reasons
    ]


@pytest.mark.parametrize(
    ("claim", "begins"),
    [
        (Claim.CAUSED, Security.HIGH),
        (Claim.DIVERGED, Security.FAIRLY_HIGH),
        (Claim.CHANGED, Security.LIMITED),
        (Claim.DIFFERS, Security.LIMITED),
    ],
)
def test_security_begins_with_what_the_design_can_say(claim: Claim, begins: Security) -> None:
    rating = rated(claim, [])

    assert rating is not None
    assert begins is rating.security


def test_what_only_describes_has_no_security() -> None:
    assert rated(Claim.DESCRIBES, [of_missing(33, 45)]) is None


def test_nothing_is_below_low_and_each_step_is_lost_once() -> None:
    steps = []
    for lost in range(6):
        rating = rated(Claim.CAUSED, [without(Ground.UNITS, Known.UNKNOWN)] * lost)
        assert rating is not None
        steps.append(rating.security)

    assert [*Security, Security.LOW, Security.LOW] == steps


@pytest.mark.parametrize(
    ("there", "lost"),
    [(1000, 0), (801, 0), (800, 1), (799, 1), (601, 1), (600, 1), (599, 2), (0, 2)],
)
def test_who_is_missing_costs_by_twenty_and_forty_per_cent(there: int, lost: int) -> None:
    assert lost == of_missing(there, 1000).lost
    assert lost == of_missing_share(1 - there / 1000, "arm=a").lost


# In floating point 1 - 24 / 30 is not a fifth, and 1 - 36 / 60 not two fifths.
@pytest.mark.parametrize(("there", "of", "lost"), [(24, 30, 1), (36, 45, 1), (36, 60, 1), (21, 35, 1), (8, 10, 1)])
def test_whole_numbers_at_a_limit_are_at_it(there: int, of: int, lost: int) -> None:
    assert lost == of_missing(there, of).lost


@pytest.mark.parametrize(("n", "lost"), [(21, 0), (20, 0), (19, 1), (10, 1), (9, 2), (5, 2)])
def test_few_units_cost_below_twenty_and_below_ten(n: int, lost: int) -> None:
    assert lost == of_units(n, UnitKind.PERSONS, said=True).lost


def test_units_whose_number_is_not_shown_are_not_counted_aloud() -> None:
    assert {"n": 12} == of_units(12, UnitKind.MONTHS, said=True).places
    assert {} == of_units(12, UnitKind.TOGETHER, said=False).places


@pytest.mark.parametrize(("width", "lost"), [(3.9, 0), (4.0, 0), (4.1, 1)])
def test_an_interval_costs_when_it_is_wider_than_twice_what_matters(width: float, lost: int) -> None:
    assert lost == of_interval(width, 2.0).lost


def test_a_width_of_tenths_is_not_said_to_be_wider_than_it_is() -> None:
    assert 1.1 - 0.5 > 0.6
    assert 0 == of_interval(1.1 - 0.5, 0.3).lost


@pytest.mark.parametrize(
    ("declared", "known", "lost"),
    [
        (Declared.BEFORE, Known.KNOWN, 0),
        (Declared.AFTER, Known.KNOWN, 1),
        (Declared.UNKNOWN, Known.UNKNOWN, 0),
    ],
)
def test_a_declaration_costs_only_when_it_is_known_to_be_late(declared: Declared, known: Known, lost: int) -> None:
    assert (known, lost) == (of_declared(declared).known, of_declared(declared).lost)


def test_an_unknown_reliability_costs_a_step() -> None:
    assert [0, 1] == [of_reliability(known=known).lost for known in (True, False)]


@pytest.mark.parametrize("known", [Known.UNKNOWN, Known.NOT_SHOWN])
def test_what_is_not_known_or_not_shown_is_not_taken_to_be_good(known: Known) -> None:
    assert (known, 1) == (without(Ground.MISSING, known).known, without(Ground.MISSING, known).lost)


def test_a_rating_knows_what_was_judged() -> None:
    rating = rated(Claim.CHANGED, [NOTHING])

    assert rating is not None
    assert NOTHING is rating.about(Ground.INTERVAL)
    assert rating.about(Ground.UNITS) is None
