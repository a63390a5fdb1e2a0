"""Which of the ways to read a file was meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_files import COUNTS

from tsi_eval.errors import Problem
from tsi_eval.ingest.choice import best_reading
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.pilot.source import FileFormat, Layout, Source

HEADER = ("Skola", "Månad", "Vad", "Antal")


def grid(*rows: tuple[str, ...], sheet: str = "", faults: tuple[UnreadableError, ...] = ()) -> Grid:
    return Grid(rows=tuple(enumerate(rows, start=1)), sheet=sheet, faults=faults)


def test_way_that_finds_most_of_the_declared_columns_is_right() -> None:
    wrong, right = grid(("Skola;Månad;Vad;Antal",)), grid(HEADER)

    assert right is best_reading([wrong, right], COUNTS)[0]


def test_first_of_equals_is_kept() -> None:
    one, other = grid(("x", "y")), grid(("x", "y"))

    assert one is best_reading([one, other], COUNTS)[0]


def test_sheet_that_alone_has_every_declared_column_is_read_beside_notes_and_lists() -> None:
    notes, right, list_ = grid(("Läs mig",), sheet="Info"), grid(HEADER, sheet="Data"), grid(HEADER[:1], sheet="Listor")

    assert right is best_reading([notes, list_, right], COUNTS)[0]


@pytest.mark.parametrize("place", range(4))
def test_sheet_with_one_heading_changed_may_be_meant_and_is_asked_about(place: int) -> None:
    changed = grid((*HEADER[:place], "Ändrad", *HEADER[place + 1 :]), sheet="2024")

    for sheets in ([changed, grid(HEADER, sheet="2023")], [grid(HEADER, sheet="2023"), changed]):
        with pytest.raises(UnreadableError, match="E115") as error:
            best_reading(sheets, COUNTS)
        assert {"2023", "2024"} == {*str(error.value.params["names"]).split(", ")}


def test_sheet_that_has_half_of_the_columns_may_be_meant_and_one_that_has_fewer_may_not() -> None:
    right = grid(HEADER, sheet="Data")

    assert right is best_reading([grid((HEADER[3], "x"), sheet="A"), right], COUNTS)[0]
    with pytest.raises(UnreadableError, match="E115"):
        best_reading([grid((HEADER[0], HEADER[3]), sheet="A"), right], COUNTS)


@pytest.mark.parametrize("changed", [("Ärende", "Antal timmar"), ("Ärendenr", "Timmar"), ("ÄRENDE", "TIMMAR")])
def test_of_two_columns_one_may_be_changed(changed: tuple[str, str]) -> None:
    source = Source(
        id="h", table="measures", files=("t.csv",), person="Ärende", outcomes={"hours": {"VT2024": ("Timmar",)}}
    )
    old, new = grid(("Ärende", "Timmar"), ("F1", "2"), sheet="2023"), grid(changed, ("F1", "3"), sheet="2024")

    for order in ([old, new], [new, old]):
        with pytest.raises(UnreadableError, match="E115"):
            best_reading(order, source)
    assert old is best_reading([old, grid(("Ärende",), ("F1",), sheet="Listor")], source)[0]


def test_this_years_sheet_with_a_stray_field_far_to_the_right_is_not_passed_over() -> None:
    stray = grid(HEADER, (*["1"] * 4, *[""] * 1000, "x"), sheet="2024")

    with pytest.raises(UnreadableError, match="E115"):
        best_reading([grid(HEADER, sheet="2023"), stray], COUNTS)


class TestLayouts:
    SOURCE = Source(
        id="s", table="contacts", files=("t.csv",), columns={"arena": "Plats"}, layout=Layout(across="period")
    )
    SPRING = grid(("Plats", "2024-W02", "2024-W03"), ("korridor", "3", "4"), sheet="VT")
    AUTUMN = grid(("Plats", "2023-W46"), ("korridor", "9"), sheet="HT")
    LISTS = grid(("Plats",), ("korridor",), sheet="Listor")

    def test_two_terms_beside_a_list_are_asked_about(self) -> None:
        with pytest.raises(UnreadableError, match="E115") as error:
            best_reading([self.AUTUMN, self.SPRING, self.LISTS], self.SOURCE)
        assert "HT, VT" == error.value.params["names"]

    @pytest.mark.parametrize("first", [True, False])
    def test_one_term_beside_a_list_is_read(self, first: bool) -> None:
        sheets = [self.SPRING, self.LISTS] if first else [self.LISTS, self.SPRING]

        assert self.SPRING is best_reading(sheets, self.SOURCE)[0]

    def test_sheet_of_months_whose_own_heading_changed_may_be_meant(self) -> None:
        changed = grid(("Var", *self.SPRING.rows[0][1][1:]), sheet="VT")

        with pytest.raises(UnreadableError, match="E115"):
            best_reading([self.AUTUMN, changed], self.SOURCE)

    def test_weeks_that_are_written_in_another_way_may_be_meant(self) -> None:
        changed = grid(("Plats", "v 2", "v 3"), ("korridor", "3", "4"), sheet="VT")

        with pytest.raises(UnreadableError, match="E115"):
            best_reading([self.AUTUMN, changed, self.LISTS], self.SOURCE)

    def test_sums_beside_the_weeks_are_not_meant(self) -> None:
        sums = grid(("Plats", "Totalt"), ("korridor", "9"), sheet="Diagram")

        assert self.AUTUMN is best_reading([sums, self.AUTUMN], self.SOURCE)[0]

    def test_sheet_without_the_rows_own_column_is_never_read_for_having_more_months(self) -> None:
        source = replace(self.SOURCE, columns={"arena": "Plats", **{ours: ours for ours in ("unit", "who")}})
        whole = grid(("Plats", "unit", "who", "2024-W02"), sheet="VT")

        assert whole is best_reading([grid(("x", "2024-W02", "y"), sheet="Summor"), whole], source)[0]


def test_two_sheets_with_every_declared_column_are_refused_with_both_names() -> None:
    sheets = [grid(HEADER, sheet="HT"), grid(("x",), sheet="Info"), grid(HEADER, sheet="VT")]

    with pytest.raises(UnreadableError, match="E115") as error:
        best_reading(sheets, COUNTS)
    assert {"sheets": 3, "names": "HT, VT"} == error.value.params


def test_two_sheets_that_both_lack_a_column_are_refused() -> None:
    with pytest.raises(UnreadableError, match="E115"):
        best_reading([grid(HEADER[:3], sheet="HT"), grid(HEADER[1:], sheet="VT")], COUNTS)


def test_sheet_that_alone_has_some_declared_column_is_read_and_its_missing_columns_are_said_there() -> None:
    right = grid(HEADER[:3], sheet="HT")

    assert right is best_reading([grid(("x", "y"), sheet="Info"), right], COUNTS)[0]


def test_fault_of_the_sheet_that_was_meant_is_raised_and_of_another_is_not() -> None:
    fault = UnreadableError("E116")

    assert best_reading([grid(HEADER, sheet="A"), grid(("x",), sheet="B", faults=(fault,))], COUNTS)
    with pytest.raises(UnreadableError, match="E116"):
        best_reading([grid(HEADER, sheet="A", faults=(fault,)), grid(("x",), sheet="B")], COUNTS)


def test_sheet_of_nothing_but_formulas_without_a_value_is_refused_as_that() -> None:
    with pytest.raises(UnreadableError, match="E116"):
        best_reading([grid(sheet="A", faults=(UnreadableError("E116"),))], COUNTS)


def test_table_of_a_thousand_columns_is_read_and_one_more_is_refused() -> None:
    full = (*HEADER, *[f"x{n}" for n in range(996)])

    assert best_reading([grid(full)], COUNTS)
    assert best_reading([grid((*full, ""))], COUNTS)
    with pytest.raises(UnreadableError, match="E112"):
        best_reading([grid(full, (*full, "y"))], COUNTS)


def test_declared_delimiter_that_the_file_does_not_use_is_refused() -> None:
    source = replace(COUNTS, format=FileFormat(delimiter=","))

    with pytest.raises(UnreadableError, match="E120"):
        best_reading([grid((";".join(HEADER),))], source)


def test_column_that_stands_twice_is_said_whatever_another_delimiter_gives() -> None:
    ragged = UnreadableError("E122", count=1, of="?", columns="?")

    for grids in ([grid((*HEADER, "Antal")), ragged], [ragged, grid((*HEADER, "Antal"))]):
        with pytest.raises(UnreadableError, match="E123"):
            best_reading(grids, COUNTS)


def test_sheet_with_a_declared_column_twice_may_have_been_meant() -> None:
    with pytest.raises(UnreadableError, match="E115"):
        best_reading([grid((*HEADER, "Antal"), sheet="HT"), grid(HEADER, sheet="VT")], COUNTS)


def test_line_of_a_million_fields_is_refused_before_it_is_searched() -> None:
    with pytest.raises(UnreadableError, match="E112"):
        best_reading([grid(HEADER, ("1",) * 1_000_000)], COUNTS)


def test_sheets_called_by_case_numbers_are_not_named_where_each_has_the_table() -> None:
    with pytest.raises(UnreadableError, match="E115") as error:
        best_reading([grid(HEADER, sheet="F001"), grid(HEADER, sheet="F002")], COUNTS)

    assert "F00" not in Problem(code="E115", params={"file": "a.xlsx", **error.value.params}).text("sv")
