"""Text out of files: rows that are none of the table, and how a file turned out to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from small_files import COUNTS, HEAD, schools, taken, text_of

from tsi_eval.errors import Problem
from tsi_eval.ingest.read import ROW, read_text
from tsi_eval.pilot.source import FileFormat, Source

Write = Callable[..., Path]


@pytest.mark.parametrize("word", ["Totalt", "totalt", " Summa", "SUMMA 2023", "Total:", "Samtliga skolor", "Sum"])
def test_row_of_sums_is_left_out_and_said(tmp_path: Path, word: str) -> None:
    found = text_of(tmp_path, f"{HEAD}A;2023-08;x;1\n{word};;;1\n")

    assert ["A"] == schools(found)
    assert "totals" in found.found
    assert ("totals", word) in found.outside


@pytest.mark.parametrize(
    "name", ["Totalskolan", "Summerskolan", "Sumsjöns förskola", "Samtalsskolan", "Skolan Totalt", "Norra samtliga"]
)
def test_school_whose_name_begins_like_a_sum_is_a_school(tmp_path: Path, name: str) -> None:
    assert ["A", name] == schools(text_of(tmp_path, f"{HEAD}A;2023-08;x;1\n{name};2023-08;x;1\n"))


def test_words_for_sums_can_be_declared_away(tmp_path: Path) -> None:
    source = replace(COUNTS, format=FileFormat(totals=()))

    assert ["Totalt"] == schools(text_of(tmp_path, f"{HEAD}Totalt;2023-08;x;1\n", source))


def test_sum_in_a_column_of_numbers_is_no_word(tmp_path: Path) -> None:
    source = replace(COUNTS, columns={**COUNTS.columns, "exposure": "Barn"})

    assert ["A"] == schools(text_of(tmp_path, "Skola;Månad;Vad;Antal;Barn;Not\nA;2023-08;x;1;9;total\n", source))


@pytest.mark.parametrize("kind", ["personal", ""])
def test_cost_with_a_kind_is_a_cost_whatever_it_is_called(tmp_path: Path, kind: str) -> None:
    names = ("item", "kind", "quantity", "measure", "price", "price_year", "payer", "source")
    source = replace(COUNTS, table="costs", columns={name: name for name in names})
    row = f"Total översyn;{kind};1;m;2;2023;p;s"

    found = text_of(tmp_path, f"{';'.join(names)}\nHyra;övrigt;1;m;2;2023;p;s\n{row}\n", source)

    assert (["Hyra", "Total översyn"] if kind else ["Hyra"]) == found.frame["item"].tolist()


def test_footnote_is_left_out_and_searched(tmp_path: Path) -> None:
    found = text_of(tmp_path, f"{HEAD}A;2023-08;x;1\n;;;\nKälla: systemet;;;\n* preliminärt\n")

    assert ["A"] == schools(found)
    assert [("footnotes", "Källa: systemet"), ("footnotes", "* preliminärt")] == list(found.outside)


def test_rows_of_persons_are_never_sums(tmp_path: Path) -> None:
    source = Source(id="s", table="persons", files=("t.csv",), person="id", columns={"unit": "Skola"})

    assert ["A", "Totalt"] == schools(text_of(tmp_path, "id;Skola\np1;A\np2;Totalt\n", source))


@pytest.mark.parametrize(
    ("content", "encoding", "found"),
    [
        (f"{HEAD}Å;2023-08;x;1\n", "utf-8", {"encoding": "utf-8", "delimiter": ";"}),
        (f"{HEAD}Å;2023-08;x;1\n", "utf-8-sig", {"encoding": "utf-8", "delimiter": ";"}),
        (f"{HEAD}Å;2023-08;x;1\n", "cp1252", {"encoding": "cp1252", "delimiter": ";"}),
        (f"{HEAD}Å;2023-08;x;1\n", "utf-16", {"encoding": "utf-16", "delimiter": ";"}),
        (HEAD.replace(";", "\t") + "Å\t2023-08\tx\t1\n", "utf-8", {"encoding": "utf-8", "delimiter": "tab"}),
        (HEAD.replace(";", ",") + '"Å; A",2023-08,x,1\n', "utf-8", {"encoding": "utf-8", "delimiter": ","}),
        (HEAD.replace(";", "|") + "Å|2023-08|x|1\n", "utf-8", {"encoding": "utf-8", "delimiter": "|"}),
    ],
)
def test_settings_are_found_and_said(tmp_path: Path, content: str, encoding: str, found: dict[str, str]) -> None:
    (tmp_path / "t.csv").write_bytes(content.encode(encoding))
    problems: list[Problem] = []

    text = read_text(tmp_path / "t.csv", COUNTS, problems)

    assert text is not None
    assert found == text.found
    assert text.frame["Skola"].iloc[0].startswith("Å")


def test_byte_order_mark_and_crlf_are_understood(files: dict[str, str], write: Write) -> None:
    marked = b"\xef\xbb\xbf" + files["persons.csv"].replace("\n", "\r\n").encode()

    assert () == taken(write(files | {"persons.csv": marked})).problems


def test_extra_leading_field_in_every_row_does_not_shift_columns(files: dict[str, str], write: Write) -> None:
    head, *rows = files["persons.csv"].splitlines()
    shifted = "\n".join([head, *(f"0,{row}" for row in rows)])

    assert ["E122"] == [problem.code for problem in taken(write(files | {"persons.csv": shifted})).problems][:1]


def spreadsheet(folder: Path, **sheets: list[list[object]]) -> Path:
    """Write sheets of rows; one whose name begins with "hidden" is hidden."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name.startswith("hidden") else "visible"
        for row in rows:
            sheet.append(row)
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


