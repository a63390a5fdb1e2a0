"""What only stands beside others costs nothing: response rates are decided of last (steps 3 and 4).

A response rate says who answered. It is worth having, and never worth an answer.

1. All other numbers are decided of, as if there were no such rates.
2. All rates are asked about beside what is shown then. If nothing else would have to be hidden, the
   decisions stand.
3. Otherwise the rates of one question after the other, in the order of the report, are asked about
   beside those that are shown already. Where something else would have to be hidden, all rates of
   that question are.

Worked example. 57 of 60 families answered, and their mean change is an answer. The rate says that
three did not answer, and is hidden by itself; and the 60 are said nowhere else. If another question
counted the 60, it would be one or the other of the two counts that goes, rate or not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tsi_eval.findings import Estimate
from tsi_eval.protect.disclosure.decisions import Decision, hidden

# Decides for some estimates; of those that were decided of already it gets the decision.
Decide = Callable[[tuple[Estimate, ...], Sequence[Decision | None]], tuple[Decision, ...]]


def with_asides(estimates: tuple[Estimate, ...], decide: Decide) -> tuple[Decision, ...]:
    """Return what is decided of every estimate.

    Args:
        estimates: All of a pilot.
        decide: How some of them are decided of together.
    """
    asides, others = _places(estimates, aside=True), _places(estimates, aside=False)
    found = _decided(estimates, others, {}, decide)
    if asides and not _added(estimates, asides, found, decide):
        _add_by_question(estimates, asides, found, decide)
    return tuple(found[place] for place in range(len(estimates)))


def _places(estimates: Sequence[Estimate], *, aside: bool) -> list[int]:
    """Return where the asides stand, or all that are none."""
    return [place for place, item in enumerate(estimates) if item.quantity.record.aside is aside]


def _add_by_question(
    estimates: tuple[Estimate, ...], asides: list[int], found: dict[int, Decision], decide: Decide
) -> None:
    """Add the decisions of one question's asides after the other; what would cost is hidden."""
    by_question: dict[str, list[int]] = {}
    for place in asides:
        by_question.setdefault(estimates[place].question, []).append(place)
    for some in by_question.values():
        if not _added(estimates, some, found, decide):
            found |= {place: hidden(estimates[place]) for place in some}


def _added(estimates: tuple[Estimate, ...], some: list[int], found: dict[int, Decision], decide: Decide) -> bool:
    """Add the decisions of some asides, and tell whether that cost none that was found before."""
    tried = _decided(estimates, sorted([*_considered(estimates, found), *some]), found, decide)
    if any(found[place] != decision for place, decision in tried.items() if place in found):
        return False
    found |= tried
    return True


def _considered(estimates: tuple[Estimate, ...], found: dict[int, Decision]) -> list[int]:
    """Return the places of what may tell something: asides that are hidden are as if not there."""
    return [
        place
        for place, decision in found.items()
        if not estimates[place].quantity.record.aside or decision != hidden(estimates[place])
    ]


def _decided(
    estimates: tuple[Estimate, ...], places: list[int], found: dict[int, Decision], decide: Decide
) -> dict[int, Decision]:
    some = tuple(estimates[place] for place in places)
    return dict(zip(places, decide(some, [found.get(place) for place in places]), strict=True))
