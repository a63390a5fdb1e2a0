"""A budget is the same each term, with a sum of amount times price, and no chance in it."""

from __future__ import annotations

from decimal import Decimal

from small_settings import setting

from tsi_eval.simulate.money import Budget, Line
from tsi_eval.simulate.writing.cells import Year
from tsi_eval.simulate.writing.files import Form
from tsi_eval.simulate.writing.mess import Mess

WAGE = Line(
    item="Socionom",
    sort="personal",
    amount=Decimal("2.5"),
    unit="månader heltid",
    price=36500,
    price_year=2023,
    payer="kommunen",
    source="budget {year}",
)
PHONE = Line(
    item="Telefon",
    sort="övrigt",
    amount=Decimal(2),
    unit="styck",
    price=3200,
    price_year=2022,
    payer="kommunen",
    source="ASSUMPTION",
)
PLANTED = Budget(id="budget", form=Form(name="budget_{delivery}.xlsx", messy=Mess(total="Summa")), lines=(WAGE, PHONE))


def test_each_term_has_its_file_with_the_terms_year_in_its_sources() -> None:
    files = PLANTED.draw(setting(terms=("HT2023", "VT2024"))).files

    assert ["HT2023", "VT2024"] == [file.delivery for file in files]
    assert ["budget 2023", "budget 2024"] == [file.rows[0].cells[-1] for file in files]
    assert ["ASSUMPTION", "ASSUMPTION"] == [file.rows[1].cells[-1] for file in files]


def test_the_last_row_is_the_sum_of_amount_times_price() -> None:
    (file,) = PLANTED.draw(setting()).files

    # 2.5 · 36,500 + 2 · 3,200
    assert ("Summa", None, None, None, Decimal(97650)) == file.rows[-1].cells
    assert [False, False, True] == [row.is_sum for row in file.rows]


def test_the_price_year_is_no_number_with_thousands() -> None:
    (file,) = PLANTED.draw(setting()).files

    assert Year(2022) == file.rows[1].cells[5]


def test_the_truth_sums_by_term_and_sort() -> None:
    sums = PLANTED.draw(setting()).tables["sum"]

    assert {("HT2023", "personal"): Decimal("91250.0"), ("HT2023", "övrigt"): Decimal(6400)} == sums


def test_the_seed_changes_nothing() -> None:
    one, other = (PLANTED.draw(setting(seed)) for seed in (1, 2))

    assert (one.files, one.tables) == (other.files, other.tables)
