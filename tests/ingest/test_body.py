"""Rows under a header: which are the table's, and which are sums, footnotes or ragged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from small_files import COUNTS, HEAD, schools, taken, text_of

from tsi_eval.ingest.read import ROW
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
