"""Hiding what is known of tallies, until none of too few persons' can be worked out from the rest.

Hours of absence are not persons' values, but those of a school of eight are eight pupils'. Rates
over tallies are judged as means are (`means`), with one difference: a change rests on several
terms, and whoever knows a school's change beside the change of all schools is taken to know it of
each of these terms. Hours offered are taken to be as many for every pupil.

1. Each cell of a rate, or of a change of rates, is written as a row over the pieces of the sets.
2. What must not be known is written as rows too: each piece, and what one set has more than
   another, that holds fewer persons than a mean must rest on.
3. If one of these is a combination of rows that are shown, a number whose row it needs is hidden:
   the one of the fewest persons, answers last. This is asked again until none is.

Worked example. In one term schools A and B had 30 and 8 pupils, and in the next 29 and 9. B's own
change is hidden, since 8 are fewer than ten. The change of both rests on 38 pupils in each of the
terms, and A's on 29 and 30. If both are shown, a reader has what 38 pupils missed less what 30
missed: the hours of eight. So A's change is hidden too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from tsi_eval.findings import Estimate, Guard, Role
from tsi_eval.protect.disclosure.counts.sets import PersonSets, Pieces
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision, hidden
from tsi_eval.protect.disclosure.values.combined import Row, rows_that_give, sets_of_few


def protect_tallied(
    estimates: tuple[Estimate, ...], decisions: list[Decision], sets: PersonSets, policy: str
) -> list[Decision]:
    """Return decisions under which nothing of too few persons' tallies follows from what is shown.

    Args:
        estimates: Every number, with named groups.
        decisions: What was decided of each, after counts were protected.
        sets: The pieces that the numbers' sets are made of.
        policy: The policy's id.
    """
    result = list(decisions)
    cells = {place: tuple(_cells(estimate, sets)) for place, estimate in enumerate(estimates)}
    cells = {place: rows for place, rows in cells.items() if rows}
    if not cells:
        return result
    targets = np.array(list(_targets(cells, sets, policy)), dtype=np.float64)
    while (place := _giving_away(cells, targets, estimates, result)) is not None:
        result[place] = hidden(estimates[place])
    return result


def _cells(estimate: Estimate, sets: PersonSets) -> Iterator[Pieces]:
    if estimate.quantity.record.guard is Guard.TALLIED:
        yield from (sets.of(cell.group) for cell in estimate.basis if cell.tallies)


def _targets(cells: Mapping[int, tuple[Pieces, ...]], sets: PersonSets, policy: str) -> Iterator[Pieces]:
    """Yield the sets of too few persons among those that some number rests on."""
    known = np.any([row for rows in cells.values() for row in rows], axis=0)
    yield from (inside & known for inside in sets_of_few(sets, policy) if (inside & known).any())


def _giving_away(
    cells: Mapping[int, tuple[Pieces, ...]],
    targets: Row,
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
) -> int | None:
    """Return the place of the number to hide next; None when no target follows from the rest."""
    rows = [(place, row) for place, rows in cells.items() if decisions[place].status == SHOWN for row in rows]
    if not rows or not len(targets):
        return None
    needed = rows_that_give(np.array([row for _, row in rows], dtype=np.float64), targets)

    def goes_first(place: int) -> tuple[bool, int, int]:
        return (estimates[place].role is Role.HEADLINE, estimates[place].n, place)

    return min((rows[i][0] for i in needed), key=goes_first, default=None)
