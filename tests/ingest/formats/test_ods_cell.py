"""Cells of an OpenDocument workbook: nothing is lost, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import cells, fields_of, ods_of, refusal, table


def cell(attributes: str, content: str = "") -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"


@pytest.mark.parametrize(
    ("attributes", "content", "text"),
    [
        ('office:value-type="float" office:value="7"', "<text:p>7,00</text:p>", "7"),
        ('office:value-type="float" office:value="0.3"', "<text:p>0</text:p>", "0,3"),
        ('office:value-type="float" office:value="9.00719925474099E+015"', "", "9007199254740990"),
        ('office:value-type="currency" office:value="450.5"', "<text:p>451 kr</text:p>", "450,5"),
        ('office:value-type="percentage" office:value="0.45"', "<text:p>45%</text:p>", "45 %"),
        ('office:value-type="date" office:date-value="2024-03-01"', "<text:p>1 mars</text:p>", "2024-03-01"),
        ('office:value-type="date" office:date-value="2024-03-01T08:30:00.5"', "", "2024-03-01T08:30:00"),
        ('office:value-type="time" office:time-value="PT26H00M05S"', "", "26:00:05"),
        ('office:value-type="time" office:time-value="-PT00H30M00S"', "", "-00:30:00"),
        ('office:value-type="boolean" office:boolean-value="true"', "<text:p>SANT</text:p>", "TRUE"),
        ('table:formula="of:=FALSE()" office:value-type="float" office:value="0"', "<text:p>FALSKT</text:p>", "FALSE"),
        ('table:formula="x" office:value-type="string" office:string-value=""', "<text:p>#N/A</text:p>", "#N/A"),
        ('table:formula="of:=&quot;&quot;"', "<text:p/>", ""),
        (
            'office:value-type="string"',
            "<text:p><text:s text:c='2'/>a<text:tab/>b</text:p><text:p>c</text:p>",
            "  a\tb\nc",
        ),
        ('office:value-type="string"', "<text:p>Skola <text:span>A</text:span></text:p>", "Skola A"),
        ('office:value-type="string" office:string-value="ja"', "", "ja"),
    ],
)
def test_cell_is_the_text_that_a_csv_file_would_have(tmp_path: Path, attributes: str, content: str, text: str) -> None:
    rows = fields_of(tmp_path, "t.ods", ods_of(table(cell(attributes, content) + cells("x"))))

    assert text == rows[0][0]


def test_formula_without_a_value_is_refused(tmp_path: Path) -> None:
    assert "E116" == refusal(tmp_path, "t.ods", ods_of(table(cells("a") + cell('table:formula="of:=1+1"'))))


def test_formula_that_fetches_what_is_not_there_from_another_file_is_refused_as_that(tmp_path: Path) -> None:
    linked = cell("table:formula=\"of:=['file:///x.ods'#$A.A1]\"")

    assert "E114" == refusal(tmp_path, "t.ods", ods_of(table(cells("a") + linked)))
