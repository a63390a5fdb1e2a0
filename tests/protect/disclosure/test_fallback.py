"""What takes the place of a hidden answer; and no answer gives back the few of a table of four or three."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tsi_eval import Released, Study, release
from tsi_eval.analysis.asking import stamped
from tsi_eval.designs import PrePost
from tsi_eval.designs.pairs import Pairs
from tsi_eval.designs.share_change import share_change
from tsi_eval.designs.step_change import steps
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Estimate, Finding, Kind, Quantity, Role, Verdict, people
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import Decision
from tsi_eval.protect.disclosure.rounding.released import released_estimate
from tsi_eval.stats.proportion import newcombe_difference

Four = tuple[int, ...]
OF_PARTS = {Quantity.IMPROVEMENT, Quantity.ODDS_RATIO, Quantity.TEST}
FEWEST = {"default": 5, "strict": 10}
NUMBERS = ("estimate", "ci_low", "ci_high", "p_value", "n")
BINARY = PrePost(outcome="y", before="T0", after="T1", scale="binary")
ORDINAL = PrePost(outcome="y", before="T0", after="T1", scale="ordinal")


def asked(design: PrePost, first: list[float], second: list[float]) -> Finding:
    """Return a design's answer about these values, as the answer to a question."""
    rows = [
        (f"p{i}", at, "y", value) for at, column in (("T0", first), ("T1", second)) for i, value in enumerate(column)
    ]
    frame = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    return stamped(design.answer(Study.from_frames(measures=frame)), "q")


def table(both: int, lost: int, gained: int, neither: int) -> tuple[list[float], list[float]]:
    """Return first and second answers of a table of four."""
    first = [1.0] * (both + lost) + [0.0] * (gained + neither)
    return first, [1.0] * both + [0.0] * lost + [1.0] * gained + [0.0] * neither


def moved(lower: int, nowhere: int, higher: int) -> tuple[list[float], list[float]]:
    """Return first and second answers of so many who moved one step on a scale of five."""
    n = lower + nowhere + higher
    first = [float(1 + i % 3) for i in range(n)]
    return first, [x + way for x, way in zip(first, [-1.0] * lower + [0.0] * nowhere + [1.0] * higher, strict=True)]


def shown(released: Released) -> list[ReleasedEstimate]:
    return [item for item in released.findings[0].estimates if item.status != "suppressed"]


def headline(released: Released) -> ReleasedEstimate:
    (found,) = (item for item in released.findings[0].estimates if item.role is Role.HEADLINE)
    return found


@pytest.mark.parametrize("policy", ["default", "strict"])
def test_table_with_many_in_every_part_has_the_paired_interval(made: SimpleNamespace, policy: str) -> None:
    item = headline(release(made.findings(asked(BINARY, *table(20, 15, 25, 20)), policy=policy)))

    # From rounded counts there is only the interval of the margins.
    assert ("newcombe_margins" if policy == "strict" else "newcombe_paired", "shown") == (item.method, item.status)


def test_rounded_counts_give_the_interval_of_their_margins(made: SimpleNamespace) -> None:
    item = headline(release(made.findings(asked(BINARY, *table(40, 10, 15, 35)), policy="strict")))

    # 50 and 55 of 100, rounded to fives already: Newcombe's interval for independent shares.
    found = newcombe_difference(50, 100, 55, 100)
    assert "newcombe_margins" == item.method
    assert (found.ci_low, found.ci_high) == pytest.approx((item.ci_low, item.ci_high), abs=0.5e-2)


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize(("policy", "few"), [("default", 3), ("strict", 3), ("strict", 8)])
def test_table_with_few_in_a_part_falls_back_on_its_margins(
    made: SimpleNamespace, part: int, policy: str, few: int
) -> None:
    four = [30, 25, 35, 30]
    four[part] = few
    item = headline(release(made.findings(asked(BINARY, *table(*four)), policy=policy)))

    assert "newcombe_margins" == item.method
    assert "shown" == item.status


@pytest.mark.parametrize("policy", ["default", "strict"])
@pytest.mark.parametrize("part", range(3))
def test_steps_with_few_in_a_part_fall_back_on_their_mean(made: SimpleNamespace, part: int, policy: str) -> None:
    three = [20, 25, 30]
    many = headline(release(made.findings(asked(ORDINAL, *moved(*three)), policy=policy)))
    three[part] = 3
    few = headline(release(made.findings(asked(ORDINAL, *moved(*three)), policy=policy)))

    # From rounded counts neither may be shown.
    of_many = ("mean_change", "suppressed") if policy == "strict" else ("probability_of_improvement", "shown")
    assert of_many == (many.quantity, many.status)
    status = "suppressed" if policy == "strict" else "shown"
    assert ("mean_change", "steps", status) == (few.quantity, few.note, few.status)


