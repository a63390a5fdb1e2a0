"""Whether a design's numbers name everybody whom they rest on.

Protection believes what a number says of its basis. Of the package's designs, tests see to it that
this is true. Of a design that somebody else wrote it is tried before anything may leave: persons
are taken out of the study, values or tallies are changed, the question is asked again, and each
number that comes out otherwise must have named one of those persons or tallies. Whom a number does
not name is tried by `outside.py`.

Worked example. A design gives the mean of all 40, and names as its basis the 38 who answered twice.
Without one of the other two its mean is another. So it is refused: `release` could not have known
that the number tells of 40.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tsi_eval.designs.contract import Design
from tsi_eval.errors import TsiError
from tsi_eval.findings import Estimate, Finding
from tsi_eval.study import Study
from tsi_eval.study.tables import ABSENCE, CONTACTS, COUNTS, MEASURES, personal_tables, table_named

# Table → the columns whose numbers are changed, each by itself.
TALLIED = {
    COUNTS.name: ("n",),
    CONTACTS.name: ("n", "minutes"),
    ABSENCE.name: ("pupils", "valid", "invalid", "offered"),
}
WHAT_IT_IS = ("quantity", "outcome", "group", "reference", "period", "axis", "unit", "method", "note", "payer")
NUMBERS = ("estimate", "se", "ci_low", "ci_high", "p_value", "n")
# So many persons, values and tallies are tried, from the whole length of each table.
TRIED = 8
SAME = 1e-9
Mark = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a study, and by what names whatever is changed stands in a basis.

    Attributes:
        names: The persons or the tallies. They never leave.
        study: The study after the change.
    """

    names: frozenset[str]
    study: Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What changes did to a finding.

    Attributes:
        moved: How many numbers they moved.
        unnamed: The numbers that moved without naming what moved them, each once.
    """

    moved: int
    unnamed: tuple[Mark, ...]


def tried(
    design: Design,
    study: Study,
    finding: Finding,
    earlier: Mapping[str, Finding],
    changes: Iterable[Change] | None = None,
) -> Tried:
    """Ask a question again after each of some changes, and say which numbers did not name them.

    Without some of the persons there may be no answer; an answer that is refused has not moved.

    Args:
        design: The design.
        study: The study that it answered.
        finding: What it answered.
        earlier: The findings that it may have used.
        changes: What is tried; unless given, some of each kind.
    """
    moved, unnamed = 0, dict[Mark, None]()
    before = by_mark(finding)
    for change in every_change(design, study) if changes is None else changes:
        try:
            after = by_mark(design.answer(change.study, earlier))
        except TsiError:
            continue  # without them there is no answer
        for mark in before.keys() & after.keys():
            if not same(before[mark], after[mark]):
                moved += 1
                if change.names.isdisjoint(named_in(before[mark], after[mark])):
                    unnamed[mark] = None
    return Tried(moved=moved, unnamed=tuple(unnamed))


def every_change(design: Design, study: Study) -> Iterator[Change]:
    """Yield studies without one person, with another value of one, and with one tally changed."""
    yield from without_persons(study)
    yield from of_values(study, design.needs.outcomes)
    for table in sorted({*study.tables()} & TALLIED.keys()):
        yield from of_tallies(study, table)


def without_persons(study: Study) -> Iterator[Change]:
    """Yield the study without one person, for some of them."""
    persons = sorted(study.everyone())
    for place in spread_out(len(persons)):
        yield without(study, frozenset({persons[place]}))


def without(study: Study, persons: frozenset[str]) -> Change:
    """Return the study without some persons."""
    tables = {table.name: study.table(table.name) for table in personal_tables() if table.name in study.tables()}
    rest = {name: rows[~rows["person"].isin(persons)] for name, rows in tables.items()}
    return Change(names=persons, study=_with(study, rest))


def of_values(study: Study, outcomes: Iterable[str]) -> Iterator[Change]:
    """Yield the study with one person's value at the other half of its scale, for some of them."""
    rows = study.table(MEASURES.name).reset_index(drop=True)
    asked = np.flatnonzero(rows["outcome"].isin([*outcomes]))
    for place in spread_out(len(asked)):
        row, values = int(asked[place]), rows["value"].to_numpy(dtype=float, copy=True)
        outcome = study.outcomes[str(rows["outcome"].iloc[row])]
        values[row] += (outcome.minimum or 0.0) + (outcome.maximum or 0.0) - 2 * values[row] or outcome.step
        changed = rows.assign(value=values)
        yield Change(names=frozenset({str(rows["person"].iloc[row])}), study=_with(study, {MEASURES.name: changed}))


def of_tallies(study: Study, table: str) -> Iterator[Change]:
    """Yield the study with one number of one smallest tally raised by 1, for some of them."""
    names = tallies_of(study, table)
    for row in spread_out(len(names)):
        yield from raised(study, table, [names[row]])


def tallies_of(study: Study, table: str) -> list[str]:
    """Return what the smallest tallies of a table are called in a basis, in the rows' order."""
    rows = study.table(table)[list(table_named(table).cells)]
    return ["|".join((table, *map(str, row))) for row in rows.itertuples(index=False)]


def raised(study: Study, table: str, names: Sequence[str]) -> Iterator[Change]:
    """Yield the study with one number of some smallest tallies raised, each by another amount.

    What is the same for all of them, such as a difference of two, would not move otherwise.
    """
    rows, by_name = study.table(table).reset_index(drop=True), {name: 1 + place for place, name in enumerate(names)}
    more = np.array([by_name.get(name, 0) for name in tallies_of(study, table)])
    for column in TALLIED[table]:
        changed = rows.assign(**{column: rows[column] + more})
        yield Change(names=frozenset(names), study=_with(study, {table: changed}))


def spread_out(n: int, most: int = TRIED) -> list[int]:
    """Return up to so many places out of n, from the first to the last."""
    return sorted({int(place) for place in np.linspace(0, n - 1, most)}) if n else []


def _with(study: Study, tables: Mapping[str, pd.DataFrame]) -> Study:
    every = {name: study.table(name) for name in study.tables()}
    return replace(study, _tables={**every, **tables})


def by_mark(finding: Finding) -> Mapping[Mark, Estimate]:
    """Return every number, and whatever may stand instead of one, by what it is."""
    found: dict[Mark, Estimate] = {}
    for estimate in finding.every_estimate():
        in_chain: Estimate | None = estimate
        while in_chain is not None:
            found.setdefault(tuple(str(getattr(in_chain, name)) for name in WHAT_IT_IS), in_chain)
            in_chain = in_chain.instead
    return found


def same(one: Estimate, other: Estimate) -> bool:
    """Tell whether all numbers of two estimates are the same, but for what is lost in computing."""
    return all(_close(getattr(one, name), getattr(other, name)) for name in NUMBERS)


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=SAME, abs_tol=SAME) or (math.isnan(a) and math.isnan(b))


def named_in(*estimates: Estimate) -> set[str]:
    """Return the persons and the tallies that numbers name."""
    names: set[str] = set()
    for cell in (cell for estimate in estimates for cell in estimate.basis):
        names |= cell.members | cell.numerator_members
        names |= {name for name, _ in cell.tallies | cell.numerator_tallies | cell.rest_tallies}
    return names
