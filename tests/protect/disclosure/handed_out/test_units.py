"""Which numbers of a question are renewed together, and in which order."""

from __future__ import annotations

import numpy as np
import pytest
from terms import KEY, QUESTIONS, found, newcomers

from tsi_eval.findings import Findings
from tsi_eval.protect.disclosure.door import judge
from tsi_eval.protect.disclosure.handed_out.told import Told, told_by
from tsi_eval.protect.disclosure.handed_out.units import ANSWER, GROUPS, MORE, TOTAL, Unit, may_come, parts_of, units_of
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
    start = sum(len(tuple(finding.every_estimate())) for finding in findings.findings[:number])
    items = tuple(findings.findings[number].every_estimate())
    by_part: dict[str, set[str]] = {}
    for item, part in zip(items, parts_of(findings.findings[number], told[start : start + len(items)]), strict=True):
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
    units = units_of(*((judged[0].findings, judged[1])))

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