def by_hand(made: SimpleNamespace) -> Finding:
    """Return an answer of parts, and another answer about all but two of one of these."""
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
    beside = made.estimate(
        Quantity.COUNT, 14.0, people(frozenset(names[20:34]), kind=Kind.PERSON), role=Role.HEADLINE, group="fewer"
    )
    found: Finding = made.finding("q", [first, beside])
    return found


def test_answer_that_is_hidden_as_a_cover_falls_back_too(made: SimpleNamespace) -> None:
    first, beside = release(made.findings(by_hand(made))).findings[0].estimates

    assert ("second", "shown") == (first.method, first.status)
    assert 14 == beside.n


def test_answer_stays_where_it_may_be_shown(made: SimpleNamespace) -> None:
    finding = by_hand(made)

    (item,) = release(made.findings(replace(finding, estimates=finding.estimates[:1]))).findings[0].estimates
    assert "first" == item.method


def test_chain_of_fallbacks_ends_hidden(made: SimpleNamespace) -> None:
    few = people(frozenset("abc"), kind=Kind.PERSON)
    chain = made.estimate(Quantity.MEAN, 1.0, few, method="third")
    for method in ("second", "first"):
        chain = made.estimate(Quantity.MEAN, 1.0, few, method=method, instead=chain)

    (item,) = release(made.findings(made.finding("q", [chain]))).findings[0].estimates
    assert ("third", "suppressed") == (item.method, item.status)


def test_few_who_moved_one_way_cost_no_answer(made: SimpleNamespace) -> None:
    rng = np.random.default_rng(4)
    first = [float(x) for x in rng.integers(5, 30, 40)]
    for few in (1, 3):
        second = [x + (1 if i < few else -2) for i, x in enumerate(first)]
        item = headline(release(made.findings(asked(PrePost(outcome="y", before="T0", after="T1"), first, second))))
        assert "shown" == item.status


@pytest.mark.parametrize("policy", ["default", "strict"])
def test_numbers_of_parts_never_stand_on_few(made: SimpleNamespace, policy: str) -> None:
    rng = np.random.default_rng(8)
    for n in rng.integers(10, 61, 25).tolist():
        four = rng.multinomial(n, rng.dirichlet([1, 1, 1, 1])).tolist()
        three = rng.multinomial(n, rng.dirichlet([1, 1, 1])).tolist()
        for design, values, parts in (
            (BINARY, table(*four), dict(zip(("both", "lost", "gained", "neither"), four, strict=True))),
            (ORDINAL, moved(*three), dict(zip(("lower", "nowhere", "higher"), three, strict=True))),
        ):
            if len({*values[0]}) == 1 and design is ORDINAL:
                continue
            released = release(made.findings(asked(design, *values), policy=policy))
            few = {name for name, size in parts.items() if 0 < size < FEWEST[policy]}
            for item in shown(released):
                paired = item.method == "newcombe_paired"
                crossed = item.quantity is Quantity.ODDS_RATIO or item.method.startswith("mcnemar")
                assert not (paired and few), parts
                assert not (crossed and few & {"lost", "gained"}), parts
                assert not (item.quantity in OF_PARTS - {Quantity.ODDS_RATIO} and design is ORDINAL and few), parts


# An attacker with the report, who tries every table.


def pairs_of(first: list[float], second: list[float]) -> Pairs:
    persons = tuple(f"p{i:03d}" for i in range(len(first)))
    everyone = frozenset(persons)
    sets = {
        "before": everyone,
        "after": everyone,
        "both": everyone,
        "before_only": frozenset(),
        "after_only": frozenset(),
    }
    return Pairs(
        design="pre_post",
        outcome="y",
        step=1.0,
        first="T0",
        second="T1",
        persons=persons,
        before=np.array(first),
        after=np.array(second),
        clusters=(),
        belongs={},
        sets=sets,  # type: ignore[arg-type]
        leavers={},
    )


def every(estimates: Iterator[Estimate]) -> Iterator[Estimate]:
    for estimate in estimates:
        yield estimate
        if estimate.instead is not None:
            yield estimate.instead


def mark(item: Any) -> tuple[str, ...]:
    return (item.quantity, item.method, item.group, item.period)


def would_show(found: Iterator[Estimate], policy: str) -> dict[tuple[str, ...], ReleasedEstimate]:
    return {mark(item): released_estimate(item, Decision(), policy) for item in every(found)}


