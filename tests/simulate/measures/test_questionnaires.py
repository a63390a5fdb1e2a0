"""Questionnaires: one file an occasion, of those who answered, with what was drawn of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_settings import setting

from tsi_eval.simulate.drawn import Drawn, Person
from tsi_eval.simulate.measures.answering import Again
from tsi_eval.simulate.measures.columns import Note, Spread, Value
from tsi_eval.simulate.measures.occasions import Day, Occasion
from tsi_eval.simulate.measures.questionnaires import Questionnaires
from tsi_eval.simulate.measures.scales import Pairs, Sum
from tsi_eval.simulate.writing.files import Form
from tsi_eval.simulate.writing.mess import Mess

INDEX = Pairs(id="index", mean=100, sd=15, correlation=0.8, change=4, minimum=40, maximum=160, step=0.5)
TEACHER = Pairs(id="teacher", mean=11, sd=5, correlation=0.7, change=-1, minimum=0, maximum=40)
PLANTED = Questionnaires(
    id="tests",
    stream=("tests",),
    people=("children", ""),
    keys=("Barn", "Datum"),
    scales=(INDEX, TEACHER),
    answers=Again(again=6, only={"teacher": 4}),
    columns=(
        Value(scale="index", label="Index", decimals=1),
        Value(scale="teacher", label="Lärare"),
        Note(label="Anteckning", texts=("Paus",), share=0.5),
    ),
    occasions=(
        Occasion(
            id="T0",
            form=Form(name="ett.csv", messy=Mess(doubled=2)),
            day=Day(on=date(2022, 9, 5), span=40),
            stream=("tests", "T0"),
        ),
        Occasion(
            id="T1",
            form=Form(name="tva.csv"),
            day=Day(on=date(2024, 9, 2), span=40),
            lacks=("teacher",),
            stream=("tests", "T1"),
        ),
    ),
)
CHILDREN = Drawn(people={"": tuple(Person(id=f"B{n}", home=f"B{n}") for n in range(9))})


def draw(planted: Questionnaires = PLANTED) -> Drawn:
    return planted.draw(setting(earlier={"children": CHILDREN}))


def test_a_file_has_a_heading_of_the_columns_that_its_occasion_asks_for() -> None:
    first, second = draw().files

    assert ("Barn", "Datum", "Index", "Lärare", "Anteckning") == first.form.heading
    assert ("Barn", "Datum", "Index", "Anteckning") == second.form.heading


def test_rows_are_those_who_answered_in_their_order() -> None:
    drawn = draw()
    first, second = ([row.cells[0] for row in file.rows] for file in drawn.files)

    assert [f"B{n}" for n in range(9)] == first
    assert list(drawn.chosen["T1"]) == second
    assert 6 == len(second)
    assert set(first) - set(second) == set(drawn.chosen["lost"])


def test_rows_may_be_in_order_of_days() -> None:
    for file in draw(replace(PLANTED, by_day=True)).files:
        days = [(row.cells[1], row.cells[0]) for row in file.rows]
        assert sorted(days) == days


def test_cells_hold_what_the_truth_says() -> None:
    drawn = draw()

    for at, file in zip(("T0", "T1"), drawn.files, strict=True):
        for row in file.rows:
            assert drawn.tables["index"][row.cells[0], at] == float(row.cells[2])


def test_a_scale_that_some_lack_is_blank_for_the_others_and_in_no_truth() -> None:
    drawn = draw()
    rated = {row.cells[0] for row in drawn.files[0].rows if row.cells[3] != ""}

    assert set(drawn.chosen["teacher"]) == rated
    assert {(child, "T0") for child in rated} == set(drawn.tables["teacher"])


def test_so_many_rows_stand_there_twice() -> None:
    first, second = draw().files

    assert (2, 0) == (len(first.again), len(second.again))


def test_a_scale_that_an_occasion_lacks_changes_no_other_cell() -> None:
    asked = replace(PLANTED, occasions=(PLANTED.occasions[0], replace(PLANTED.occasions[1], lacks=())))

    with_teacher, without = (draw(planted).files[1].rows for planted in (asked, PLANTED))
    assert [(*row.cells[:3], row.cells[4]) for row in with_teacher] == [row.cells for row in without]


def test_columns_must_have_their_scales() -> None:
    with pytest.raises(ValueError, match="no scale is called maths"):
        replace(PLANTED, columns=(Value(scale="maths", label="Matematik"),))
    with pytest.raises(ValueError, match="only a sum can be spread over questions: index"):
        replace(PLANTED, columns=(Spread(scale="index", label="Fråga {}"),))


def test_scales_and_sums_are_found_by_name() -> None:
    trust = Sum(id="trust", mean=16, sd=3, change={"T0": 0, "T1": 1}, questions=5, least=1, most=5)
    planted = replace(PLANTED, scales=(*PLANTED.scales, trust))

    assert {"trust": trust} == planted.sums
    assert INDEX is planted.scale("index")
