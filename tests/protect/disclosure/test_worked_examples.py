"""The worked examples of DESIGN.md's chapter 3, run."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import coarse
import made
import pytest

from tsi_eval import stats
from tsi_eval.designs import PrePost
from tsi_eval.findings import Estimate, Findings, Kind, Quantity, Role, people
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect import release
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
from tsi_eval.protect.disclosure.handed_out.renewing import Earlier, release_beside
from tsi_eval.protect.pseudonyms.key import Key
from tsi_eval.protect.pseudonyms.lasting import Lasting


def finished(**schools: int) -> list[Estimate]:
    """Return how many of forty finished, which answers the question, and how many by school."""
    inside = {name: frozenset(f"{name} {i}" for i in range(n)) for name, n in schools.items()}
    part = frozenset[str]().union(*inside.values())
    whole = part | {f"left {i}" for i in range(40 - len(part))}
    share = people(whole, part, kind=Kind.PERSON)
    answer = made.estimate(Quantity.SHARE, len(part) / 40, share, group="all", n=40, role=Role.HEADLINE)
    return [
        answer,
        *(
            made.estimate(Quantity.COUNT, len(members), people(members, kind=Kind.PERSON), group=name, n=len(members))
            for name, members in inside.items()
        ),
    ]


def test_a_school_of_three_and_its_cover() -> None:
    answer, *schools = made.items(made.released(*finished(askersund=9, degerfors=6, nora=3)))

    assert (0.45, 40) == (answer.estimate, answer.n)
    assert {"askersund": 9, "degerfors": None, "nora": None} == {item.group: item.n for item in schools}
    assert 1 == len({item.reason for item in schools if item.n is None})


def of_item(first: list[int], second: list[int]) -> Findings:
    """Find what twelve children answered on an item from 0 to 2, twice."""
    values = {"T0": first, "T1": second}
    answer = PrePost(outcome="y", before="T0", after="T1", imputations=0).answer(made.study_of(values))
    return made.findings(made.asked("q", answer), measured=coarse.measured(values, 2))


def test_twelve_children_on_an_item_from_0_to_2() -> None:
    second = [0] + [1] * 8 + [2] * 3
    found = of_item([0, 0, 1, 1, 0, 1, 1, 2, 0, 1, 2, 1], second)
    exact = next(item for item in made.every(found) if (item.quantity, item.period) == (Quantity.MEAN, "T1"))
    shown = {(item.quantity, item.period): item for item in made.items(release(found))}

    mean = shown[Quantity.MEAN, "T1"]
    assert (1.17, 0.8, 1.53) == tuple(round(end, 2) for end in (exact.estimate, exact.ci_low, exact.ci_high))
    assert (1.17, None, None) == (mean.estimate, mean.ci_low, mean.ci_high)


def test_one_table_alone_gives_the_mean_and_the_interval_of_those_twelve() -> None:
    fits = []
    for none, some in itertools.product(range(13), repeat=2):
        if none + some > 12 or 12 in {none, some, 12 - none - some}:
            continue
        found = stats.mean([0.0] * none + [1.0] * some + [2.0] * (12 - none - some))
        if (1.17, 0.8, 1.53) == tuple(round(end, 2) for end in (found.estimate, found.ci_low, found.ci_high)):
            fits.append((none, some, 12 - none - some))

    assert [(1, 8, 3)] == fits


@pytest.mark.parametrize(("later", "shown"), [(25, 25), (27, 25), (29, 25), (30, 30)])
def test_a_difference_between_two_reports(later: int, shown: int) -> None:
    lasting, reports = Lasting(Key(bytes(32))), list[HandedOut]()
    for n in (25, later):
        started = made.estimate(Quantity.COUNT, float(n), made.cell(n), n=n)
        findings = made.findings(made.finding("q", [started]))
        dated = replace(findings, cover=replace(findings.cover, report_date=date(2025, len(reports) + 1, 1)))
        reports.append(release_beside(dated, Earlier(reports=tuple(reports), lasting=lasting)))

    (item,) = made.items(reports[-1].released)

    assert (shown, None if shown == 30 else date(2025, 1, 1)) == (item.n, item.as_of)


@pytest.mark.parametrize(("n", "cost"), [(54, 13_907.0), (3, None)])
def test_a_cost_and_its_n(n: int, cost: float | None) -> None:
    completed = made.count("completed", n)
    whole = made.estimate(Quantity.COST, 751_000.0, made.group("cost", 751_000, Kind.MONEY), unit="sek")
    each = made.estimate(Quantity.UNIT_COST, 751_000 / n, *completed.basis, group="per=completed", unit="sek", n=n)

    _, total, one = made.items(made.released(completed, whole, each))

    assert (751_000.0, cost) == (total.estimate, one.estimate)


def change(policy: str) -> ReleasedEstimate:
    uncertain = {"se": 0.503, "ci_low": -2.358, "ci_high": -0.308, "level": 0.95}
    exact = made.number(Quantity.MEAN_CHANGE, -44 / 33, made.cell(33), role=Role.HEADLINE, **uncertain)
    (item,) = made.items(made.released(exact, policy=policy))
    return item


@pytest.mark.parametrize(("policy", "shown"), [("default", (-1.33, -2.36, -0.31)), ("strict", (-1.0, -3.0, 1.0))])
def test_a_verdict_is_the_same_under_strict(policy: str, shown: tuple[float, float, float]) -> None:
    item = change(policy)

    assert shown == (item.estimate, item.ci_low, item.ci_high)
    assert item.verdict is not None
    assert item.verdict.leaves_out_nothing
