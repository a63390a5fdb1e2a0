"""Finding what differs by a few from an earlier report of the same pilot.

Two reports may be subtracted, and a number that moved by a few would then tell of these few. This
decides which numbers must go for that reason (step 3 of `release`); `deciding` hides them, and
what would give them back.

1. Two numbers are the same if they agree in question, quantity, outcome, group, reference, period,
   method and note (`_mark`). A quantity that an earlier version called otherwise goes by that name.
2. Of each earlier report it is listed what a reader knows: the numbers that were shown with their
   n, and the sums of counted points over coarser periods, such as the quarters of shown months. A
   sum with a hidden part is not known (`_known_from`).
3. A number must go if its n, or the part or the rest of a share, differs by 1 to a few from the
   same number in any earlier report (`_moved_by_few`).

Worked example. The first report showed 25 families who had started, with a mean of 14. The second
has 27, with a mean of 14.5. Whoever holds both knows that two came, and that their values sum to
27 × 14.5 less 25 × 14, which is 41.5: about 21 each. So the second report hides the count and the
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
    """Return the places of estimates that differ by a few from what an earlier report showed.

    Args:
        estimates: The numbers of the new report.
        previous: Earlier reports of the pilot.
        policy: The policy's id, which says how many are a few.
    """
    known = [_known_from(report) for report in previous]
    places = set()
    for place, estimate in enumerate(estimates):
        rules = policy_for(policy, estimate.basis[0].kind) if estimate.basis else None
        if rules is None:
            continue
        mark = _mark(estimate)
        before = [report[mark] for report in known if mark in report]
        if any(_moved_by_few(estimate, old, rules) for old in before):
            places.add(place)
    return frozenset(places)


def _mark(item: Estimate | ReleasedEstimate) -> Mark:
    quantity = item.quantity.record.formerly or item.quantity
    return (item.question, quantity, item.outcome, item.group, item.reference, item.period, item.method, item.note)


def _known_from(report: Released) -> Mapping[Mark, ReleasedEstimate]:
    """Return the numbers that a reader of a report knows, each under its mark."""
    every = list(_every_estimate(report))
    stated = {_mark(estimate): estimate for estimate in every if estimate.n is not None}
    return {**_summed(every), **stated}


def _every_estimate(report: Released) -> Iterator[ReleasedEstimate]:
    for finding in report.findings:
        for _, estimate in finding.every_estimate():
            yield estimate


def _summed(every: Iterable[ReleasedEstimate]) -> Mapping[Mark, ReleasedEstimate]:
    """Return what a reader gets by adding up a series of counts to coarser periods.

    A sum with a hidden part is not known.
    """
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


def _moved_by_few(new: Estimate, old: ReleasedEstimate, rules: Policy) -> bool:
    return any(0 < abs(now - then) < rules.count for now, then in _sizes(new, old))


def _sizes(new: Estimate, old: ReleasedEstimate) -> Iterator[tuple[int, int]]:
    """Yield each size that both reports say, as it is now and as it was then."""
    n_then = old.n or 0
    yield new.n, n_then
    part_now = new.basis[0].numerator
    if part_now is not None and old.estimate is not None and old.quantity.record.guard is Guard.SHARE:
        # A share of one decimal of a per cent gives back its numerator in groups of less than a
        # thousand.
        part_then = round(old.estimate * n_then)
        yield part_now, part_then
        yield new.n - part_now, n_then - part_then