ROWS: list[list[object]] = [["Skola", "Månad", "Vad", "Antal"], ["A", "2023-08", "x", 1]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (7, "7"),
        (7.0, "7"),
        (7.5, "7,5"),
        (None, ""),
        (datetime(2024, 3, 1), "2024-03-01"),  # noqa: DTZ001
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1, 8, 30), "2024-03-01T08:30:00"),  # noqa: DTZ001
        ("007", "007"),
    ],
)
def test_cell_is_read_as_the_text_that_a_csv_file_would_have(tmp_path: Path, cell: object, text: str) -> None:
    found = read_text(spreadsheet(tmp_path, Blad=[ROWS[0], ["A", "2023-08", "x", cell]]), COUNTS, [])

    assert found is not None
    assert [text] == found.frame["Antal"].tolist()


def test_sheet_that_is_hidden_is_not_read_but_its_name_is_searched(tmp_path: Path) -> None:
    found = read_text(spreadsheet(tmp_path, Blad=ROWS, hidden_list=[["N.N."]]), COUNTS, [])

    assert found is not None
    assert ["A"] == schools(found)
    assert (("sheet", "Blad"), ("sheet", "hidden_list")) == found.outside


@pytest.mark.parametrize(("sheet", "code"), [("", "E115"), ("Saknas", "E115"), ("Andra", "")])
def test_one_of_several_sheets_must_be_named(tmp_path: Path, sheet: str, code: str) -> None:
    problems: list[Problem] = []
    source = replace(COUNTS, format=FileFormat(sheet=sheet))

    read_text(spreadsheet(tmp_path, Första=ROWS, Andra=ROWS), source, problems)

    assert ([code] if code else []) == [problem.code for problem in problems]


def test_rows_are_numbered_as_the_file_numbers_them(tmp_path: Path) -> None:
    found = text_of(tmp_path, f"Titel\n{HEAD}A;2023-08;x;1\n;;;\nTotalt;;;1\nB;2023-08;x;1\n")

    assert [3, 6] == found.frame[ROW].tolist()


def test_file_without_rows_is_refused(tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "t.csv").write_text(HEAD, encoding="utf-8")

    assert read_text(tmp_path / "t.csv", COUNTS, problems) is None
    assert ["E105"] == [problem.code for problem in problems]
