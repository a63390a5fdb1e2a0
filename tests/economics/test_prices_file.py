"""A pilot's `prices.toml`, as a person writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsi_eval.economics.prices_file import PricesFile, of_values, prices_file
from tsi_eval.errors import DeclarationError

PRICE = {
    "id": "care_day",
    "label": {"sv": "vårddygn", "en": "care day"},
    "amount": 3500,
    "unit": {"sv": "dygn", "en": "day"},
    "price_year": 2024,
    "payer": "kommun",
    "source": "bokslut",
}


def test_a_folder_without_the_file_declares_nothing(tmp_path: Path) -> None:
    assert PricesFile() == prices_file(tmp_path)
    assert ((), (), ()) == (PricesFile().price, PricesFile().index, PricesFile().surcharge)


def test_a_file_may_hold_years_and_no_prices() -> None:
    read = of_values({"index": [{"year": 2024, "value": 415.6, "source": "SCB", "base": 1980}]})

    assert ((), [(2024, 415.6, 1980)]) == (read.price, [(entry.year, entry.value, entry.base) for entry in read.index])


def test_a_pilot_may_say_that_its_own_price_is_not_verified() -> None:
    (said,) = of_values({"price": [PRICE | {"verified": False}]}).price
    (unsaid,) = of_values({"price": [PRICE]}).price

    assert (False, True) == (said.verified, unsaid.verified)


@pytest.mark.parametrize(
    ("raw", "key", "known"),
    [
        ({"prices": []}, "prices", "price"),
        ({"indx": []}, "indx", "index"),
        ({"index": [{"year": 2024, "vlue": 1}]}, "index.2024.vlue", "value"),
        ({"price": [{**PRICE, "paid_by": "x"}]}, "price.care_day.paid_by", "id, label, amount"),
    ],
)
def test_an_unknown_key_gets_the_closest_one_or_all_that_there_are(
    raw: dict[str, object], key: str, known: str
) -> None:
    with pytest.raises(DeclarationError) as error:
        of_values(raw)

    found = {problem.params["key"]: problem for problem in error.value.problems}[key]
    assert "E153" == found.code
    assert str(found.params["suggestion"]).startswith(known)


def test_a_link_that_leads_nowhere_is_no_missing_file(tmp_path: Path) -> None:
    (tmp_path / "prices.toml").symlink_to(tmp_path / "gone.toml")

    with pytest.raises(DeclarationError, match="E391"):
        prices_file(tmp_path)
