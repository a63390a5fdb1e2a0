"""A table and a figure are kept in the format that the file's ending names."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tsi_eval import TsiError
from tsi_eval.report.parts import Figure, Table

TABLE = Table(
    id="t",
    caption="Vad som ändrades",
    header=("mått", "värde"),
    rows=(("förändring\\_1", "−1,5"), ("=SUM(A1)", "3")),
    note="En not.",
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><text x="5" y="20">åäö</text></svg>'
FIGURE = Figure(id="f", svg=SVG, title="T", subtitle="S", source="K", alt="A")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".md", ".tex", ".docx", ".html", ".HTML"])
def test_a_table_has_every_cell_in_every_format(tmp_path: Path, ending: str) -> None:
    path = TABLE.save(tmp_path / f"t{ending}")

    if ending == ".xlsx":
        text = str(list(openpyxl.load_workbook(path).active.values))  # type: ignore[union-attr]
    elif ending == ".docx":
        text = zipfile.ZipFile(path).read("word/document.xml").decode()
    else:
        text = path.read_text(encoding="utf-8")
    assert all(word in text for word in ("mått", "värde", "1,5", "SUM(A1)"))


def test_csv_opens_in_excel_and_has_no_signs_of_markdown(tmp_path: Path) -> None:
    content = TABLE.save(tmp_path / "t.csv").read_bytes()

    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert [["mått", "värde"], ["förändring_1", "−1,5"], ["=SUM(A1)", "3"]] == rows


def test_no_cell_of_a_sheet_is_a_formula(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(TABLE.save(tmp_path / "t.xlsx")).active

    assert ["s"] == list({cell.data_type for row in sheet.iter_rows() for cell in row})  # type: ignore[union-attr]


@pytest.mark.parametrize(("ending", "begins"), [(".svg", b"<svg"), (".pdf", b"%PDF"), (".png", b"\x89PNG")])
def test_a_figure_is_kept_as_a_drawing_a_page_or_a_picture(tmp_path: Path, ending: str, begins: bytes) -> None:
    assert FIGURE.save(tmp_path / f"f{ending}").read_bytes().startswith(begins)


def test_a_picture_has_its_title_what_it_is_of_and_its_source(tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    path = replace(FIGURE, title="Oro #1\\_a", source="*Ur* ett").save(tmp_path / "f.pdf")

    text = pdfium.PdfDocument(path)[0].get_textpage().get_text_range()
    assert all(words in text for words in ("Oro #1_a", "S", "*Ur* ett", "åäö"))


@pytest.mark.parametrize("name", ["t.txt", "t", "t.pptx"])
def test_another_ending_is_refused_with_those_that_are_known(tmp_path: Path, name: str) -> None:
    with pytest.raises(TsiError) as error:
        TABLE.save(tmp_path / name)

    assert "E476" == error.value.problems[0].code
    assert ".xlsx" in str(error.value)
    assert not list(tmp_path.iterdir())
