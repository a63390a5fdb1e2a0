"""Weekly tallies: only school weeks, only weeks of their season, and sums at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from small_settings import setting

from tsi_eval.simulate.tallies.weekly import Kind, Weekly
from tsi_eval.simulate.writing.cells import UnitCell, Week
from tsi_eval.simulate.writing.files import Form
from tsi_eval.simulate.writing.mess import Mess

PLANTED = Weekly(
    id="contacts",
    form=Form(name="kontakter_{delivery}.csv", messy=Mess(total="Totalt")),
    expected={"a": 60.0, "b": 30.0},
    kinds=(
        Kind(labels=("korridor", "elev"), share=0.7),
        Kind(labels=("möte", "förälder"), share=0.3),
    ),
    season={"HT": {"möte": (35,)}},
    minutes=14,
)


def test_contacts_are_in_school_weeks_and_meetings_in_theirs() -> None:
    (file,) = PLANTED.draw(setting()).files
    weeks = {(row.cells[2], row.cells[1]) for row in file.rows[:-1]}

    assert {("korridor", Week(2023, week)) for week in (34, 35, 37)} | {("möte", Week(2023, 35))} == weeks


def test_no_row_is_empty_and_minutes_are_in_fives() -> None:
    (file,) = PLANTED.draw(setting()).files

    for *_, contacts, minutes in (row.cells for row in file.rows):
        assert contacts > 0
        assert 0 == minutes % 5 < minutes


def test_the_last_row_sums_contacts_and_minutes() -> None:
    (file,) = PLANTED.draw(setting()).files
    *rows, total = file.rows

    sums = [sum(row.cells[place] for row in rows) for place in (4, 5)]
    assert ("Totalt", "", "", "", *sums) == total.cells
    assert [False] * len(rows) + [True] == [row.is_sum for row in file.rows]


def test_the_truth_sums_by_term_and_unit() -> None:
    drawn = PLANTED.draw(setting(terms=("HT2023", "VT2024")))

    counted: Counter[tuple[str, str]] = Counter()
    for file in drawn.files:
        for row in file.rows[:-1]:
            where = row.cells[0]
            assert isinstance(where, UnitCell)
            counted[file.delivery, where.unit] += row.cells[4]
    assert dict(counted) == drawn.tables["contacts"]


def test_a_unit_without_contacts_is_in_the_truth_with_none() -> None:
    drawn = replace(PLANTED, expected={"a": 0.0}).draw(setting())

    assert {("HT2023", "a"): 0} == drawn.tables["contacts"]
    assert ("Totalt", "", "", "", 0, 0) == drawn.files[0].rows[-1].cells


def test_month_without_contacts_in_one_unit_only_is_said_to_have_none() -> None:
    drawn = replace(PLANTED, expected={"a": 60.0, "b": 0.0}).draw(setting())

    rows = [row.cells for row in drawn.files[0].rows[:-1]]
    # Weeks 34 and 35 have their Thursdays in August, and week 37 in September.
    assert [(UnitCell("b"), Week(2023, week), "korridor", "elev", 0, 0) for week in (34, 37)] == [
        cells for cells in rows if cells[0] == UnitCell("b")
    ]
    assert 0 == drawn.tables["contacts"]["HT2023", "b"]


def test_contacts_and_minutes_lie_around_what_was_planted() -> None:
    tables = [PLANTED.draw(setting(seed)).tables for seed in range(100)]
    contacts = sum(table["contacts"]["HT2023", "a"] for table in tables)
    minutes = sum(table["minutes"]["HT2023", "a"] for table in tables)

    # Standard errors of 1.3 % and of about 1 %.
    assert contacts / 100 == pytest.approx(60, rel=0.05)
    assert minutes / contacts == pytest.approx(14, rel=0.05)
