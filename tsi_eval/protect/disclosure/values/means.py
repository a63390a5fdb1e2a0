"""Hiding more means, until none of few persons can be worked out from the others: linear algebra over the pieces of the sets.

Worked example. The mean of all twenty is shown, and that of the sixteen girls. Then 20 times the
first less 16 times the second is the sum of the four boys' values, though no mean of theirs is
shown: the row of all less the row of the girls is the row of the boys. The mean of the girls goes,
since it rests on fewest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Estimate, Guard, Role
from tsi_eval.protect.disclosure.counts.sets import PersonSets
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision, hidden
from tsi_eval.protect.disclosure.policies import policy_for
from tsi_eval.protect.disclosure.values.withheld import estimate_name

Row = npt.NDArray[np.float64]
ZERO = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What is known of one outcome: each number as a row over (occasion, piece), the sums of the pieces' values being unknown."""

    rows: Mapping[int, Row]
    targets: tuple[Row, ...]


def protect_means(
    estimates: tuple[Estimate, ...], decisions: list[Decision], sets: PersonSets, policy: str
) -> list[Decision]:
    """Return decisions under which no sum of the values of too few persons follows from what is shown.

    A mean says the sum of its persons' values, a change or a plain difference says the difference
    of two such sums; sizes are taken as known. If a sum over few persons is a combination of shown
    rows, one of these must go: the one of the fewest persons, answers last.
    """
    result = list(decisions)
    for outcome in dict.fromkeys(estimate.outcome for estimate in estimates if _is_mean(estimate)):
        known = _outcome(estimates, outcome, sets, policy)
        while (place := _giving_away(known, estimates, result)) is not None:
            result[place] = hidden(estimates[place])
    return result


def _outcome(estimates: tuple[Estimate, ...], outcome: str, sets: PersonSets, policy: str) -> _Outcome:
    about = {i: e for i, e in enumerate(estimates) if e.outcome == outcome and e.basis[0].members}
    means = {i: e for i, e in about.items() if _is_mean(e)}
    occasions = list(dict.fromkeys(e.period for e in means.values()))
    width = len(sets.sizes)
    rows: dict[int, Row] = {}
    by_name: dict[str, Row] = {}
    for i, estimate in means.items():
        row = np.zeros(len(occasions) * width)
        block = occasions.index(estimate.period) * width
        row[block : block + width] = sets.of(estimate.basis[0].group) / estimate.n
        rows[i] = by_name[estimate_name(estimate)] = row
    for i, estimate in about.items():
        if len(estimate.derived_from) == 2 and set(estimate.derived_from) <= set(by_name):  # noqa: PLR2004
            first, second = estimate.derived_from
            rows[i] = by_name[second] - by_name[first]
    targets = tuple(_targets(means, occasions, sets, policy))
    return _Outcome(rows=rows, targets=targets)


def _targets(means: Mapping[int, Estimate], occasions: list[str], sets: PersonSets, policy: str) -> Iterator[Row]:
    rules = {kind: policy_for(policy, kind) for kind in dict.fromkeys(sets.kinds)}
    most = max((rule.mean for rule in rules.values() if rule is not None), default=0)
    width = len(sets.sizes)
    for place, occasion in enumerate(occasions):
        measured = np.zeros(width, dtype=np.bool_)
        for estimate in means.values():
            if estimate.period == occasion:
                measured |= sets.of(estimate.basis[0].group)
        for _, kind, inside in sets.small(max(most, 1)):
            rule, here = rules[kind], inside & measured
            if rule is not None and here.any() and sets.sizes[inside].sum() < rule.mean:
                target = np.zeros(len(occasions) * width)
                target[place * width : (place + 1) * width] = here
                yield target


def _giving_away(known: _Outcome, estimates: tuple[Estimate, ...], decisions: list[Decision]) -> int | None:
    places = [place for place in known.rows if decisions[place].status == SHOWN]
    if not places or not known.targets:
        return None
    rows, targets = np.array([known.rows[place] for place in places]), np.array(known.targets)
    weights = targets @ np.linalg.pinv(rows)
    exposed = np.abs(weights @ rows - targets).max(axis=1) < ZERO
    if not exposed.any():
        return None
    used = np.abs(weights[int(np.argmax(exposed))]) > ZERO
    candidates = [
        (estimates[p].role is Role.HEADLINE, estimates[p].n, p) for p, use in zip(places, used, strict=True) if use
    ]
    return min(candidates)[2]


def _is_mean(estimate: Estimate) -> bool:
    return estimate.quantity.record.guard is Guard.MEAN
