"""Two reports of one pilot, over time: a count that moved by a few would tell of these few.

Worked example. The first report showed 25 families who had started, with a mean of 14. The second
has 27, with a mean of 14.5. Whoever holds both knows that two came, and that their values sum to 27
× 14.5 less 25 × 14, which is 41.5: about 21 each. So the second report hides the count and the
mean, until five or more have come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tsi_eval.findings import Estimate, Guard
from tsi_eval.findings.released import Released, ReleasedEstimate
from tsi_eval.periods import coarser
from tsi_eval.protect.disclosure.policies import Policy, policy_for

Mark = tuple[str, ...]


def changed_by_few(estimates: Iterable[Estimate], previous: Iterable[Released], policy: str) -> frozenset[int]:
    """Return the places of estimates whose group, part or rest differs by 1 to a few from what an earlier report showed of the same.

    Whoever holds both reports could subtract: the two who came late, and with a mean their very
    values.
    """
    known = [_shown(report) for report in previous]
    found = set()
    for place, estimate in enumerate(estimates):
        rules = policy_for(policy, estimate.basis[0].kind) if estimate.basis else None
        before = [report[mark] for report in known if (mark := _mark(estimate)) in report]
        if rules is not None and any(_few_between(estimate, old, rules) for old in before):
            found.add(place)
    return frozenset(found)


def _shown(report: Released) -> Mapping[Mark, ReleasedEstimate]:
    every = [estimate for finding in report.findings for _, estimate in finding.every_estimate()]
    return {**_summed(every), **{_mark(estimate): estimate for estimate in every if estimate.n is not None}}


def _summed(every: Iterable[ReleasedEstimate]) -> Mapping[Mark, ReleasedEstimate]:
    """Return what a reader gets by adding up a series of counts to coarser periods; a sum with a hidden part is not known."""
    sums: dict[Mark, ReleasedEstimate] = {}
    unknown: set[Mark] = set()
    for point in every:
        if point.quantity.record.guard is not Guard.COUNT:
            continue
        for period in coarser(point.period, point.axis):
            moved = replace(point, period=period)
            mark = _mark(moved)
            if point.n is None:
                unknown.add(mark)
            elif mark in sums:
                sums[mark] = replace(moved, n=(sums[mark].n or 0) + point.n)
            else:
                sums[mark] = moved
    return {mark: total for mark, total in sums.items() if mark not in unknown}


def _mark(item: Estimate | ReleasedEstimate) -> Mark:
    return (item.question, item.quantity, item.outcome, item.group, item.reference, item.period, item.method, item.note)


def _few_between(new: Estimate, old: ReleasedEstimate, rules: Policy) -> bool:
    return any(0 < abs(now - then) < rules.count for now, then in _sizes(new, old))


def _sizes(new: Estimate, old: ReleasedEstimate) -> Iterator[tuple[int, int]]:
    then = old.n or 0
    yield new.n, then
    part = new.basis[0].numerator
    if part is not None and old.estimate is not None and old.quantity.record.guard is Guard.SHARE:
        # A share of one decimal of a per cent gives back its numerator in groups of less than a
        # thousand.
        before = round(old.estimate * then)
        yield part, before
        yield new.n - part, then - before