def fits(report: list[ReleasedEstimate], candidate: dict[tuple[str, ...], ReleasedEstimate]) -> bool:
    for item in report:
        if item.group in {"before", "after", "before_only", "after_only"} or (item.group, item.method) == (
            "both",
            "count",
        ):
            continue
        if mark(item) not in candidate:
            return False
        other = candidate[mark(item)]
        if item.status == "banded":
            if not (other.n == item.n and item.ci_low - 1e-3 <= other.estimate <= item.ci_high + 1e-3):
                return False
        elif any(getattr(item, name) != getattr(other, name) for name in NUMBERS):
            return False
    return True


def candidates(report: list[ReleasedEstimate], true: Four, step: int, rng: np.random.Generator) -> list[Four]:
    """Return every table that fits the shown sizes and shares, the true one first, the others in any order."""
    sizes = [range(max(1, sum(true) - step // 2), sum(true) + step // 2 + 1), [sum(true)]][step == 1]
    if not any(item.n and item.group in {"both", "before", "after"} for item in report):
        sizes = range(10, 61)
    found: list[Four] = []
    for n in sizes:
        axes = np.meshgrid(*(np.arange(n + 1) for _ in true[1:]), indexing="ij")
        every = np.stack([*(axis.ravel() for axis in axes), n - sum(axes).ravel()], axis=1)  # type: ignore[union-attr]
        every = every[every[:, -1] >= 0]
        for item in report:
            place = PLACES[len(true)].get((item.group, item.quantity, item.period))
            if place is None or item.status != "shown":
                continue
            part = every[:, list(place)].sum(axis=1)
            if item.quantity is Quantity.COUNT:
                every = every[up_to(part, step) == item.n]
            else:
                every = every[np.abs(up_to(part, step) / up_to(n, step) - item.estimate) < 10.0**-item.decimals]
        found += map(tuple, every.tolist())
    rng.shuffle(found)  # type: ignore[arg-type]
    return [true, *(other for other in found if other != true)]


PLACES = {
    3: {(f"moved_{way}", Quantity.COUNT, "T0 > T1"): (i,) for i, way in enumerate(("lower", "nowhere", "higher"))},
    4: {
        ("lost", Quantity.COUNT, "T0 > T1"): (1,),
        ("gained", Quantity.COUNT, "T0 > T1"): (2,),
        ("both", Quantity.SHARE, "T0"): (0, 1),
        ("both", Quantity.SHARE, "T1"): (0, 2),
    },
}


def up_to(n: Any, step: int) -> Any:
    return step * ((2 * n + step) // (2 * step))


def sizes_left(report: list[ReleasedEstimate], true: Four, policy: str, rng: np.random.Generator) -> list[set[int]]:
    """Return the possible sizes of every part; no more once every small part has as many as are hidden."""
    enough, step = FEWEST[policy] - 1, 5 if policy == "strict" else 1
    found: list[set[int]] = [set() for _ in true]
    for other in candidates(report, true, step, rng):
        if all(size in sizes for size, sizes in zip(other, found, strict=True)):
            continue
        binary = len(true) == 4
        pairs = pairs_of(*(table(*other) if binary else moved(*other)))
        try:
            estimates = share_change(pairs, 1.0, level=0.95) if binary else steps(pairs, level=0.95)
            candidate = would_show(estimates, policy)
        except NotEstimable:
            continue  # a table that has no answer is not the one of a report that has one
        if fits(report, candidate):
            for sizes, size in zip(found, other, strict=True):
                sizes.add(size)
            if all(len(sizes) >= enough for sizes, size in zip(found, true, strict=True) if 0 < size <= enough):
                break
    return found


def given_back(made: SimpleNamespace, policy: str, parts: int, reports: int, seed: int = 5) -> list[tuple[Four, str]]:
    """Return the tables of small pilots of which a hidden part has fewer possible sizes than the policy hides."""
    rng, lost = np.random.default_rng(seed), []
    for _ in range(reports):
        n = int(rng.integers(10, 61))
        true = tuple(rng.multinomial(n, rng.dirichlet([0.8] * parts)).tolist())
        few = [i for i, size in enumerate(true) if 0 < size < FEWEST[policy]]
        if not few:
            continue
        finding = asked(*((BINARY, *table(*true)) if parts == 4 else (ORDINAL, *moved(*true))))
        if finding.feasibility.verdict is Verdict.REFUSED:
            continue
        report = shown(release(made.findings(finding, policy=policy)))
        sizes = sizes_left(report, true, policy, rng)
        assert all(size in left for size, left in zip(true, sizes, strict=True)) or not report, (true, report)
        lost += [(true, f"part {i} is one of {sorted(sizes[i])}") for i in few if len(sizes[i]) < FEWEST[policy] - 1]
    return lost


@pytest.mark.parametrize("policy", ["default", "strict"])
@pytest.mark.parametrize("parts", [3, 4])
def test_no_report_gives_back_a_small_part(made: SimpleNamespace, policy: str, parts: int) -> None:
    assert [] == given_back(made, policy, parts, reports=40)
