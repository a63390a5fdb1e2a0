"""Tallies without persons over terms, such as schools' absences a month, and who subtracts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product

import made
import numpy as np
from families import Chance
from terms import FIRST_DAY

from tsi_eval.findings import Estimate, Findings, Kind, Quantity, tallied
from tsi_eval.findings.released import Released

FEW, MOST = 5, 20
SCHOOLS = ("norra", "södra", "östra")
MONTHS = ("2026-01", "2026-02", "2026-03")
Cells = Mapping[tuple[str, str], int]
Counts = Mapping[str, int]
# The names of a sum's tallies, and the sum.
Sum = tuple[frozenset[str], Counts]


def cells(chance: Chance) -> dict[tuple[str, str], int]:
    """Return a first term's counts, of a school in a month each."""
    return {place: int(chance.integers(6, 40)) for place in product(SCHOOLS, MONTHS)}


def moved(before: Cells, chance: Chance, new_months: bool) -> dict[tuple[str, str], int]:
    """Return counts of which some moved by 1 to 20, perhaps with one month more."""
    after = dict(before)
    places = sorted(after)
    for place in chance.choice(len(places), int(chance.integers(1, 4)), replace=False):
        step = int(chance.integers(1, MOST + 1)) * int(chance.choice([1, 1, -1]))
        after[places[place]] = max(0, after[places[place]] + step)
    if new_months:
        month = f"2026-{len({month for _, month in after}) + 1:02}"
        after |= {(school, month): int(chance.integers(1, MOST + 1)) for school in SCHOOLS}
    return after


def counted(table: Cells, term: int, *, by_month: bool = True, every_cell: bool = False) -> Findings:
    """Return what a report finds: the sum, a sum a school, and perhaps a month and a cell."""
    groups = {"all": list(table)}
    groups |= {f"school={school}": [place for place in table if place[0] == school] for school in SCHOOLS}
    if by_month:
        groups |= {f"month={month}": [at for at in table if at[1] == month] for _, month in table}
    if every_cell:
        groups |= {f"cell={school} {month}": [(school, month)] for school, month in table}
    answers = [made.finding("absences", [_sum(group, places, table) for group, places in groups.items()])]
    found = made.findings(*answers)
    return replace(found, cover=replace(found.cover, report_date=FIRST_DAY + timedelta(days=182 * term)))


def _sum(group: str, places: Sequence[tuple[str, str]], table: Cells) -> Estimate:
    cell = tallied({" ".join(place): table[place] for place in places}, Kind.EVENT_ABOUT_PERSON)
    name = "" if group == "all" else group
    return replace(made.estimate(Quantity.COUNT, float(cell.n), cell), group=name, n=cell.n, question="absences")


def sums(found: Findings, released: Released) -> list[Counts]:
    """Return the tallies behind each sum that a report renewed."""
    truly = {item.group: dict(item.basis[0].tallies) for item in made.every(found)}
    return [truly[item.group] for item in made.items(released) if item.status == "shown" and item.as_of is None]


def moves_learned(chain: Sequence[Sequence[Counts]]) -> list[str]:
    """Return sums that a reader knows to have moved by one to four.

    She subtracts sums of the same tallies, or of them and further ones, and of what she has then,
    shown parts from shown wholes.
    """
    found = []
    for i, earlier in enumerate(chain):
        for later in chain[i + 1 :]:
            found += [f"moved by {step}: {sorted(names)}" for names, step in _steps(earlier, later)]
    return found


def _steps(earlier: Sequence[Counts], later: Sequence[Counts]) -> Iterator[tuple[frozenset[str], int]]:
    """Yield named tallies and by how much they moved, where that is known and 1 to 4."""
    pairs = [(one, other) for one in earlier for other in later if one.keys() == other.keys()]
    names = sorted({name for _, other in pairs for name in other})
    if not names:
        return
    rows = np.array([[float(name in other) for name in names] for _, other in pairs])
    steps = np.array([sum(other.values()) - sum(one.values()) for one, other in pairs])
    # Single tallies are looked at alone: with them there would be too many combinations.
    several = rows.sum(axis=1) > 1
    mixed = np.zeros((3 ** int(several.sum()), len(pairs)))
    mixed[:, several] = list(product((-1, 0, 1), repeat=int(several.sum())))
    weights = np.vstack([mixed, np.eye(len(pairs))])
    told, moves = weights @ rows, weights @ steps
    sums_of_names = ((told == 0) | (told == 1)).all(axis=1) & told.any(axis=1)
    known = {
        frozenset(name for name, inside in zip(names, row, strict=True) if inside): int(move)
        for row, move in zip(told[sums_of_names], moves[sums_of_names], strict=True)
    }
    for inside, step in known.items():
        # A sum of two that are known, of which neither moved by a few, says nothing more.
        if 0 < abs(step) < FEW and not any(one < inside and inside - one in known for one in known):
            yield inside, step
