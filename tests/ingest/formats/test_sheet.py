"""Sheets gathered cell by cell, and which of a workbook's may be meant."""

from __future__ import annotations

import pytest

from tsi_eval.errors import Problem
from tsi_eval.ingest.formats.grid import UnreadableError
from tsi_eval.ingest.formats.sheet import Gathered, Sheet, grids
from tsi_eval.pilot.source import FileFormat

AUTO = FileFormat()


def sheet(name: str, *texts: str, visible: bool = True) -> Sheet:
    """Return a sheet of one row."""
    return Sheet(name=name, visible=visible, rows=((1, texts),) if texts else ())


def test_rows_are_as_wide_as_the_widest_and_blank_rows_between_are_told() -> None:
    gathered = Gathered()
    gathered.add_row(1, ["a", "", ""])
    gathered.add_row(3, ["b", "c", " "])

    assert ((1, ("a", "")), (2, ()), (3, ("b", "c"))) == gathered.sheet("s", visible=True).rows


def test_gap_of_a_million_rows_costs_nothing() -> None:
    gathered = Gathered()
    gathered.add_row(1, ["a"])
    gathered.add_row(1_048_576, ["b"])

    assert ((1, ("a",)), (1_048_576, ("b",))) == gathered.sheet("s", visible=True).rows


def test_long_row_far_down_makes_no_other_row_longer() -> None:
    gathered = Gathered()
    for number in range(1, 101):
        gathered.add_row(number, ["a"] * (500 if number == 100 else 2))

    assert {2, 500} == {len(fields) for _, fields in gathered.sheet("s", visible=True).rows}


@pytest.mark.parametrize("number", [0, 1, 1_048_577])
def test_row_out_of_order_or_outside_is_damage(number: int) -> None:
    gathered = Gathered()
    gathered.add_row(1, ["a"])

    with pytest.raises(UnreadableError, match="E108"):
        gathered.add_row(number, ["b"])


def test_formulas_without_a_value_are_one_fault_with_their_columns_and_rows() -> None:
    gathered = Gathered()
    for row, place in ((2, 1), (2, 3), (9, 1)):
        gathered.add_formula_without_value(row, place, linked=False)

    (fault,) = gathered.sheet("s", visible=True).faults

    assert ("E116", (2, 9), {"columns": "B, D"}) == (fault.code, fault.rows, fault.params)


def test_empty_second_sheet_does_not_stop() -> None:
    (grid,) = grids((sheet("Blad1", "a"), sheet("Blad2")), AUTO)

    assert ("Blad1", {}) == (grid.sheet, grid.found)
    assert (("sheet", "Blad1"), ("sheet", "Blad2")) == grid.outside


def test_each_visible_sheet_with_anything_may_be_meant_and_passes_over_the_others() -> None:
    found = list(grids((sheet("A", "x"), sheet("B", "20240101-1234"), sheet("C", "z", visible=False)), AUTO))

    assert [("A", {"sheets_passed": "B, C"}), ("B", {"sheets_passed": "A, C"})] == [(g.sheet, g.found) for g in found]
    assert ("other_sheet", "20240101-1234") in found[0].outside
    assert ("other_sheet", "20240101-1234") not in found[1].outside


@pytest.mark.parametrize("declared", ["Data", "data", " DATA "])
def test_declared_sheet_is_found_as_excel_finds_it(declared: str) -> None:
    (grid,) = grids((sheet("Info", "x"), sheet("Data", "y")), FileFormat(sheet=declared))

    assert ((1, ("y",)),) == grid.rows


@pytest.mark.parametrize(
    ("sheets", "declared", "code"),
    [
        ((), "", "E326"),
        ((sheet("A"),), "", "E104"),
        ((sheet("A"), sheet("B", "x")), "A", "E104"),
        ((sheet("A", "x"),), "B", "E115"),
        ((sheet("A", "x", visible=False),), "", "E115"),
    ],
)
def test_workbook_without_a_sheet_to_read_is_refused(sheets: tuple[Sheet, ...], declared: str, code: str) -> None:
    with pytest.raises(UnreadableError, match=code):
        list(grids(sheets, FileFormat(sheet=declared)))


def test_sheets_called_by_case_numbers_are_counted_and_not_named() -> None:
    with pytest.raises(UnreadableError, match="E115") as error:
        list(grids((sheet("F001", "x"), sheet("F002", "x"), sheet("HT2023", "x")), FileFormat(sheet="B")))

    said = Problem(code="E115", params={"file": "a.xlsx", **error.value.params}).text("sv")
    assert "Bladen i filen: HT2023, och 2 till vars namn" in said
    assert "F00" not in said
