"""A number that may not be shown gives way to what may stand instead, and to nothing else."""

from __future__ import annotations

from dataclasses import replace

import made
import numpy as np
import pytest
from answered_twice import BINARY, ORDINAL, answer, moved, table

from tsi_eval import Released, release
from tsi_eval.designs import PrePost
from tsi_eval.findings import Estimate, Finding, Kind, Quantity, Role, Series, people
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import Decision
from tsi_eval.protect.disclosure.fallback import with_instead, with_what_passes
from tsi_eval.stats.proportion import newcombe_difference


def headline(released: Released) -> ReleasedEstimate:
    (found,) = (item for item in released.findings[0].estimates if item.role is Role.HEADLINE)
    return found


# Forty children: twelve had a trouble before, eight after; six lost it and two gained it.
MARGINS = made.number(
    Quantity.SHARE_DIFFERENCE,
    -0.1,
    made.cell(40, part=made.persons(4, 8)),
    made.cell(40, part=made.persons(0, 12)),
    method="newcombe_margins",
)
PAIRED = made.number(
    Quantity.SHARE_DIFFERENCE,
    -0.1,
    *MARGINS.basis,
    made.cell(6, first=20),
    made.cell(2, first=30),
    method="newcombe_paired",
    instead=MARGINS,
)


def methods(finding: Finding) -> list[str]:
    return [estimate.method for estimate in finding.estimates]


def chain(*sizes: int) -> Estimate:
    """Return means of so many persons, each of which may stand instead of the one before it."""
    last: Estimate | None = None
    for place, n in reversed(list(enumerate(sizes))):
        last = made.number(Quantity.MEAN, 1.0, made.cell(n), method=str(place), ci_low=0.5, instead=last)
    assert last is not None
    return last


def test_interval_from_margins_stands_instead_of_the_one_that_needs_the_two() -> None:
    finding = made.finding("q", [PAIRED])

    assert {"default": ["newcombe_margins"], "internal": ["newcombe_paired"]} == {
        policy: methods(with_what_passes(finding, policy)) for policy in ("default", "internal")
    }


@pytest.mark.parametrize(("sizes", "taken"), [((40, 40), "0"), ((3, 40, 40), "1"), ((3, 3, 40), "2"), ((3, 3), "1")])
def test_first_that_passes_is_taken_or_the_last(sizes: tuple[int, ...], taken: str) -> None:
    assert [taken] == methods(with_what_passes(made.finding("q", [chain(*sizes)]), "default"))


def decided(*hidden: int, of: int) -> list[Decision]:
    return [Decision(status="suppressed" if place in hidden else "shown") for place in range(of)]


def test_only_what_is_hidden_gives_way_and_by_one_step() -> None:
    findings = made.findings(made.finding("q", [chain(40, 40, 40), chain(40, 40)]))

    exchanged = with_instead(findings, decided(0, of=2))
    assert exchanged is not None
    assert ["1", "0"] == methods(exchanged.findings[0])


def test_nothing_gives_way_where_all_is_shown_or_nothing_may_stand_instead() -> None:
    findings = made.findings(made.finding("q", [chain(40, 40), chain(40)]))

    assert with_instead(findings, decided(of=2)) is None
    assert with_instead(findings, decided(1, of=2)) is None


def test_decisions_about_points_are_passed_over() -> None:
    points = tuple(made.count(name, 40) for name in ("a", "b"))
    first = replace(made.finding("one", [chain(40, 40)]), series=(Series(name="s", axis="stage", points=points),))
    findings = made.findings(first, made.finding("two", [chain(40, 40)]))

    # The first question's estimate, its two points, and the second question's estimate.
    exchanged = with_instead(findings, decided(1, 3, of=4))
    assert exchanged is not None
    assert [["0"], ["1"]] == [methods(finding) for finding in exchanged.findings]
    assert first.series == exchanged.findings[0].series


# Real designs, from their answers to the report.


@pytest.mark.parametrize("policy", ["default", "strict"])
def test_table_with_many_in_every_part_has_the_paired_interval(policy: str) -> None:
    item = headline(release(made.findings(answer(BINARY, *table(20, 15, 25, 20)), policy=policy)))

    # From rounded counts there is only the interval of the margins.
    assert ("newcombe_margins" if policy == "strict" else "newcombe_paired", "shown") == (item.method, item.status)


