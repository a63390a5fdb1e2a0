"""Hiding means until no total and its sub-scales, of different persons, give few persons' values.

A total is the sum of its sub-scales, and so are their sums over the same persons. Where a few
answered some sub-scales only, the sub-scales' means rest on more persons than the total's, and the
difference is what these few answered.

1. All outcomes of which means are shown are taken together. One that depends on others
   (`dependent`) is written by them, for the pieces in which everybody has all of them.
2. Every shown mean, change and difference is a row over the sums of each free outcome in each piece
   at each occasion.
3. If a combination of rows is left with nothing outside a set of fewer persons than a mean must
   rest on, one of its rows is hidden: the one of the fewest persons, answers last, and of an
   outcome that is no answer before one that is. This is asked again until there is none.

Worked example. 33 children have an SDQ total, and 35 have the four sub-scales' means, of which two
children lack one. 35 times the means of emotion and conduct, 33 times those of the other two, less
33 times the total, is the two children's emotion and conduct together. One of the sub-scales' means
goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Estimate, Guard, Role
from tsi_eval.findings.measured import Measured
from tsi_eval.protect.disclosure.counts.sets import PersonSets
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision, complement, hidden
from tsi_eval.protect.disclosure.values.combined import ZERO, Row, rows_of_differences, sets_of_few
from tsi_eval.protect.disclosure.values.dependent import Weights, dependent
from tsi_eval.protect.disclosure.values.withheld import estimate_name

Persons = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _System:
    """The unknowns: the sums of each outcome's values, at each occasion, in each piece.

    Attributes:
        columns: (Outcome, occasion) → its number.
        pieces: Each piece's persons.
        weights: Occasion → which outcomes depend on others.
        complete: Occasion → whether everybody in a piece has all outcomes then.
    """

    columns: Mapping[tuple[str, str], int]
    pieces: tuple[Persons, ...]
    weights: Mapping[str, Weights]
    complete: Mapping[str, npt.NDArray[np.bool_]]

    def row(self, outcome: str, occasion: str, inside: npt.NDArray[np.bool_], n: int) -> Row:
        """Return a mean of n persons as a row over the unknowns."""
        row = np.zeros((len(self.columns), len(self.pieces)))
        written = self.weights.get(occasion, {}).get(outcome)
        by_others = inside & self.complete[occasion] if written else np.zeros_like(inside)
        row[self.columns[outcome, occasion]] = (inside & ~by_others) / n
        for name, weight in (written or {}).items():
            row[self.columns[name, occasion]] += weight * by_others / n
        return row.reshape(-1)


def protect_totals(
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
    sets: PersonSets,
    policy: str,
    measured: Sequence[Measured] = (),
) -> list[Decision]:
    """Return decisions under which no total and its parts give too few persons' values.

    Args:
        estimates: Every number, with named groups.
        decisions: What was decided of each, after means were protected.
        sets: The pieces that the numbers' sets are made of.
        policy: The policy's id.
        measured: Everybody's values.
    """
    result = list(decisions)
    means = [item for item in estimates if item.quantity.record.guard is Guard.MEAN and item.basis[0].members]
    system = _system(means, estimates, sets, measured)
    if not any(system.weights.values()):
        return result
    rows = _rows(estimates, system, sets)
    few = tuple(sets_of_few(sets, policy))
    while (place := _giving_away(rows, few, estimates, result)) is not None:
        result[place] = hidden(estimates[place])
    return result


def _system(
    means: Sequence[Estimate], estimates: Sequence[Estimate], sets: PersonSets, measured: Sequence[Measured]
) -> _System:
    asked = dict.fromkeys((item.outcome, item.period) for item in means)
    values = {(item.outcome, item.occasion): item.values for item in measured}
    columns = {key: place for place, key in enumerate(key for key in asked if key in values)}
    pieces = _persons_of_pieces(estimates, sets)
    weights, complete = {}, {}
    for occasion in dict.fromkeys(at for _, at in columns):
        there = {outcome: values[outcome, at] for outcome, at in columns if at == occasion}
        weights[occasion] = dependent(there, tuple(there))
        everybody = frozenset.intersection(*(frozenset(of) for of in there.values()))
        complete[occasion] = np.array([piece <= everybody for piece in pieces], dtype=np.bool_)
    return _System(columns=columns, pieces=pieces, weights=weights, complete=complete)


def _persons_of_pieces(estimates: Sequence[Estimate], sets: PersonSets) -> tuple[Persons, ...]:
    """Return each piece's persons; none of a piece of tallies."""
    members: dict[str, Persons] = {}
    for cell in (cell for estimate in estimates for cell in estimate.basis):
        members[cell.group] = cell.members
        if cell.numerator is not None:
            members[cell.numerator_group] = cell.numerator_members
            members[complement(cell)] = cell.members - cell.numerator_members
    inside: dict[bytes, set[str]] = {row.tobytes(): set() for row in sets.pieces}
    of_sets = [members.get(name, frozenset()) for name in sets.names]
    for person in frozenset[str]().union(*of_sets):
        pattern = np.array([person in group for group in of_sets], dtype=np.bool_)
        inside.get(pattern.tobytes(), set()).add(person)
    return tuple(frozenset(inside[row.tobytes()]) for row in sets.pieces)


def _rows(estimates: Sequence[Estimate], system: _System, sets: PersonSets) -> dict[int, Row]:
    """Return place → row: of each mean, and of each number that is one mean less another."""
    rows: dict[int, Row] = {}
    row_of: dict[str, Row] = {}
    for place, item in enumerate(estimates):
        if item.quantity.record.guard is Guard.MEAN and (item.outcome, item.period) in system.columns:
            row = system.row(item.outcome, item.period, sets.of(item.basis[0].group), item.n)
            rows[place] = row_of[estimate_name(item)] = row
    return rows | rows_of_differences(enumerate(estimates), row_of)


def _giving_away(
    rows: Mapping[int, Row],
    few: Sequence[npt.NDArray[np.bool_]],
    estimates: Sequence[Estimate],
    decisions: Sequence[Decision],
) -> int | None:
    """Return the place of the number to hide next; None when nothing of few persons follows."""
    places = [place for place in rows if decisions[place].status == SHOWN]
    if not places:
        return None
    shown = np.array([rows[place] for place in places])
    answered = {item.outcome for item in estimates if item.role is Role.HEADLINE}

    def goes_first(place: int) -> tuple[bool, bool, int, int]:
        item = estimates[place]
        return (item.role is Role.HEADLINE, item.outcome in answered, item.n, place)

    for inside in few:
        outside = ~np.tile(inside, shown.shape[1] // len(inside))
        if excess := _excess(shown, outside):
            in_turn = sorted(range(len(places)), key=lambda i: goes_first(places[i]))
            # Where no single row helps, the same follows in two ways, and both are cut in turn.
            helps = (i for i in in_turn if _excess(np.delete(shown, i, axis=0), outside) < excess)
            return places[next(helps, next(i for i in in_turn if shown[i, ~outside].any()))]
    return None


def _excess(shown: Row, outside: npt.NDArray[np.bool_]) -> int:
    """Return how many combinations of rows are nothing outside a few persons, and not within."""
    if not len(shown):
        return 0
    return int(np.linalg.matrix_rank(shown, tol=ZERO) - np.linalg.matrix_rank(shown[:, outside], tol=ZERO))
