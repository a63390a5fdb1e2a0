"""Which numbers of a question are renewed together, and in which order."""

from __future__ import annotations

import made
import numpy as np
import pytest
from terms import KEY, QUESTIONS, found, newcomers

from tsi_eval.findings import Findings, Kind, Quantity, Role, people
from tsi_eval.protect.disclosure.door import judge
from tsi_eval.protect.disclosure.handed_out.told import Told, told_by
from tsi_eval.protect.disclosure.handed_out.units import (
    ANSWER,
    GROUPS,
    MORE,
    TOTAL,
    Unit,
    by_finding,
    may_come,
    parts_of,
    units_of,
)
from tsi_eval.protect.disclosure.values.samples import columns_of
from tsi_eval.protect.pseudonyms.lasting import Lasting

ASKED = {name: QUESTIONS[name] for name in ("reached", "reached_by_school", "score")}


@pytest.fixture(scope="module")
def judged() -> tuple[Findings, list[tuple[Told, ...]]]:
    findings = found(newcomers(np.random.default_rng(1), (f"p{i}" for i in range(80))), 0, ASKED)
    result, names = judge(findings), Lasting(KEY)
    columns = columns_of(findings.measured)
    told = [
        tuple(told_by(exact, item.status, columns, names, "default"))
        for exact, item in zip(result.exact, result.shown, strict=True)
    ]
    return result.findings, told


Judged = tuple[Findings, list[tuple[Told, ...]]]


def parts(judged: Judged, number: int) -> dict[str, set[str]]:
    findings, told = judged
    items = tuple(findings.findings[number].every_estimate())
    mine = list(by_finding(findings.findings, told))[number]
    by_part: dict[str, set[str]] = {}
    for item, part in zip(items, parts_of(findings.findings[number], mine), strict=True):
        by_part.setdefault(part, set()).add(f"{item.quantity}|{item.group}|{item.period}")
    return by_part


def test_a_question_of_stages_has_a_total_and_an_answer(judged: Judged) -> None:
    by_part = parts(judged, 0)

    assert {"count||started"} == by_part[TOTAL]
    assert {"share||finished", "count||finished"} <= by_part[ANSWER]
    assert {TOTAL, ANSWER} == set(by_part)


def test_its_groups_are_a_unit_of_their_own(judged: Judged) -> None:
    by_part = parts(judged, 1)

    assert {TOTAL, ANSWER, GROUPS} == set(by_part)
    assert all("school=" in item for item in by_part[GROUPS])
    assert not any("school=" in item for part in (TOTAL, ANSWER) for item in by_part[part])


def test_those_measured_once_are_more_than_the_answer(judged: Judged) -> None:
    by_part = parts(judged, 2)

    assert any(item.startswith("mean_change") for item in by_part[ANSWER])
    assert MORE in by_part


def test_totals_come_first_and_every_number_is_in_one_unit(judged: Judged) -> None:
    findings, told = judged[0].findings, judged[1]
    units = units_of(findings, [parts_of(*pair) for pair in zip(findings, by_finding(findings, told), strict=True)])

    order = [unit.part for unit in units]
    assert order == sorted(order, key=[TOTAL, ANSWER, GROUPS, MORE].index)
    assert list(range(len(judged[1]))) == sorted(place for unit in units for place in unit.places)


def test_groups_come_only_with_the_answer_or_the_total() -> None:
    total, answer, groups, more = (Unit(finding=0, part=part, places=()) for part in (TOTAL, ANSWER, GROUPS, MORE))
    every = (total, answer, groups, more)

    assert may_come(total, [], every)
    assert may_come(answer, [], every)
    assert not may_come(groups, [], every)
    assert may_come(groups, [total], every)
    assert not may_come(more, [total], every)
    assert may_come(more, [answer], every)
    assert may_come(groups, [], [groups])


@pytest.mark.parametrize(
    ("kind", "parts"), [(Kind.MONEY, (TOTAL, ANSWER, ANSWER)), (Kind.PERSON, (ANSWER, ANSWER, TOTAL))]
)
def test_an_answer_that_rests_on_nobody_is_the_total_and_the_persons_are_the_answer(
    kind: Kind, parts: tuple[str, ...]
) -> None:
    # The answer is hidden here, and so tells nothing: that alone makes no difference.
    share = people(made.persons(0, 30), made.persons(0, 28), kind=kind)
    items = [
        made.estimate(Quantity.SHARE, 28 / 30, share, group="", n=30, role=Role.HEADLINE),
        made.estimate(Quantity.COUNT, 30.0, made.cell(30), group="", n=30),
        made.estimate(Quantity.COUNT, 40.0, made.cell(40), group="", n=40, period="started"),
    ]
    whole, less = (Told(pool="n||", kind=Kind.PERSON, members=made.persons(0, n)) for n in (40, 30))

    assert parts == parts_of(made.finding("q", items), [(), (less,), (whole,)])
