"""An Excel file for each source: headings, lists and formats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

DAY = date(2026, 11, 22)
Make = Callable[..., Path]


def test_excel_lists_what_is_declared_and_keeps_text_as_text(make: Make) -> None:
    folder = make(questions=("open_arenas", "pre_post"))
    page = openpyxl.load_workbook(folder / "kontakter.xlsx").active
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    measured = openpyxl.load_workbook(folder / "matningar.xlsx").active

    assert '"korridor,föräldramöte,utvecklingssamtal"' == rules["C2:C1048576"].formula1
    assert "warning" == rules["C2:C1048576"].errorStyle
    assert ["@", "@", "@", "@", "General", "General"] == [
        page.column_dimensions[letter].number_format for letter in "ABCDEF"
    ]
    assert ["@", "@", "General"] == [measured.column_dimensions[letter].number_format for letter in "ABC"]
    assert ("0", "40") == next(
        (rule.formula1, rule.formula2) for rule in measured.data_validations.dataValidation if rule.type == "decimal"
    )


@pytest.mark.parametrize(
    ("language", "name", "listed"), [("sv", "steg", "x,pågår,nej"), ("en", "steps", "x,ongoing,no")]
)
def test_excel_lists_what_may_stand_under_a_stage_and_takes_dates_too(
    language: str, name: str, listed: str, make: Make
) -> None:
    page = openpyxl.load_workbook(make(questions=("participation",), language=language) / f"{name}.xlsx").active
    rules = [rule for rule in page.data_validations.dataValidation if rule.type == "list"]

    assert ["B2:B1048576", "C2:C1048576", "D2:D1048576"] == [str(rule.sqref) for rule in rules]
    assert {(f'"{listed}"', False, True)} == {
        (rule.formula1, rule.showErrorMessage, rule.showInputMessage) for rule in rules
    }