def test_rounded_counts_give_the_interval_of_their_margins() -> None:
    item = headline(release(made.findings(answer(BINARY, *table(40, 10, 15, 35)), policy="strict")))

    # 50 and 55 of 100, rounded to fives already: Newcombe's interval for independent shares.
    found = newcombe_difference(50, 100, 55, 100)
    assert "newcombe_margins" == item.method
    assert (found.ci_low, found.ci_high) == pytest.approx((item.ci_low, item.ci_high), abs=0.5e-2)


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize(("policy", "few"), [("default", 3), ("strict", 3), ("strict", 8)])
def test_table_with_few_in_a_part_falls_back_on_its_margins(part: int, policy: str, few: int) -> None:
    four = [30, 25, 35, 30]
    four[part] = few
    item = headline(release(made.findings(answer(BINARY, *table(*four)), policy=policy)))

    assert "newcombe_margins" == item.method
    assert "shown" == item.status


@pytest.mark.parametrize("policy", ["default", "strict"])
@pytest.mark.parametrize("part", range(3))
def test_steps_with_few_in_a_part_fall_back_on_their_mean(part: int, policy: str) -> None:
    three = [20, 25, 30]
    many = headline(release(made.findings(answer(ORDINAL, *moved(*three)), policy=policy)))
    three[part] = 3
    few = headline(release(made.findings(answer(ORDINAL, *moved(*three)), policy=policy)))

    # From rounded counts neither may be shown.
    of_many = ("mean_change", "suppressed") if policy == "strict" else ("probability_of_improvement", "shown")
    assert of_many == (many.quantity, many.status)
    status = "suppressed" if policy == "strict" else "shown"
    assert ("mean_change", "steps", status) == (few.quantity, few.note, few.status)


def by_hand() -> Finding:
    """Return an answer of parts, and two heavier ones about all but two of one of these."""
    names = [f"p{i}" for i in range(60)]
    whole, lower, higher = frozenset(names[:50]), frozenset(names[:20]), frozenset(names[20:36])
    second = made.estimate(
        Quantity.MEAN_CHANGE, 0.1, people(whole, kind=Kind.PERSON), role=Role.HEADLINE, method="second"
    )
    first = made.estimate(
        Quantity.IMPROVEMENT,
        0.4,
        *(people(persons, kind=Kind.PERSON) for persons in (whole, lower, whole - lower - higher, higher)),
        role=Role.HEADLINE,
        method="first",
        instead=second,
    )
    beside = [
        made.estimate(
            quantity, 14.0, people(frozenset(names[20:34]), kind=Kind.PERSON), role=Role.HEADLINE, group="fewer"
        )
        for quantity in (Quantity.COUNT, Quantity.MEAN)
    ]
    found: Finding = made.finding("q", [*beside, first])
    return found


def test_answer_that_is_hidden_as_a_cover_falls_back_too() -> None:
    beside, _, first = release(made.findings(by_hand())).findings[0].estimates

    assert ("second", "shown") == (first.method, first.status)
    assert 14 == beside.n


def test_answer_stays_where_it_may_be_shown() -> None:
    finding = by_hand()

    (item,) = release(made.findings(replace(finding, estimates=finding.estimates[-1:]))).findings[0].estimates
    assert "first" == item.method


def test_chain_of_fallbacks_ends_hidden() -> None:
    few = people(frozenset("abc"), kind=Kind.PERSON)
    chain = made.estimate(Quantity.MEAN, 1.0, few, method="third")
    for method in ("second", "first"):
        chain = made.estimate(Quantity.MEAN, 1.0, few, method=method, instead=chain)

    (item,) = release(made.findings(made.finding("q", [chain]))).findings[0].estimates
    assert ("third", "suppressed") == (item.method, item.status)


def test_few_who_moved_one_way_cost_no_answer() -> None:
    rng = np.random.default_rng(4)
    first = [float(x) for x in rng.integers(5, 30, 40)]
    for few in (1, 3):
        second = [x + (1 if i < few else -2) for i, x in enumerate(first)]
        item = headline(release(made.findings(answer(PrePost(outcome="y", before="T0", after="T1"), first, second))))
        assert "shown" == item.status
