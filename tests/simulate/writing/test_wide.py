"""Wide workbooks: one heading when tidy; two, sums and a footnote when messy."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from tsi_eval.simulate.units import Unit
from tsi_eval.simulate.writing.mess import Habit, Mess
from tsi_eval.simulate.writing.wide import Wide, WideForm, merged_groups, with_sums

UNITS = {"a": Unit(id="a", label="Skola A"), "b": Unit(id="b", label="Skola B")}
FORM = WideForm(
    name="x_{delivery}.xlsx",
    sheet="Blad",
    months="Månad",
    counts=("antal", "inledda"),
    year_total="Summa",
    messy=Mess(titles=("Anmälningar", ""), footnote="Källa: påhittad", zero="-", total="Totalt"),
    habits={"HT2023": Habit(month="date")},
)
COUNTS = {
    (date(2022, 12, 1), "a"): (3, 1),
    (date(2022, 12, 1), "b"): (4, 2),
    (date(2023, 1, 1), "a"): (0, 0),
    (date(2023, 1, 1), "b"): (5, 0),
}


def rows(*, messy: bool, delivery: str = "tom_VT2023") -> list[tuple[object, ...]]:
    content = Wide(form=FORM, delivery=delivery, counts=COUNTS).content(UNITS, messy=messy)
    return list(openpyxl.load_workbook(io.BytesIO(content))["Blad"].iter_rows(values_only=True))


def test_a_tidy_workbook_has_one_heading_and_all_numbers() -> None:
    assert [
        ("Månad", "Skola A / antal", "Skola A / inledda", "Skola B / antal", "Skola B / inledda"),
        ("2022-12", 3, 1, 4, 2),
        ("2023-01", 0, 0, 5, 0),
    ] == rows(messy=False)


def test_a_messy_workbook_has_two_headings_sums_dashes_and_a_footnote() -> None:
    none = (None,) * 6

    assert [
        ("Anmälningar", *none),
        (None, *none),
        ("Månad", "Skola A", None, "Skola B", None, "Totalt", None),
        (None, "antal", "inledda", "antal", "inledda", "antal", "inledda"),
        ("2022-12", 3, 1, 4, 2, 7, 3),
        ("Summa 2022", 3, 1, 4, 2, 7, 3),
        ("2023-01", "-", "-", 5, "-", 5, "-"),
        ("Summa 2023", "-", "-", 5, "-", 5, "-"),
        ("Källa: påhittad", *none),
    ] == rows(messy=True)


def test_one_delivery_may_have_real_dates() -> None:
    first = rows(messy=True, delivery="HT2023")[4][0]

    assert (2022, 12, 1) == (first.year, first.month, first.day)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "width", "summed"), [([3, 1, 4, 2], 2, [3, 1, 4, 2, 7, 3]), ([3, 4], 1, [3, 4, 7]), ([], 2, [0, 0])]
)
def test_a_months_numbers_are_summed_over_units(line: list[int], width: int, summed: list[int]) -> None:
    assert summed == with_sums(line, width)


def test_groups_are_merged_from_the_second_column() -> None:
    assert ["B3:C3", "D3:E3", "F3:G3"] == merged_groups(3, 3, 2)
    # The thirteenth group begins in column 2 + 12 · 2.
    assert "Z1:AA1" == merged_groups(1, 13, 2)[-1]
