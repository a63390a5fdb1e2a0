"""How a cell is written: tidy, or as a municipality does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tsi_eval.simulate.units import Recoded, Unit
from tsi_eval.simulate.writing.cells import Cell, Hidden, Month, Term, UnitCell, Week, Year
from tsi_eval.simulate.writing.mess import TIDY, Habit, Hand, Mess, number

UNITS = {"a": Unit(id="a", label="Skola A", code="0101", recoded=Recoded(since="VT2024", code="0151"))}
AUGUST = Month(date(2023, 8, 1))


def written(cell: Cell, mess: Mess = TIDY, delivery: str = "HT2023") -> str:
    return Hand(mess=mess, delivery=delivery, units=UNITS).as_text(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (UnitCell("a"), "a"),
        (Week(2024, 2), "2024-W02"),
        (AUGUST, "2023-08"),
        (Term("HT2023"), "HT2023"),
        (Year(2023), "2023"),
        (Hidden(), ".."),
        (None, ""),
        (date(2023, 8, 15), "2023-08-15"),
        (44200, "44200"),
        (Decimal("44200.5"), "44200,5"),
        ("Totalt", "Totalt"),
    ],
)
def test_tidy_text(cell: Cell, text: str) -> None:
    assert text == written(cell)


@pytest.mark.parametrize(
    ("cell", "mess", "text"),
    [
        (UnitCell("a"), Mess(unit="label"), "Skola A"),
        (UnitCell("a"), Mess(unit="code"), "0101"),
        (UnitCell("a"), Mess(unit="spreadsheet"), "101"),
        (Week(2023, 34), Mess(week="v. {week} {year}"), "v. 34 2023"),
        (AUGUST, Mess(month="swedish"), "aug 2023"),
        (Term("VT2023"), Mess(term="{season}"), "VT"),
        (Term("VT2022"), Mess(term="vt"), "vt"),
        (Decimal("44200.5"), Mess(thousands="\u00a0"), "44\u00a0200,5"),
        (Year(2023), Mess(thousands=" "), "2023"),
    ],
)
def test_messy_text(cell: Cell, mess: Mess, text: str) -> None:
    assert text == written(cell, mess)


def test_a_reorganised_unit_has_the_code_of_the_delivery() -> None:
    mess = Mess(unit="spreadsheet")

    assert ["101", "151"] == [written(UnitCell("a"), mess, term) for term in ("HT2023", "VT2024")]


def test_a_workbook_keeps_numbers_unless_they_are_text() -> None:
    tidy, text = (Hand(mess=mess, delivery="HT2023", units=UNITS) for mess in (TIDY, Mess(text=True, thousands=" ")))

    assert [44200, "44 200"] == [hand.as_value(44200) for hand in (tidy, text)]
    assert [Decimal("3.25"), "3,25"] == [hand.as_value(Decimal("3.25")) for hand in (tidy, text)]
    assert [2023, 2023] == [hand.as_value(Year(2023)) for hand in (tidy, text)]
    assert tidy.as_value(None) is None


def test_a_workbook_may_hold_real_dates() -> None:
    hand = Hand(mess=Mess(month="date"), delivery="HT2023", units=UNITS)

    assert date(2023, 8, 1) == hand.as_value(AUGUST)


def test_a_habit_replaces_only_what_it_says() -> None:
    mess = Mess(encoding="cp1252", thousands=" ", month="swedish")

    assert Mess(encoding="utf-8-sig", thousands=" ", month="swedish") == Habit(encoding="utf-8-sig").over(mess)
    assert mess == Habit().over(mess)


def test_numbers_have_a_decimal_comma_and_a_sign_between_thousands() -> None:
    assert ["0", "999", "1 000", "-1 234,50"] == [number(n, " ") for n in (0, 999, 1000, Decimal("-1234.50"))]
