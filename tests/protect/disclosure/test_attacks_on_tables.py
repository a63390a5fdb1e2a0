"""An attacker tries every table of four, or of three moves, that fits a report.

A report about the same persons' answers twice shows shares, tests and sizes that all follow from
one small table. The attacker computes what each candidate would show, and keeps those that show the
same. No small part is given back.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import made
import numpy as np
import numpy.typing as npt
import pytest
from answered_twice import BINARY, ORDINAL, answer, moved, table
from answered_twice import report as released

from tsi_eval.designs.pairs import Pairs
from tsi_eval.designs.share_change import share_change
from tsi_eval.designs.step_change import steps
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Answerable, Estimate, Quantity, Verdict
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import Decision
from tsi_eval.protect.disclosure.rounding.digits import digits_of_outcomes
from tsi_eval.protect.disclosure.rounding.released import released_estimate
from tsi_eval.protect.disclosure.verdicts import with_verdict

Parts = tuple[int, ...]
OF_PARTS = {Quantity.IMPROVEMENT, Quantity.ODDS_RATIO, Quantity.TEST}
FEWEST = {"default": 5, "strict": 10}
NUMBERS = ("estimate", "ci_low", "ci_high", "p_value", "n", "verdict")


@pytest.mark.parametrize("policy", ["default", "strict"])
def test_numbers_of_parts_never_stand_on_few(policy: str) -> None:
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
            report = released(design, *values, policy)
            few = {name for name, size in parts.items() if 0 < size < FEWEST[policy]}
            for item in made.shown(report):
                paired = item.method == "newcombe_paired"
                crossed = item.quantity is Quantity.ODDS_RATIO or item.method.startswith("mcnemar")
                assert not (paired and few), parts
                assert not (crossed and few & {"lost", "gained"}), parts
                assert not (item.quantity in OF_PARTS - {Quantity.ODDS_RATIO} and design is ORDINAL and few), parts


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


def with_what_may_stand_instead(estimates: Iterator[Estimate]) -> Iterator[Estimate]:
    for estimate in estimates:
        yield estimate
        if estimate.instead is not None:
            yield estimate.instead


def mark(item: Any) -> tuple[str, ...]:
    return (item.quantity, item.method, item.group, item.period)


def would_show(
    found: Iterator[Estimate], policy: str, report: list[ReleasedEstimate]
) -> dict[tuple[str, ...], ReleasedEstimate]:
    """Return what a report that shows the same numbers would show of these, words included."""
    every, seen = list(with_what_may_stand_instead(found)), {mark(item) for item in report}
    digits = digits_of_outcomes(item for item in every if mark(item) in seen)
    return {mark(item): with_verdict(released_estimate(item, Decision(), policy, digits), item, {}) for item in every}


def says_how_many(item: ReleasedEstimate) -> bool:
    """Tell whether a number is one of how many were measured: every candidate has those."""
    alone = {"before", "after", "before_only", "after_only"}
    answered = item.quantity is Quantity.RESPONSE
    return answered or item.group in alone or (item.group, item.method) == ("both", "count")


def fits(report: list[ReleasedEstimate], candidate: dict[tuple[str, ...], ReleasedEstimate]) -> bool:
    for item in report:
        if says_how_many(item):
            continue
        if mark(item) not in candidate:
            return False
        other = candidate[mark(item)]
        if item.status == "banded":
            if not (other.n == item.n and item.ci_low - 1e-3 <= other.estimate <= item.ci_high + 1e-3):
                return False
        elif any(not _is_shown_as(item, other, name) for name in NUMBERS):
            return False
    return True


def _is_shown_as(item: ReleasedEstimate, other: ReleasedEstimate, name: str) -> bool:
    """Tell whether a candidate's number is shown as the report's is.

    Of a coarse scale the report may leave numbers out, and show means with fewer decimals.
    """
    shown, value = getattr(item, name), getattr(other, name)
    if shown is None or value is None or item.decimals >= other.decimals or isinstance(shown, Verdict | int):
        return shown is None or shown == value
    return abs(value - shown) <= 10.0**-item.decimals


def candidates(report: list[ReleasedEstimate], true: Parts, step: int, rng: np.random.Generator) -> Iterator[Parts]:
    """Yield every table that fits the shown sizes and shares, the true one first."""
    fitting = np.concatenate([tables_of(n, report, len(true), step) for n in possible_sizes(report, sum(true), step)])
    order = rng.permutation(len(fitting))
    yield true
    for place in order:
        other = tuple(fitting[place].tolist())
        if other != true:
            yield other


def possible_sizes(report: list[ReleasedEstimate], true: int, step: int) -> range:
    """Return how many there may be, by the shown sizes."""
    if not any(item.n and item.group in {"both", "before", "after"} for item in report):
        return range(10, 61)
    return range(max(1, true - step // 2), true + step // 2 + 1)


def tables_of(n: int, report: list[ReleasedEstimate], parts: int, step: int) -> npt.NDArray[np.int64]:
    """Return every table of n that fits the shown counts and shares, a row each."""
    fitting = every_table(n, parts)
    for item in report:
        columns = PLACES[parts].get((item.group, item.quantity, item.period))
        if columns is None or item.status != "shown":
            continue
        part = up_to(fitting[:, list(columns)].sum(axis=1), step)
        if item.quantity is Quantity.COUNT:
            fitting = fitting[part == item.n]
        else:
            fitting = fitting[np.abs(part / up_to(n, step) - item.estimate) < 10.0**-item.decimals]
    return fitting


@cache
def every_table(n: int, parts: int) -> npt.NDArray[np.int64]:
    """Return every way in which n divide into so many parts, a row each."""
    axes = np.meshgrid(*(np.arange(n + 1) for _ in range(parts - 1)), indexing="ij")
    first = np.stack([axis.ravel() for axis in axes], axis=1)
    last = n - first.sum(axis=1)
    return np.column_stack([first, last])[last >= 0]


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


def sizes_possible(
    report: list[ReleasedEstimate], true: Parts, policy: str, rng: np.random.Generator
) -> list[set[int]]:
    """Return the possible sizes of every part.

    There is no need of more once every small part has as many as are hidden.
    """
    enough, step = FEWEST[policy] - 1, 5 if policy == "strict" else 1
    found: list[set[int]] = [set() for _ in true]
    for other in candidates(report, true, step, rng):
        if all(size in sizes for size, sizes in zip(other, found, strict=True)):
            continue
        binary = len(true) == 4
        pairs = pairs_of(*(table(*other) if binary else moved(*other)))
        try:
            estimates = share_change(pairs, 1.0, level=0.95) if binary else steps(pairs, level=0.95)
            candidate = would_show(estimates, policy, report)
        except NotEstimable:
            continue  # a table that has no answer is not the one of a report that has one
        if fits(report, candidate):
            for sizes, size in zip(found, other, strict=True):
                sizes.add(size)
            if all(len(sizes) >= enough for sizes, size in zip(found, true, strict=True) if 0 < size <= enough):
                break
    return found


def given_back(policy: str, parts: int, reports: int, seed: int = 5) -> list[tuple[Parts, str]]:
    """Return the tables of which a hidden part has fewer possible sizes than the policy hides."""
    rng, lost = np.random.default_rng(seed), []
    for _ in range(reports):
        n = int(rng.integers(10, 61))
        true = tuple(rng.multinomial(n, rng.dirichlet([0.8] * parts)).tolist())
        few = [i for i, size in enumerate(true) if 0 < size < FEWEST[policy]]
        if not few:
            continue
        asked = (BINARY, *table(*true)) if parts == 4 else (ORDINAL, *moved(*true))
        finding = answer(*asked)
        if finding.feasibility.answerable is Answerable.REFUSED:
            continue
        report = made.shown(released(*asked, policy))
        sizes = sizes_possible(report, true, policy, rng)
        assert all(size in possible for size, possible in zip(true, sizes, strict=True)) or not report, (true, report)
        lost += [(true, f"part {i} is one of {sorted(sizes[i])}") for i in few if len(sizes[i]) < FEWEST[policy] - 1]
    return lost


# By default a reader has the exact sum. What she can learn of moves on a scale of few values is
# tried in `values/coarse/test_attack_on_tables.py`, with every table, not only moves by one step.
@pytest.mark.parametrize(("policy", "parts"), [("default", 4), ("strict", 3), ("strict", 4)])
def test_no_report_gives_back_a_small_part(policy: str, parts: int) -> None:
    assert [] == given_back(policy, parts, reports=12)


@pytest.mark.slow
@pytest.mark.parametrize(("policy", "parts"), [("default", 4), ("strict", 3), ("strict", 4)])
def test_none_of_many_reports_gives_back_a_small_part(policy: str, parts: int) -> None:
    assert [] == given_back(policy, parts, reports=40)
