"""Polls: so many answer, so many of them say yes, before the pilot and in its terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from small_settings import setting

from tsi_eval.simulate.tallies.polls import Poll
from tsi_eval.simulate.writing.cells import Month, UnitCell
from tsi_eval.simulate.writing.files import Form

PLANTED = Poll(
    id="staff",
    stream=("survey", "staff"),
    form=Form(name="enkat_{delivery}.csv"),
    month=5,
    asked={"a": 40, "b": 30},
    response=1.0,
    share={"VT2023": 0.0, "VT2024": 1.0},
)


def test_a_wave_before_the_pilot_is_always_delivered_and_another_with_its_term() -> None:
    one, two = (PLANTED.draw(setting(terms=terms)) for terms in (("HT2023",), ("HT2023", "VT2024")))

    assert ["VT2023"] == [file.delivery for file in one.files]
    assert ["VT2023", "VT2024"] == [file.delivery for file in two.files]


def test_a_row_has_unit_month_yes_and_answers() -> None:
    _, after = PLANTED.draw(setting(terms=("HT2023", "VT2024"))).files

    month = Month(date(2024, 5, 1))
    assert [(UnitCell("a"), month, 40, 40), (UnitCell("b"), month, 30, 30)] == [row.cells for row in after.rows]


def test_the_truth_has_yes_and_answers_by_wave_and_unit() -> None:
    tables = PLANTED.draw(setting()).tables

    assert {("VT2023", "a"): 0, ("VT2023", "b"): 0} == tables["yes"]
    assert {("VT2023", "a"): 40, ("VT2023", "b"): 30} == tables["answers"]


def test_nobody_says_yes_who_did_not_answer() -> None:
    some = replace(PLANTED, response=0.5, share={"VT2023": 0.5})
    for seed in range(20):
        tables = some.draw(setting(seed)).tables
        assert all(tables["yes"][cell] <= n <= some.asked[cell[1]] for cell, n in tables["answers"].items())
