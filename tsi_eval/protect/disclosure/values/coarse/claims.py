"""What each shown number says of a table, as sums, sums of squares and counts.

A number that allows for clusters, or comes from a model, is taken for what it would be without
(its interval with the same relative precision): a reader knows less of it than that.

1. A mean and a change leave the sums open that are shown as the same; an interval, a standard error
   or the decimals bound the squares; a p-value and an effect size give both sums exactly.
2. A change by a model, a difference and what follows from means give the sums that they rest on.
3. Words bound the arm beside each sum.

Worked example. Ten children's change on 0 to 2 is +0.4 and "changed". The sum is 4, the arm is
below 0.4, and so the squares come to 4 at the most: four who rose one step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tsi_eval.findings import Guard, judged
from tsi_eval.protect.disclosure.decisions import SHOWN, SUPPRESSED
from tsi_eval.protect.disclosure.values.coarse import spreads
from tsi_eval.protect.disclosure.values.coarse.levels import ANSWERS, Kind
from tsi_eval.protect.disclosure.values.coarse.programme import Row, Vector
from tsi_eval.protect.disclosure.values.coarse.spreads import Gauge, Options, Range
from tsi_eval.protect.disclosure.values.coarse.tables import Mask, Persons
from tsi_eval.protect.disclosure.values.coarse.views import At, Number, View, arm_of

FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a number says of a group's sum and sum of squares.

    Attributes:
        at: What is summed.
        persons: The group.
        options: What is possible.
    """

    at: At
    persons: Persons
    options: Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a reader reads numbers: what he knows of how they were rounded.

    Attributes:
        by_error: Whether decimals come from the standard error and ends are rounded to the nearest;
            else arms are rounded up and laid around the rounded number.
    """

    by_error: bool


def claims_of(number: Number, view: View, reading: Reading) -> Iterator[Claim]:
    """Yield what a number says of sums and squares, if it is shown and about these occasions."""
    at = view.at(number)
    if at is None or number.item.status == SUPPRESSED:
        return
    if number.kind is Kind.SPREAD:
        yield from _all_exactly(number, view)
    elif number.kind is Kind.FOLLOWS:
        yield from _sums_of_cells(number, view)
        yield from _words(number, view)
    elif number.kind is Kind.MEAN:
        yield from _of_mean(number, view, at, reading)


def rows_of(number: Number, view: View) -> Iterator[Row]:
    """Yield what a difference of two groups says of their squares together, beside their sums."""
    at, item, exact = view.at(number), number.item, number.exact
    if at is None or number.kind is not Kind.MEAN or item.status != SHOWN:
        return
    if exact.quantity.record.guard is not Guard.DIFFERENCE:
        return
    arm = arm_of(exact)
    if not arm:
        return
    low, high = _arm_of_difference(number, arm)
    weights = sum((_around(view, at, persons) for persons in _arms(number, view)), np.zeros(len(view.table.counts)))
    true = float(weights @ view.table.counts)
    yield Row(weights=weights, low=true * (low / arm) ** 2, high=true * (high / arm) ** 2)


def _arm_of_difference(number: Number, arm: float) -> Range:
    item, exact, half = number.item, number.exact, 10.0**-number.item.decimals / 2
    if item.p_value is not None:
        return arm, arm
    verdict = judged(exact)
    low, high = (0.0, math.inf) if verdict is None else spreads.arm_by(verdict, abs(exact.estimate), 0.0)
    if item.ci_low is not None:
        low, high = max(low, arm - half), min(high, arm + half)
    return low, high


def _around(view: View, at: At, persons: Persons) -> Vector:
    """Return each column's square around the group's mean, as the error of the mean holds it."""
    places = view.weights(at, persons)
    n = len(persons)
    squares = (places - places @ view.table.counts / n) ** 2 / (n * max(n - 1, 1))
    return np.where(view.inside(persons), squares, 0.0)


def _arms(number: Number, view: View) -> tuple[Persons, ...]:
    """Return the groups that a difference compares.

    The first cell may be all of them together, and those to whom persons belong are no group.
    """
    groups = [cell.members for cell in number.exact.basis if view.inside(cell.members).any()]
    return tuple(groups[1:] if len(groups) > 2 else groups)  # noqa: PLR2004  two groups and their sum


def _of_mean(number: Number, view: View, at: At, reading: Reading) -> Iterator[Claim]:
    exact, persons = number.exact, number.persons
    guard = exact.quantity.record.guard
    if guard is Guard.DIFFERENCE:
        yield from (_sum_known(view, at, group) for group in _arms(number, view))
    elif guard is Guard.VALUES:
        yield from _sums_of_cells(number, view)
        yield from _words_of_ratio(number, view)
        if number.item.ci_low is not None:
            yield from _all_exactly(number, view)
    elif len(persons) < FEWEST or not _is_plain(number, view, at):
        yield from _sums_of_cells(number, view)
    else:
        yield from _of_plain_mean(number, view, at, reading)


def _is_plain(number: Number, view: View, at: At) -> bool:
    """Tell whether a number is the mean of places or changes, and not a model's."""
    inside = view.inside(number.persons)
    measured = {At.FIRST: view.table.first >= 0, At.SECOND: view.table.second >= 0, At.CHANGE: view.table.twice}[at]
    gauge = view.gauge(at, number.persons, number.exact)
    is_mean = math.isclose(gauge.mean(gauge.total), number.exact.estimate, rel_tol=1e-6, abs_tol=1e-9)
    return is_mean and bool(measured[inside].all()) and view.table.counts[inside].sum() == len(number.persons)


