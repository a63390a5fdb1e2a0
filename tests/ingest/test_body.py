"""Rows under a header: which are the table's, and which are sums, footnotes or ragged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from small_files import COUNTS, HEAD, schools, taken, text_of

from tsi_eval.errors import Problem
from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.read import ROW, FileText, read_text
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


def test_extra_leading_field_in_every_row_does_not_shift_columns(files: dict[str, str], write: Write) -> None:
    head, *rows = files["persons.csv"].splitlines()
    shifted = "\n".join([head, *(f"0,{row}" for row in rows)])

    assert ["E122"] == [problem.code for problem in taken(write(files | {"persons.csv": shifted})).problems][:1]


def test_rows_are_numbered_as_the_file_numbers_them(tmp_path: Path) -> None:
    found = text_of(tmp_path, f"Titel\n{HEAD}A;2023-08;x;1\n;;;\nTotalt;;;1\nB;2023-08;x;1\n")

    assert [3, 6] == found.frame[ROW].tolist()


PEOPLE = Source(id="s", table="persons", files=("t.csv",), person="id", columns={"unit": "Skola"})


def refused(tmp_path: Path, content: str, source: Source) -> list[tuple[str, tuple[int, ...]]]:
    problems: list[Problem] = []
    (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    read_text(tmp_path / "t.csv", source, problems)
    return [(problem.code, problem.rows) for problem in problems]


def left_out(found: FileText) -> list[tuple[str, tuple[int, ...]]]:
    return [(out.why, out.rows) for out in found.left_out]


def test_row_without_its_month_or_number_is_a_row_wherever_it_stands(tmp_path: Path) -> None:
    found = text_of(tmp_path, f"{HEAD}A;;x;1\nA;2023-08;x;\n;2023-09;;\nA;;;\n;;;4\n")

    assert ["A", "A", "", "A", ""] == schools(found)
    assert () == found.left_out


def test_everything_that_is_no_row_is_counted_by_its_reason(tmp_path: Path) -> None:
    rows = "A;2023-08;x;1\n;;;\nSkola;Månad;Vad;Antal\nDelsumma;;;1\nB;2023-08;x;1\nAlla skolor;;;2\n* prel\n"
    found = text_of(tmp_path, HEAD + rows)

    assert ["A", "B"] == schools(found)
    assert [("blank", (3,)), ("headers", (4,)), ("totals", (5, 7)), ("footnotes", (8,))] == left_out(found)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("A;2023-08;x;1\nA;2023-08;Alla hjärtans dag;1\n", "E336"),
        ("A;2023-08;x;1\nSkola;Månad;Sort;Antal\n", "E339"),
        ("A;2023-08;x;1\nNorra området;;;\n", "E340"),
    ],
)
def test_what_may_be_a_row_and_may_be_none_is_refused(tmp_path: Path, rows: str, code: str) -> None:
    assert [(code, (3,))] == refused(tmp_path, HEAD + rows, COUNTS)


@pytest.mark.parametrize(
    ("line", "code"),
    [("Max;Norra", "E336"), ("id;Ort", "E339"), ("Grupp A;", "E340"), ("Ledare;Anna", "E341"), ("76;12", "E341")],
)
def test_what_may_be_a_person_and_may_be_none_is_refused(tmp_path: Path, line: str, code: str) -> None:
    persons = "".join(f"F{number};Norra\n" for number in range(1, 9))

    assert [(code, (10,))] == refused(tmp_path, f"id;Skola\n{persons}{line}\n", PEOPLE)


@pytest.mark.parametrize(
    ("line", "form"), [("nr;saknas", FileFormat(missing=("", "saknas"))), ("Anna;12", FileFormat(totals=("summa",)))]
)
def test_what_may_be_a_person_is_one_when_the_pilot_says_so(tmp_path: Path, line: str, form: FileFormat) -> None:
    persons = "".join(f"F{number};Norra\n" for number in range(1, 5))

    found = text_of(tmp_path, f"id;Skola\n{persons}{line}\n", replace(PEOPLE, format=form))

    assert line.partition(";")[0] == found.frame["id"].iloc[-1]


@pytest.mark.parametrize(
    "line", ["Summa;8", "Antal familjer: 76;", "Antal familjer;76", "Medel;1,2", ";Totalt", "id;Skola"]
)
def test_what_stands_under_persons_is_no_person(tmp_path: Path, line: str) -> None:
    found = text_of(tmp_path, f"id;Skola\nF1;Norra\nF2;Södra\n{line}\n", PEOPLE)

    assert ["F1", "F2"] == found.frame["id"].tolist()
    assert [(4,)] == [rows for _, rows in left_out(found)]


def test_unit_that_is_called_as_a_sum_is_kept(tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "t.csv").write_text(f"{HEAD}Alla;2023-08;x;1\nSumma;2023-08;x;1\n", encoding="utf-8")

    found = read_text(tmp_path / "t.csv", COUNTS, problems, ["Alla"])

    assert found is not None
    assert ["Alla"] == schools(found)


def test_label_that_is_declared_is_kept_though_it_may_be_a_sum(tmp_path: Path) -> None:
    content = f"{HEAD}A;2023-08;x;1\nA;2023-08;Alla hjärtans dag;1\n"
    source = replace(COUNTS, values={"series": {"x": "x", "Alla hjärtans dag": "valentine"}})

    assert ["A", "A"] == schools(text_of(tmp_path, content, source))
    assert ["A", "A"] == schools(text_of(tmp_path, content, replace(COUNTS, format=FileFormat(totals=("summa",)))))


def test_short_row_is_ragged_and_a_short_note_is_not(tmp_path: Path) -> None:
    assert [("E122", (3,))] == refused(tmp_path, f"{HEAD}A;2023-08;x;1\nA;2023-09;x\n* prel\n", COUNTS)


def test_file_of_nothing_but_sums_has_no_rows(tmp_path: Path) -> None:
    assert [("E105", ())] == refused(tmp_path, f"{HEAD}Totalt;;;1\n", COUNTS)


def test_each_row_stands_under_the_title_above_it(tmp_path: Path) -> None:
    source = replace(COUNTS, columns={"period": "Månad", "n": "Antal"}, sections="unit", fixed={"series": "x"})
    found = text_of(
        tmp_path, "Månad;Antal\n2023-07;9\nNorra;\n2023-08;1\n2023-09;2\nSödra skolan;\n2023-08;3\n", source
    )

    assert ["", "Norra", "Norra", "Södra skolan"] == found.frame[TITLES].tolist()
    assert [("sections", "Norra"), ("sections", "Södra skolan")] == list(found.outside)
