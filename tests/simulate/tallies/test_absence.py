"""Absence is a sum of shares, in hours, with rows of sums and a grade that the source hid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from small_settings import setting

from tsi_eval.simulate.tallies.absence import Absence, Chance, Effect, SmallGroup
from tsi_eval.simulate.writing.cells import Hidden, Term, UnitCell
from tsi_eval.simulate.writing.files import Form
from tsi_eval.simulate.writing.mess import Mess

# Hours are rounded to tenths, of 60,000.
ROUNDED = 1e-5
EXACT = Chance(term=0, school=0, grade=0, offered=(1, 1), invalid=(1, 1))
PLANTED = Absence(
    id="absence",
    form=Form(name="franvaro_{delivery}.csv", messy=Mess(total="Totalt")),
    history=("VT2023",),
    hours=400,
    mean=0.08,
    spring=0.02,
    invalid=0.01,
    schools={"a": 0.01, "b": 0.0},
    grades={"7": 0.0, "8": 0.005},
    effect=Effect(since="HT2023", change=-0.006),
    chance=EXACT,
)


def test_without_chance_hours_are_the_planted_shares_of_the_time_offered() -> None:
    rows = PLANTED.draw(setting()).files[1].rows

    # School A, grade 7, autumn with the pilot: 8 + 1 - 0.6 % of 100 · 400 hours, 1 % without leave.
    start = ("2023/24", Term("HT2023"), UnitCell("a"))
    assert (*start, "7", 100, Decimal("2960.0"), Decimal("400.0"), Decimal("40000.0")) == rows[0].cells
    assert (*start, "8", 50, Decimal("1580.0"), Decimal("200.0"), Decimal("20000.0")) == rows[1].cells


def test_a_school_has_a_row_of_sums_after_its_grades() -> None:
    rows = PLANTED.draw(setting()).files[1].rows

    assert [False, False, True] * 2 == [row.is_sum for row in rows]
    assert ("Totalt", 150, Decimal("4540.0"), Decimal("600.0"), Decimal("60000.0")) == rows[2].cells[3:]


def test_the_truth_is_the_share_of_all_grades_with_the_effect_in_pilot_schools_only() -> None:
    tables = PLANTED.draw(setting()).tables

    # A third of school A's hours are in grade 8, and 90 of 170 parts of school B's.
    expected = {
        ("VT2023", "a"): 0.11 + 0.005 / 3,
        ("VT2023", "b"): 0.10 + 0.005 * 9 / 17,
        ("HT2023", "a"): 0.084 + 0.005 / 3,
        ("HT2023", "b"): 0.08 + 0.005 * 9 / 17,
    }
    assert tables["share"] == pytest.approx(expected, abs=ROUNDED)
    assert tables["invalid"] == pytest.approx(dict.fromkeys(expected, 0.01), abs=ROUNDED)


def test_a_small_group_stands_first_in_its_school_and_in_no_sum() -> None:
    planted = replace(PLANTED, small_group=SmallGroup(unit="b", grade="6", pupils=8))

    plain, hidden = (some.draw(setting()).files[1].rows for some in (PLANTED, planted))

    assert ("6", 8, Hidden(), Hidden(), Hidden()) == hidden[3].cells[3:]
    assert [*plain[:3], *plain[3:]] == [*hidden[:3], *hidden[4:]]


def test_chance_moves_the_shares_and_the_seed_says_how() -> None:
    chance = Chance(term=0.003, school=0.002, grade=0.002, offered=(0.98, 1), invalid=(0.8, 1.2))
    planted = replace(PLANTED, chance=chance)

    assert planted.draw(setting(1)).tables == planted.draw(setting(1)).tables
    assert planted.draw(setting(1)).tables != planted.draw(setting(2)).tables
