"""Of every design: whoever moves a number is named in its basis.

One smallest tally, or one person's value, is changed in a study, and the question is asked again.
Each number that comes out otherwise must name that tally or that person: else `release` can't know
that it tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest
from every_example import Example, examples
from example_reports import answer
from shuffled import tables_of

from tsi_eval.errors import TsiError
from tsi_eval.findings import Answerable, Estimate, Finding
from tsi_eval.study import Study
from tsi_eval.study.tables import ABSENCE, CONTACTS, COUNTS, MEASURES, table_named

# Table → the columns whose numbers are changed, each by itself.
TALLIED = {
    COUNTS.name: ("n",),
    CONTACTS.name: ("n", "minutes"),
    ABSENCE.name: ("pupils", "valid", "invalid", "offered"),
}
WHAT_IT_IS = ("quantity", "outcome", "group", "reference", "period", "axis", "unit", "method", "note", "payer")
NUMBERS = ("estimate", "se", "ci_low", "ci_high", "p_value", "n")
ROWS = 8
SAME = 1e-9
EVERY = examples()
# Examples that are refused have no answer that could move.
ASKED = [name for name in EVERY if answer(name).feasibility.answerable is not Answerable.REFUSED]
OF_TALLIES = [name for name in ASKED if TALLIED.keys() & {*EVERY[name].design.needs.tables}]
OF_VALUES = [name for name in ASKED if EVERY[name].design.needs.outcomes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One number of a table, and by what name its row stands in a basis."""

    table: str
    row: int
    column: str
    name: str
    by: float = 1.0


def test_there_are_designs_over_tallies_and_over_values() -> None:
    assert {"absence", "cost_offset", "open_arenas", "tally_share", "time_series"} == {
        EVERY[name].design.name for name in OF_TALLIES
    }
    assert {"comparison", "occasions", "pre_post"} <= {EVERY[name].design.name for name in OF_VALUES}


@pytest.mark.parametrize("name", OF_TALLIES)
def test_every_number_that_a_tally_moves_names_it(name: str) -> None:
    moved = [unnamed(EVERY[name], answer(name), change) for change in of_tallies(EVERY[name])]

    assert any(found for found, _ in moved), "no change moved anything"
    assert [] == [missing for _, missing in moved if missing]


@pytest.mark.parametrize("name", OF_VALUES)
def test_every_number_that_a_person_moves_names_them(name: str) -> None:
    moved = [unnamed(EVERY[name], answer(name), change) for change in of_values(EVERY[name])]

    assert any(found for found, _ in moved), "no change moved anything"
    assert [] == [missing for _, missing in moved if missing]


def of_tallies(example: Example) -> Iterator[Change]:
    """Yield changes of smallest tallies from the whole length of each table."""
    for table in sorted({*example.design.needs.tables} & TALLIED.keys()):
        rows, key = example.study.table(table).reset_index(drop=True), list(table_named(table).cells)
        for row in spread_out(rows.index):
            name = "|".join((table, *rows.loc[row, key]))
            yield from (Change(table=table, row=row, column=column, name=name) for column in TALLIED[table])


def of_values(example: Example) -> Iterator[Change]:
    """Yield changes of single persons' values, to the other half of their scale."""
    rows = example.study.table(MEASURES.name).reset_index(drop=True)
    for row in spread_out(rows.index[rows["outcome"].isin(example.design.needs.outcomes)]):
        outcome = example.study.outcomes[rows.loc[row, "outcome"]]
        by = (outcome.minimum or 0.0) + (outcome.maximum or 0.0) - 2 * rows.loc[row, "value"] or outcome.step
        yield Change(table=MEASURES.name, row=row, column="value", name=rows.loc[row, "person"], by=by)


def spread_out(rows: pd.Index) -> list[int]:
    return sorted({int(rows[place]) for place in np.linspace(0, len(rows) - 1, ROWS).astype(int)})


def unnamed(example: Example, before: Finding, change: Change) -> tuple[int, list[tuple[Change, tuple[str, ...]]]]:
    """Return how many numbers a change moves, and those that do not name what moved them."""
    try:
        after = example.design.answer(changed(example.study, change))
    except TsiError:
        return 0, []
    old, new = by_mark(before), by_mark(after)
    moved = [mark for mark in old.keys() & new.keys() if not same(old[mark], new[mark])]
    return len(moved), [(change, mark) for mark in moved if change.name not in named_in(old[mark], new[mark])]


def changed(study: Study, change: Change) -> Study:
    rows = study.table(change.table).reset_index(drop=True)
    rows.loc[change.row, change.column] += change.by
    return replace(study, _tables=tables_of(study) | {change.table: rows})


def by_mark(finding: Finding) -> Mapping[tuple[str, ...], Estimate]:
    """Return every number, and whatever may stand instead of one, by what it is."""
    found: dict[tuple[str, ...], Estimate] = {}
    for estimate in finding.every_estimate():
        in_chain: Estimate | None = estimate
        while in_chain is not None:
            found.setdefault(tuple(str(getattr(in_chain, name)) for name in WHAT_IT_IS), in_chain)
            in_chain = in_chain.instead
    return found


def same(one: Estimate, other: Estimate) -> bool:
    pairs = [(getattr(one, name), getattr(other, name)) for name in NUMBERS]
    return all(
        a is b if a is None or b is None else a == pytest.approx(b, rel=SAME, abs=SAME, nan_ok=True) for a, b in pairs
    )


def named_in(*estimates: Estimate) -> set[str]:
    """Return the persons and the tallies that numbers name."""
    names: set[str] = set()
    for cell in (cell for estimate in estimates for cell in estimate.basis):
        names |= cell.members | cell.numerator_members
        names |= {name for name, _ in cell.tallies | cell.numerator_tallies | cell.rest_tallies}
    return names
