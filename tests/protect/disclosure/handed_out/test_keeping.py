"""The last shown numbers stand where something is not renewed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made import asked, count, finding, findings, share

from tsi_eval.findings import Finding, Role
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.protect import release
from tsi_eval.protect.disclosure.handed_out.keeping import (
    kept,
    last_answer,
    named_parts,
    numbers_of,
    with_kept,
    would_vanish,
)
from tsi_eval.protect.disclosure.handed_out.units import ANSWER, GROUPS, MORE

JUNE, BEFORE = date(2025, 6, 30), date(2024, 12, 31)


def answer(n: int, question: str = "reached") -> Finding:
    """Return an answer about all, and about two schools."""
    items = [
        share("finished", n - 20, "all", n, role=Role.HEADLINE, period="end"),
        *(replace(count(f"school={name}", 30 + n // 10), group=f"school={name}") for name in "ab"),
    ]
    return asked(question, finding(question, [replace(items[0], group=""), *items[1:]]))


def released(n: int, question: str = "reached") -> Released:
    return release(findings(answer(n, question)))


PARTS = named_parts(answer(60), [ANSWER, GROUPS, GROUPS])


def test_an_answer_is_found_by_its_question() -> None:
    last = released(60)

    assert last.findings[0] == last_answer(answer(70), last)


def test_a_renamed_question_is_found_by_what_it_answers() -> None:
    last = released(60, "old")

    assert last.findings[0] == last_answer(answer(70, "new"), last)


def test_a_question_that_asks_for_something_else_has_no_last_answer() -> None:
    last = released(60)
    other = asked("reached", finding("reached", [count("all", 50, role=Role.HEADLINE)]))

    assert last_answer(other, last) is None


def test_two_that_could_be_meant_are_none() -> None:
    last = release(findings(answer(60, "a"), answer(60, "b")))

    assert last_answer(answer(70, "c"), last) is None


def test_what_is_kept_has_the_date_of_the_report_that_it_stood_in() -> None:
    old = kept(released(60).findings[0], "new", JUNE)

    assert {(JUNE, "new")} == {(item.as_of, item.question) for item in old.estimates}
    assert "new" == old.question


def test_what_was_kept_before_keeps_its_date() -> None:
    first = kept(released(60).findings[0], "reached", BEFORE)

    assert {BEFORE} == {item.as_of for item in kept(first, "reached", JUNE).estimates}


def test_only_groups_may_be_kept_and_stand_where_they_stood() -> None:
    now, then = released(80).findings[0], released(60).findings[0]

    mixed = with_kept(now, then, [GROUPS], PARTS, JUNE)

    assert [("", 80, None), ("school=a", 36, JUNE), ("school=b", 36, JUNE)] == rows(mixed)


def test_a_group_that_is_asked_for_no_more_stays_with_the_groups() -> None:
    now = released(80).findings[0]
    then = kept(released(60).findings[0], "reached", BEFORE)
    less = named_parts(replace(answer(80), estimates=answer(80).estimates[:2]), [ANSWER, GROUPS])

    mixed = with_kept(replace(now, estimates=now.estimates[:2]), then, [GROUPS], less, JUNE)

    assert [("", 80, None), ("school=a", 36, BEFORE), ("school=b", 36, BEFORE)] == rows(mixed)
    assert MORE == less.of(replace(then.estimates[1], group="", period="x"))


def test_the_doubts_are_those_of_the_answer() -> None:
    now, then = (replace(released(n).findings[0], caveats=(Message(f"caveat.{n}"),)) for n in (80, 60))

    of_groups, of_answer = (with_kept(now, then, [part], PARTS, JUNE).caveats for part in (GROUPS, ANSWER))

    assert (now.caveats, then.caveats) == (of_groups, of_answer)


def rows(finding: ReleasedFinding) -> list[tuple[str, int | None, date | None]]:
    return [(item.group, item.n, item.as_of) for item in finding.estimates]


@pytest.mark.parametrize(("now", "then", "vanish"), [(80, 60, False), (24, 60, True), (60, 24, False)])
def test_what_was_shown_and_would_be_hidden_vanishes(now: int, then: int, vanish: bool) -> None:
    both = [[replace(item, status="suppressed" if n < 30 else "shown") for item in numbers()] for n in (now, then)]

    assert vanish is would_vanish(*both)


def test_one_group_for_another_is_a_loss_and_a_group_that_is_asked_for_no_more_is_none() -> None:
    answer, first, second = numbers()
    hidden = replace(second, status="suppressed")

    assert would_vanish([answer, first, hidden], [answer, replace(first, status="suppressed"), second])
    assert not would_vanish([answer, first], [answer, first, second])


def numbers() -> tuple[ReleasedEstimate, ...]:
    return released(60).findings[0].estimates


def test_numbers_are_compared_as_they_are_shown() -> None:
    first, again, other = (numbers_of(released(n).findings[0]) for n in (60, 60, 61))

    assert first == again
    assert first != other
