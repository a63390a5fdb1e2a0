"""Text out of files, and how a file turned out to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from openpyxl import Workbook
from small_files import COUNTS, HEAD, schools, taken

from tsi_eval.errors import Problem
from tsi_eval.ingest.read import read_text
from tsi_eval.pilot.source import FileFormat

Write = Callable[..., Path]


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


def test_file_without_rows_is_refused(tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "t.csv").write_text(HEAD, encoding="utf-8")

    assert read_text(tmp_path / "t.csv", COUNTS, problems) is None
    assert ["E105"] == [problem.code for problem in problems]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#SAKNAS!"])
def test_error_of_a_formula_is_no_value_of_a_declared_column(tmp_path: Path, name: str, error: str) -> None:
    problems: list[Problem] = []
    rows = [*ROWS, ["B", "2023-09", error, 2]]

    read_text(written(tmp_path, name, rows), COUNTS, problems)

    (problem,) = problems
    assert ("E332", (3,), "Vad", error) == (
        problem.code,
        problem.rows,
        problem.params["column"],
        problem.params["error"],
    )


def written(folder: Path, name: str, rows: list[list[object]]) -> Path:
    if name.endswith("xlsx"):
        return spreadsheet(folder, Blad=rows)
    lines = "\n".join(";".join(map(str, row)) for row in rows)
    (folder / name).write_text(f"{lines}\n", encoding="utf-8")
    return folder / name


def test_error_that_is_declared_to_mean_no_value_is_one(tmp_path: Path) -> None:
    source = replace(COUNTS, format=FileFormat(missing=("", "#N/A")))
    problems: list[Problem] = []

    found = read_text(written(tmp_path, "t.csv", [*ROWS, ["B", "2023-09", "x", "#N/A"]]), source, problems)

    assert (found is not None, problems) == (True, [])


def test_error_in_a_column_that_nobody_declared_does_not_stop(tmp_path: Path) -> None:
    rows = [[*ROWS[0], "Not"], [*ROWS[1], "#REF!"]]

    assert read_text(written(tmp_path, "t.csv", rows), COUNTS, []) is not None


def test_rows_beyond_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tsi_eval.ingest.read.LARGEST_ROWS", 2)
    problems: list[Problem] = []
    rows = [["A", f"2023-{month:02}", "x", 1] for month in (1, 2, 3)]

    assert read_text(written(tmp_path, "t.csv", [ROWS[0], *rows[:2]]), COUNTS, problems) is not None
    assert read_text(written(tmp_path, "t.csv", [ROWS[0], *rows]), COUNTS, problems) is None
    assert ["E111"] == [problem.code for problem in problems]


@pytest.mark.parametrize("ending", ["tsv", "txt"])
def test_text_with_tabs_has_other_endings_too(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    path.write_text(HEAD.replace(";", "\t") + "A\t2023-08\tx\t1\n", encoding="utf-8")

    found = read_text(path, COUNTS, [])

    assert found is not None
    assert ["A"] == schools(found)


def test_file_of_spss_is_read_with_its_words(tmp_path: Path) -> None:
    frame = pd.DataFrame({"Skola": [1.0, 2.0], "Manad": ["2023-08"] * 2, "Vad": ["x", "x"], "Antal": [1.0, 2.0]})
    pyreadstat.write_sav(frame, str(tmp_path / "t.sav"), variable_value_labels={"Skola": {1: "Skola A"}})
    source = replace(COUNTS, columns={**COUNTS.columns, "period": "Manad"})

    found = read_text(tmp_path / "t.sav", source, [])

    assert found is not None
    assert (["Skola A", "2"], ["1", "2"]) == (schools(found), found.frame["Antal"].tolist())
    assert {"value_labels": ""} == found.found


def test_damaged_file_is_said_with_the_source_that_it_belongs_to(tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "t.xlsx").write_bytes(spreadsheet(tmp_path, Blad=ROWS).read_bytes()[:900])

    assert read_text(tmp_path / "t.xlsx", COUNTS, problems) is None
    assert [("E108", {"file": "t.xlsx", "source": "s"})] == [(p.code, p.params) for p in problems]


def test_code_of_spss_that_means_no_answer_is_refused_until_it_is_declared(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"Skola": ["A", "A"], "Månad": ["2023-08", "2023-09"], "Vad": ["x", "x"], "Antal": [4.0, 99.0]}
    )
    pyreadstat.write_sav(frame, str(tmp_path / "t.sav"), variable_value_labels={"Antal": {99: "Vet ej"}})
    problems: list[Problem] = []

    refused = read_text(tmp_path / "t.sav", COUNTS, problems)
    declared = read_text(tmp_path / "t.sav", replace(COUNTS, format=FileFormat(missing=("", "99"))), [])

    assert refused is None
    assert [("E394", (3,))] == [(problem.code, problem.rows) for problem in problems]
    assert declared is not None
    assert ["4", "99"] == declared.frame["Antal"].tolist()


def test_file_in_which_letters_were_lost_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{HEAD}A;2023-08;x;1\nA;2023-08;f?r?ldram?te;1\n", encoding="utf-8")
    problems: list[Problem] = []

    assert read_text(tmp_path / "t.csv", COUNTS, problems) is None
    assert [("E118", (3,))] == [(problem.code, problem.rows) for problem in problems]
