"""Showing less of a coarse scale, where what a question shows gives its small counts away (step 7).

It is asked of every question and every outcome in it whose scale is coarse.

1. Everything that the question shows of the outcome is taken together, all groups and the words
   too, with what the questions before it show of the same outcome, and laid out by pairs of
   occasions (`views`).
2. From the level that shows most on, it is asked whether every small count is left open
   (`openness`). The first level at which it is becomes the report.
3. Where only hiding the means would do, they are hidden.

What rests on values in a way that is not reckoned with here, such as ranks, goes as soon as there
is any small count. A scale without small counts loses nothing but what the rule for fewer than 20
persons takes.

Worked example. Twelve children on 0 to 2 have the mean 1.17 (0.80 to 1.53): only 1, 8 and 3
children give it. Without the interval the sum, 14, is left. The 1 at the bottom may be none, and
the 3 at the top five or more (4, 2, 6): the mean stays, and the interval goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from tsi_eval.findings import Estimate, Guard, Quantity
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SUPPRESSED
from tsi_eval.protect.disclosure.values.coarse import spreads
from tsi_eval.protect.disclosure.values.coarse.claims import Reading
from tsi_eval.protect.disclosure.values.coarse.knowledge import counted_by, known_of
from tsi_eval.protect.disclosure.values.coarse.levels import (
    ANSWERS,
    Kind,
    Level,
    Step,
    at_least,
    kind_of,
    levels,
    shown_at,
)
from tsi_eval.protect.disclosure.values.coarse.openness import all_open, any_small
from tsi_eval.protect.disclosure.values.coarse.scales import Scale, coarse_scale
from tsi_eval.protect.disclosure.values.coarse.tables import Persons, Small, Whole, countable
from tsi_eval.protect.disclosure.values.coarse.views import Number, Values, View, cells_of, view_of

_OF_MEANS = frozenset({Guard.MEAN, Guard.CHANGE, Guard.DIFFERENCE})


def guarded_coarse(
    released: Sequence[ReleasedEstimate],
    exact: Sequence[Estimate],
    measured: Sequence[Measured],
    *,
    by_error: bool = True,
) -> list[ReleasedEstimate]:
    """Return the numbers with less of every coarse scale whose small counts they would give away.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
        measured: Everybody's values.
        by_error: Whether decimals come from the standard error and ends are rounded to the nearest;
            else an interval's arms are rounded up and laid around the rounded number.
    """
    result, matters = list(released), _what_matters(exact)
    by_outcome: dict[str, list[Measured]] = {}
    for item in measured:
        by_outcome.setdefault(item.outcome, []).append(item)
    told: dict[str, list[Number]] = {}
    for (question, outcome), places in _subjects(released, exact).items():
        columns = [item for item in by_outcome.get(outcome, ()) if item.values]
        scale = coarse_scale(columns) if columns else None
        if scale is None:
            continue
        values = {item.occasion: item.values for item in columns}
        matter, before = matters.get((question, outcome)), told.setdefault(outcome, [])
        numbers = [Number(item=released[k], exact=exact[k], kind=kind_of(exact[k]), matters=matter) for k in places]
        shown = _guarded(numbers, before, values, scale, Reading(by_error=by_error))
        before += shown
        for place, number in zip(places, shown, strict=True):
            result[place] = number.item
    return result


def _subjects(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> dict[tuple[str, str], list[int]]:
    """Return question and outcome → the places of the numbers about persons that are shown."""
    found: dict[tuple[str, str], list[int]] = {}
    for place, (item, estimate) in enumerate(zip(released, exact, strict=True)):
        if item.status != SUPPRESSED and estimate.subject and _is_of_persons(estimate):
            found.setdefault((estimate.question, estimate.subject), []).append(place)
    return found


def _what_matters(exact: Sequence[Estimate]) -> dict[tuple[str, str], float]:
    """Return question and outcome → the smallest change that was declared to matter."""
    declared = (item for item in exact if item.quantity is Quantity.SMALLEST_THAT_MATTERS)
    return {(item.question, item.outcome): item.estimate for item in declared}


def _is_of_persons(estimate: Estimate) -> bool:
    """Tell whether a number rests on persons; nobody at all has no members, and is a number too."""
    return bool(estimate.basis) and (bool(estimate.basis[0].members) or estimate.basis[0].n == 0)


def _guarded(
    numbers: Sequence[Number],
    told: Sequence[Number],
    values: Mapping[str, Values],
    scale: Scale,
    reading: Reading,
) -> Sequence[Number]:
    """Return a question's numbers at the first level that leaves every small count open.

    Args:
        numbers: The question's numbers.
        told: What the questions before it show of the same outcome.
        values: Occasion → person → value.
        scale: The scale.
        reading: How a reader reads them.
    """
    views = tuple(_views((*told, *numbers), values, scale))
    known = [replace(number, kind=_kind_here(number, views)) for number in told]
    kinds = [replace(number, kind=_kind_here(number, views)) for number in numbers]
    if all(number.kind is Kind.DECLARED for number in kinds):
        return kinds
    asked = [countable(view.table, _groups((*known, *kinds), view)) for view in views]
    seen: list[tuple[Whole, ...]] = [() for _ in views]
    for level in _levels(kinds, scale, reading):
        shown = _shown(kinds, views, level, scale)
        if level.step is Step.NO_MEAN or _is_open((*known, *shown), views, asked, seen, reading):
            return shown
    return kinds


def _views(numbers: Sequence[Number], values: Mapping[str, Values], scale: Scale) -> Iterator[View]:
    """Yield every pair of occasions that a number is about, then the occasions that are in none."""
    periods = {number.exact.period for number in numbers}
    pairs = [pair for pair in permutations(values, 2) if " > ".join(pair) in periods]
    alone = [(at, "") for at in values if at in periods and not any(at in pair for pair in pairs)]
    for occasions in (*pairs, *alone):
        if view := view_of(numbers, occasions, values, scale):
            yield view


def _kind_here(number: Number, views: Sequence[View]) -> Kind:
    """Return what a number is, by what it says of the views.

    A count of those who were measured says nothing of values. A number about other times than the
    views' is not reckoned with.
    """
    if number.kind is Kind.PART:
        counts = any(True for view in views for _ in counted_by(number, view))
        return Kind.PART if counts else Kind.DECLARED
    elsewhere = all(view.at(number) is None for view in views)
    return Kind.OBSCURE if elsewhere and number.kind is not Kind.DECLARED else number.kind


def _groups(numbers: Sequence[Number], view: View) -> Iterator[Persons]:
    """Yield the groups whose small counts must stay open: those that a mean or a share is of."""
    for number in numbers:
        record = number.exact.quantity.record
        if view.at(number) is not None and number.kind is not Kind.DECLARED and record.guard is not Guard.COUNT:
            yield from cells_of(number)


def _levels(numbers: Sequence[Number], scale: Scale, reading: Reading) -> Iterator[Level]:
    most = max((number.item.decimals for number in numbers if number.kind is Kind.MEAN), default=0)
    errors = [number.exact.se for number in numbers if number.exact.role in ANSWERS and number.exact.se]
    return levels(most, spreads.supported(errors[0]) if errors and reading.by_error else most, scale)


def _shown(numbers: Sequence[Number], views: Sequence[View], level: Level, scale: Scale) -> list[Number]:
    """Return the numbers as a level shows them."""
    shows_mean = any(number.exact.quantity.record.guard in _OF_MEANS for number in numbers)
    result = []
    for number in numbers:
        own = at_least(level, scale, _whole(number, views)) if shows_mean else level
        result.append(replace(number, item=shown_at(number.item, number.exact, number.kind, own)))
    return result


def _whole(number: Number, views: Sequence[View]) -> int:
    """Return how many persons a number is about, or is a count among."""
    if number.exact.quantity.record.guard is Guard.COUNT:
        among = [int(view.table.counts[view.table.twice].sum()) for view in views if view.at(number) is not None]
        return min(among, default=number.exact.n)
    return number.exact.basis[0].n


def _is_open(
    numbers: Sequence[Number],
    views: Sequence[View],
    asked: Sequence[tuple[Small, ...]],
    seen: list[tuple[Whole, ...]],
    reading: Reading,
) -> bool:
    """Tell whether every view's small counts are open; `seen` gets the tables that were found."""
    obscure = any(number.kind is Kind.OBSCURE and number.item.status != SUPPRESSED for number in numbers)
    if obscure and any(any_small(view.table.counts, small) for view, small in zip(views, asked, strict=True)):
        return False
    for place, (view, small) in enumerate(zip(views, asked, strict=True)):
        is_open, found = all_open(known_of(view, numbers, reading), small, seen[place])
        seen[place] = found or seen[place]
        if not is_open:
            return False
    return True
