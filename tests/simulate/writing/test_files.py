"""A file's bytes: titles, sums and doubled rows in messy files only, and no clock in workbooks."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl

from tsi_eval.simulate.units import Unit
from tsi_eval.simulate.writing.cells import Month, Row, UnitCell
from tsi_eval.simulate.writing.files import Form, Listing, csv_file, xlsx_file
from tsi_eval.simulate.writing.mess import Habit, Mess

UNITS = {"a": Unit(id="a", label="Skola A", code="0101")}
MESS = Mess(encoding="cp1252", titles=("Frånvaro", ""), unit="label", thousands=" ", total="Totalt")
FORM = Form(name="x_{delivery}.csv", heading=("Skola", "Antal"), messy=MESS)
ROWS = (Row(cells=(UnitCell("a"), 1234)), Row(cells=("Totalt", 1234), is_sum=True))


def test_a_tidy_file_has_a_heading_and_its_rows() -> None:
    file = Listing(form=FORM, delivery="HT2023", rows=ROWS, again=(0,))

    assert b"Skola;Antal\r\na;1234\r\n" == file.content(UNITS, messy=False)


def test_a_messy_file_has_titles_sums_and_doubled_rows() -> None:
    file = Listing(form=FORM, delivery="HT2023", rows=ROWS, again=(0,))

    expected = "Frånvaro\r\n\r\nSkola;Antal\r\nSkola A;1 234\r\nTotalt;1 234\r\nSkola A;1 234\r\n"
    assert expected.encode("cp1252") == file.content(UNITS, messy=True)
    assert file.content(UNITS, messy=True) == file.content(UNITS, messy=True)


def test_a_delivery_with_a_habit_is_written_in_its_own_way() -> None:
    form = Form(name="x.csv", heading=("Skola",), messy=MESS, habits={"HT2023": Habit(unit="code")})
    files = [Listing(form=form, delivery=term, rows=ROWS[:1]) for term in ("HT2023", "VT2024")]

    assert [b"0101", b"Skola A"] == [file.content(UNITS, messy=True).split(b"\r\n")[3].split(b";")[0] for file in files]


def test_a_workbook_holds_numbers_or_text() -> None:
    rows = (Row(cells=("Lön", Decimal("3.25"), 36500)),)
    form = Form(name="x.xlsx", heading=("Post", "Antal", "Pris"), sheet="Budget", messy=Mess(text=True, thousands=" "))

    def second_row(*, messy: bool) -> tuple[object, ...]:
        content = Listing(form=form, delivery="", rows=rows).content(UNITS, messy=messy)
        return next(openpyxl.load_workbook(io.BytesIO(content))["Budget"].iter_rows(min_row=2, values_only=True))

    assert ("Lön", 3.25, 36500) == second_row(messy=False)
    assert ("Lön", "3,25", "36 500") == second_row(messy=True)


def test_a_byte_order_mark_is_an_encoding() -> None:
    assert b"\xef\xbb\xbfa;b\r\n" == csv_file([["a", "b"]], encoding="utf-8-sig")


def test_a_field_with_a_semicolon_is_quoted() -> None:
    assert b'"a;b";c\r\n' == csv_file([["a;b", "c"]])


def test_a_workbook_has_the_same_bytes_each_time_and_holds_no_clock() -> None:
    one, other = (xlsx_file([["Månad"], [date(2023, 8, 1)]], sheet="Blad", merged=["A1:B1"]) for _ in range(2))
    page = openpyxl.load_workbook(io.BytesIO(one))["Blad"]

    assert one == other
    assert "yyyy-mm" == page["A2"].number_format
    assert ["A1:B1"] == [str(cells) for cells in page.merged_cells.ranges]
    with zipfile.ZipFile(io.BytesIO(one)) as book:
        assert {(2024, 1, 1, 0, 0, 0)} == {entry.date_time for entry in book.infolist()}


def test_months_in_a_tidy_file_are_iso() -> None:
    form = Form(name="x.csv", heading=("Månad",), messy=Mess(month="swedish"))
    file = Listing(form=form, delivery="", rows=(Row(cells=(Month(date(2023, 8, 1)),)),))

    second_lines = [file.content(UNITS, messy=messy).split(b"\r\n")[1] for messy in (False, True)]
    assert [b"2023-08", b"aug 2023"] == second_lines
