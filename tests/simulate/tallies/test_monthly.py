"""Monthly counts: a mean of factors, parts that add up, and cells that the source hid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from small_settings import setting

from tsi_eval.simulate.tallies.monthly import Monthly, Part, Step
from tsi_eval.simulate.writing.cells import Hidden, Month, UnitCell
from tsi_eval.simulate.writing.files import Form
from tsi_eval.simulate.writing.mess import Mess
from tsi_eval.simulate.writing.wide import Wide, WideForm

FLAT = (1.0,) * 12
PLANTED = Monthly(
    id="enquiries",
    form=Form(name="x_{delivery}.csv"),
    base={"all": 24.0},
    season=(*FLAT[:8], 1.1, *FLAT[9:]),
    trend=1.02,
    steps=(Step(since=date(2023, 8, 1), ratio=1.35),),
    dispersion=1.5,
    parts=(
        Part(label="själva", share=0.2, share_after=0.4),
        Part(label="skola", of_rest=0.75),
        Part(label="övriga", of_rest=0.25),
    ),
    population={"2022": 4000, "2023": 3990},
)


def test_a_months_mean_is_the_product_of_its_factors() -> None:
    september = date(2023, 9, 1)

    # One year and a month after August 2022.
    assert PLANTED.expected(setting(), "all", september) == pytest.approx(24 * 1.1 * 1.02 ** (13 / 12) * 1.35)
    assert 24.0 == PLANTED.expected(setting(), "all", date(2022, 8, 1))


def test_a_step_may_be_in_some_units_only() -> None:
    planted = replace(
        PLANTED, base={"a": 10.0, "b": 20.0}, trend=1.0, steps=(Step(since=date(2023, 8, 1), ratio=2, units=("a",)),)
    )

    assert [20.0, 20.0] == [planted.expected(setting(), unit, date(2023, 8, 1)) for unit in "ab"]


def test_shares_before_and_after_the_start_add_up() -> None:
    before, after = (PLANTED.shares(after=after) for after in (False, True))

    assert before == pytest.approx((0.2, 0.6, 0.2))
    assert after == pytest.approx((0.4, 0.45, 0.15))


def test_what_the_parts_leave_is_drawn_and_not_written_when_none_is_of_the_rest() -> None:
    planted = replace(PLANTED, parts=(Part(label="inledda", share=0.38),))

    assert planted.shares(after=True) == pytest.approx((0.38, 0.62))
    tables = planted.draw(setting()).tables
    assert all(n <= tables["counts"][month, unit] for (month, unit, _), n in tables["parts"].items())
    assert {"inledda"} == {part for _, _, part in tables["parts"]}


def test_the_history_is_one_file_and_each_term_another() -> None:
    files = PLANTED.draw(setting()).files

    assert [("tom_VT2023", 11 * 3), ("HT2023", 6 * 3)] == [(file.delivery, len(file.rows)) for file in files]


def test_parts_add_up_to_the_count_in_every_month() -> None:
    tables = PLANTED.draw(setting()).tables

    for month, unit in tables["counts"]:
        parts = [tables["parts"][month, unit, part.label] for part in PLANTED.parts]
        assert tables["counts"][month, unit] == sum(parts)
    assert set(tables["counts"]) == set(tables["expected"])


def test_a_row_has_its_month_part_count_and_population() -> None:
    file = PLANTED.draw(setting()).files[0]

    month, part, count, population = file.rows[0].cells
    assert (Month(date(2022, 8, 1)), "själva", 4000) == (month, part, population)
    assert isinstance(count, int)


def test_a_hidden_cell_is_hidden_in_the_file_and_known_to_the_truth() -> None:
    planted = replace(PLANTED, hidden=(("2022-09", "skola"),))
    drawn, plain = planted.draw(setting()), PLANTED.draw(setting())

    hidden = [row.cells for row in drawn.files[0].rows if Hidden() in row.cells]
    assert [(Month(date(2022, 9, 1)), "skola", Hidden(), 4000)] == hidden
    assert plain.tables == drawn.tables


def test_with_several_units_a_row_names_its_unit() -> None:
    planted = replace(PLANTED, base={"a": 10.0, "b": 20.0}, population={})
    rows = planted.draw(setting()).files[0].rows

    assert [UnitCell("a")] * 3 + [UnitCell("b")] * 3 == [row.cells[1] for row in rows[:6]]
    assert {4} == {len(row.cells) for row in rows}


def test_a_wide_form_gives_a_wide_workbook() -> None:
    form = WideForm(
        name="x_{delivery}.xlsx", sheet="Blad", months="Månad", counts=("antal",), year_total="Summa", messy=Mess()
    )
    (history, _) = replace(PLANTED, form=form).draw(setting()).files

    assert isinstance(history, Wide)
    assert 11 == len(history.counts)


def test_counts_lie_around_what_was_expected() -> None:
    tables = [PLANTED.draw(setting(seed)).tables for seed in range(100)]
    drawn, expected = (sum(sum(table[name].values()) for table in tables) for name in ("counts", "expected"))

    # The sum has a standard error of 0.6 %.
    assert drawn == pytest.approx(expected, rel=0.02)
    own = np.mean([table["parts"]["2023-09", "all", "själva"] / table["counts"]["2023-09", "all"] for table in tables])
    assert own == pytest.approx(0.4, abs=0.04)