def _of_plain_mean(number: Number, view: View, at: At, reading: Reading) -> Iterator[Claim]:
    item, exact = number.item, number.exact
    gauge = view.gauge(at, number.persons, exact)
    sums = spreads.by_mean(gauge, item.estimate or 0.0, item.decimals)
    for options in (sums, *_of_error(number, gauge, sums, reading)):
        yield Claim(at=at, persons=number.persons, options=options)
    if at is At.CHANGE:
        yield from _words_of_change(number, gauge, sums)


def _of_error(number: Number, gauge: Gauge, sums: Options, reading: Reading) -> Iterator[Options]:
    item, exact = number.item, number.exact
    if item.p_value is not None:
        yield spreads.exactly(gauge)
    unit, arm = 10.0**-item.decimals, arm_of(exact)
    if item.ci_low is not None and item.ci_high is not None:
        if reading.by_error:
            yield spreads.by_ends(gauge, sums, (item.ci_low, item.ci_high), item.decimals)
        else:
            shown = (item.ci_high - item.ci_low) / 2
            yield spreads.by_arm(gauge, sums, (shown - unit, shown))
    if not arm or not exact.se:
        return
    if item.se is not None:
        yield spreads.by_arm(gauge, sums, _times((item.se - unit / 2, item.se + unit / 2), arm / exact.se))
    if reading.by_error and exact.role in ANSWERS:
        yield spreads.by_arm(gauge, sums, _times(spreads.decade(exact.se), arm / exact.se))


def _times(bounds: Range, factor: float) -> Range:
    return bounds[0] * factor, bounds[1] * factor


def _words_of_change(number: Number, gauge: Gauge, sums: Options) -> Iterator[Claim]:
    verdict = judged(number.exact, number.matters)
    if verdict is not None and number.item.status == SHOWN:
        options = spreads.by_verdict(gauge, sums, verdict, number.matters or 0.0)
        yield Claim(at=At.CHANGE, persons=number.persons, options=options)


def _words(number: Number, view: View) -> Iterator[Claim]:
    """Yield what words about a number that follows from a change say of the change's squares."""
    exact = number.exact
    verdict = judged(exact)
    # Bounds follow from sums alone.
    if verdict is None or exact.quantity.record.outermost or len(number.persons) < FEWEST:
        return
    yield _arm_known(number, view, spreads.arm_by(verdict, abs(exact.estimate), 0.0))


def _words_of_ratio(number: Number, view: View) -> Iterator[Claim]:
    """Yield what words about a ratio say: how long its arm is on the scale of logarithms."""
    exact, verdict = number.exact, judged(number.exact)
    arm, low, high = arm_of(exact), exact.ci_low, exact.ci_high
    if verdict is None or not arm or not low or not high or len(number.persons) < FEWEST:
        return
    turns = arm * abs(math.log(exact.estimate)) / (math.log(high / low) / 2)
    yield _arm_known(number, view, (0.0, turns) if verdict.leaves_out_nothing else (turns, spreads.NEVER))


def _arm_known(number: Number, view: View, arm: Range) -> Claim:
    gauge = view.gauge(At.CHANGE, number.persons, number.exact)
    options = {gauge.total: gauge.squares_by(gauge.total, arm)}
    return Claim(at=At.CHANGE, persons=number.persons, options=options)


def _sums_of_cells(number: Number, view: View) -> Iterator[Claim]:
    """Yield that the sums are known of those measured twice, first only and second only."""
    table = view.table
    for cell in number.exact.basis:
        for at, there in _kinds_of_measured(view):
            pieces = [
                piece
                for place, piece in enumerate(table.pieces)
                if piece <= cell.members and there[table.piece == place].all()
            ]
            if persons := frozenset[str]().union(*pieces):
                yield _sum_known(view, at, persons)


def _kinds_of_measured(view: View) -> Iterator[tuple[At, Mask]]:
    table = view.table
    yield At.FIRST, table.twice
    yield At.SECOND, table.twice
    yield At.FIRST, (table.first >= 0) & ~table.twice
    yield At.SECOND, (table.second >= 0) & ~table.twice


def _sum_known(view: View, at: At, persons: Persons) -> Claim:
    total = int(view.weights(at, persons) @ view.table.counts)
    return Claim(at=at, persons=persons, options={total: (0.0, spreads.NEVER)})


def _all_exactly(number: Number, view: View) -> Iterator[Claim]:
    for at in At:
        if len(number.persons) >= FEWEST:
            gauge = view.gauge(at, number.persons, number.exact)
            yield Claim(at=at, persons=number.persons, options=spreads.exactly(gauge))
