"""Whether a design's numbers name everybody whom they rest on.

Protection believes what a number says of its basis. Of the package's designs, tests see to it that
this is true. Of a design that somebody else wrote it is tried before anything may leave: one person
is taken out of the study, one value or one tally is changed, the question is asked again, and each
number that comes out otherwise must have named that person or that tally.

Worked example. A design gives the mean of all 40, and names as its basis the 38 who answered twice.
Without one of the other two its mean is another. So it is refused: `release` could not have known
that the number tells of 40.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
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
    """One change of a study, and by what name whatever is changed stands in a basis.

    Attributes:
        name: The person or the tally. It never leaves.
        study: The study after the change.
    """

    name: str
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
                if change.name not in named_in(before[mark], after[mark]):
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
        person = persons[place]
        rest = {table.name: study.table(table.name) for table in personal_tables() if table.name in study.tables()}
        yield Change(
            name=person, study=_with(study, {name: rows[rows["person"] != person] for name, rows in rest.items()})
        )


def of_values(study: Study, outcomes: Iterable[str]) -> Iterator[Change]:
    """Yield the study with one person's value at the other half of its scale, for some of them."""
    rows = study.table(MEASURES.name).reset_index(drop=True)
    asked = np.flatnonzero(rows["outcome"].isin([*outcomes]))
    for place in spread_out(len(asked)):
        row, values = int(asked[place]), rows["value"].to_numpy(dtype=float, copy=True)
        outcome = study.outcomes[str(rows["outcome"].iloc[row])]
        values[row] += (outcome.minimum or 0.0) + (outcome.maximum or 0.0) - 2 * values[row] or outcome.step
        changed = rows.assign(value=values)
        yield Change(name=str(rows["person"].iloc[row]), study=_with(study, {MEASURES.name: changed}))


def of_tallies(study: Study, table: str) -> Iterator[Change]:
    """Yield the study with one number of one smallest tally raised by 1, for some of them."""
    rows, key = study.table(table).reset_index(drop=True), list(table_named(table).cells)
    for row in spread_out(len(rows)):
        name = "|".join((table, *map(str, rows[key].iloc[row])))
        for column in TALLIED[table]:
            changed = rows.assign(**{column: rows[column] + (rows.index == row)})
            yield Change(name=name, study=_with(study, {table: changed}))


def spread_out(n: int) -> list[int]:
    """Return up to `TRIED` places out of n, from the first to the last."""
    return sorted({int(place) for place in np.linspace(0, n - 1, TRIED)}) if n else []


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
