"""Hiding more means, until none of too few persons can be worked out from the others.

This is linear algebra over the pieces of the sets (`counts/sets`), for one outcome at a time. A
mean times its n is the sum of its persons' values, and the unknowns are the sums of the values in
each piece at each occasion. Sizes are taken as known.

1. Every mean, change and plain difference is written as a row over the unknowns (`_rows`).
2. What must not be known is written as rows too: the sum over each piece, and over what one set
   has more than another, that holds fewer persons than a mean must rest on (`_targets`).
3. Secret sums, such as one that a single person makes almost alone, are targets too, however many
   they rest on; a number that is such a sum is hidden first (`secret_sums`).
4. If a target is a combination of rows that are shown, one of the rows that it needs is hidden
   (`_giving_away`): the one of the fewest persons, answers last. This is asked again until no
   target is such a combination.

Worked example. The mean of all twenty is shown, and that of the sixteen girls. There are two
pieces, girls and boys. The row of all is (1/20, 1/20), that of the girls (1/16, 0). Then 20 times
the first less 16 times the second is (0, 1): the sum of the four boys' values, though no mean of
theirs is shown. The mean of the girls goes, since it rests on fewest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Estimate, Guard, Role
from tsi_eval.findings.measured import Measured
from tsi_eval.protect.disclosure.counts.sets import PersonSets, Pieces
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision, hidden
from tsi_eval.protect.disclosure.values.combined import Row, rows_of_differences, rows_that_give, sets_of_few
from tsi_eval.protect.disclosure.values.secret_sums import SecretSum, is_of_secret, secret_sums
from tsi_eval.protect.disclosure.values.withheld import estimate_name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unknowns:
    """The sums of one outcome's values that no reader is given: one for each occasion and piece.

    Attributes:
        occasions: The occasions at which it was measured.
        pieces: How many pieces there are.
    """

    occasions: tuple[str, ...]
    pieces: int

    def row(self, occasion: str, weights: npt.NDArray[Any]) -> Row:
        """Return a row with these weights for the pieces at one occasion, and 0 elsewhere."""
        row = np.zeros(len(self.occasions) * self.pieces)
        start = self.occasions.index(occasion) * self.pieces
        row[start : start + self.pieces] = weights
        return row


def protect_means(
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
    sets: PersonSets,
    policy: str,
    measured: Sequence[Measured] = (),
) -> list[Decision]:
    """Return decisions under which no sum of too few persons' values follows from what is shown.

    Args:
        estimates: Every number, with named groups.
        decisions: What was decided of each, after counts were protected.
        sets: The pieces that the numbers' sets are made of.
        policy: The policy's id.
        measured: Everybody's values.
    """
    result = list(decisions)
    for outcome in dict.fromkeys(estimate.outcome for estimate in estimates if _is_mean(estimate)):
        about = {place: estimate for place, estimate in enumerate(estimates) if _is_about(estimate, outcome)}
        means = {place: estimate for place, estimate in about.items() if _is_mean(estimate)}
        occasions = tuple(dict.fromkeys(estimate.period for estimate in means.values()))
        unknowns = _Unknowns(occasions=occasions, pieces=len(sets.sizes))
        rows = _rows(about, means, unknowns, sets)
        secret = tuple(secret_sums(about.values(), measured, policy))
        targets = (*_targets(means, unknowns, sets, policy), *_rows_of_secret(secret, unknowns, sets))
        for number, estimate in about.items():
            if result[number].status == SHOWN and is_of_secret(estimate, secret):
                result[number] = hidden(estimate)
        while (place := _giving_away(rows, targets, estimates, result)) is not None:
            result[place] = hidden(estimates[place])
    return result


def _is_mean(estimate: Estimate) -> bool:
    return estimate.quantity.record.guard is Guard.MEAN


def _is_about(estimate: Estimate, outcome: str) -> bool:
    """Tell whether a number rests on persons, and says something of their values of an outcome."""
    return estimate.outcome == outcome and bool(estimate.basis[0].members)


def _rows(
    about: Mapping[int, Estimate], means: Mapping[int, Estimate], unknowns: _Unknowns, sets: PersonSets
) -> dict[int, Row]:
    """Return place → row: of each mean, and of each number that is one mean less another."""
    rows: dict[int, Row] = {}
    row_of: dict[str, Row] = {}
    for place, estimate in means.items():
        row = unknowns.row(estimate.period, sets.of(estimate.basis[0].group) / estimate.n)
        rows[place] = row_of[estimate_name(estimate)] = row
    return rows | rows_of_differences(about.items(), row_of)


def _targets(means: Mapping[int, Estimate], unknowns: _Unknowns, sets: PersonSets, policy: str) -> Iterator[Row]:
    """Yield the rows of the sums over too few persons, of those measured at each occasion."""
    few = tuple(sets_of_few(sets, policy))
    for occasion in unknowns.occasions:
        measured = _measured_at(occasion, means, sets)
        yield from (unknowns.row(occasion, inside & measured) for inside in few if (inside & measured).any())


def _rows_of_secret(secret: Sequence[SecretSum], unknowns: _Unknowns, sets: PersonSets) -> Iterator[Row]:
    """Yield the rows of sums that may not be known, whoever they are of."""
    for item in secret:
        if set(item.occasions) <= set(unknowns.occasions):
            inside = sets.of(item.group)
            inside = inside & ~sets.of(item.less) if item.less else inside
            ends = [unknowns.row(at, inside) for at in item.occasions]
            yield ends[0] if len(ends) == 1 else ends[1] - ends[0]


def _measured_at(occasion: str, means: Mapping[int, Estimate], sets: PersonSets) -> Pieces:
    """Return the pieces of those whose values are in some mean at an occasion."""
    measured = np.zeros(len(sets.sizes), dtype=np.bool_)
    for estimate in means.values():
        if estimate.period == occasion:
            measured |= sets.of(estimate.basis[0].group)
    return measured


def _giving_away(
    rows: Mapping[int, Row], targets: tuple[Row, ...], estimates: tuple[Estimate, ...], decisions: list[Decision]
) -> int | None:
    """Return the place of the number to hide next; None when no target follows from the rest."""
    places = [place for place in rows if decisions[place].status == SHOWN]
    if not places or not targets:
        return None
    needed = rows_that_give(np.array([rows[place] for place in places]), np.array(targets))

    def goes_first(place: int) -> tuple[bool, int, int]:
        return (estimates[place].role is Role.HEADLINE, estimates[place].n, place)

    return min((places[i] for i in needed), key=goes_first, default=None)
