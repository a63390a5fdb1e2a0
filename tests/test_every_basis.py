"""Of every design: whoever moves a number is named in its basis.

One person is taken away, or one smallest tally or one person's value is changed, and the question
is asked again. Each number that comes out otherwise must name that tally or that person: else
`release` can't know that it tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from every_example import examples
from example_reports import answer

from tsi_eval.analysis.basis import TALLIED, Change, Tried, of_tallies, of_values, tried, without_persons
from tsi_eval.analysis.outside import outside
from tsi_eval.findings import Answerable

EVERY = examples()
# Examples that are refused have no answer that could move.
ASKED = [name for name in EVERY if answer(name).feasibility.answerable is not Answerable.REFUSED]
OF_TALLIES = [name for name in ASKED if TALLIED.keys() & {*EVERY[name].design.needs.tables}]
OF_VALUES = [name for name in ASKED if EVERY[name].design.needs.outcomes]
OF_PERSONS = [name for name in ASKED if EVERY[name].study.everyone()]


def after(name: str, changes: Iterator[Change]) -> Tried:
    return tried(EVERY[name].design, EVERY[name].study, answer(name), {}, changes)


def test_there_are_designs_over_tallies_and_over_values() -> None:
    assert {"absence", "cost_offset", "open_arenas", "tally_share", "time_series"} == {
        EVERY[name].design.name for name in OF_TALLIES
    }
    assert {"comparison", "occasions", "pre_post"} <= {EVERY[name].design.name for name in OF_VALUES}
    assert {"participation", "attendance"} <= {EVERY[name].design.name for name in OF_PERSONS}


@pytest.mark.parametrize("name", OF_TALLIES)
def test_every_number_that_a_tally_moves_names_it(name: str) -> None:
    for table in sorted({*EVERY[name].design.needs.tables} & TALLIED.keys()):
        found = after(name, of_tallies(EVERY[name].study, table))

        assert found.moved, "no change moved anything"
        assert () == found.unnamed


@pytest.mark.parametrize("name", OF_VALUES)
def test_every_number_that_a_person_moves_names_them(name: str) -> None:
    found = after(name, of_values(EVERY[name].study, EVERY[name].design.needs.outcomes))

    assert found.moved, "no change moved anything"
    assert () == found.unnamed


@pytest.mark.parametrize("name", OF_PERSONS)
def test_every_number_that_moves_without_a_person_names_them(name: str) -> None:
    assert () == after(name, without_persons(EVERY[name].study)).unnamed


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in OF_TALLIES else name for name in ASKED]
)
def test_nobody_whom_a_number_does_not_name_moves_it(name: str) -> None:
    assert () == after(name, outside(EVERY[name].study, answer(name))).unnamed
