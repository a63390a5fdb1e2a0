"""Numbers that are no person's, and those that may be a case's beside others like them."""

from __future__ import annotations

import pytest

from tsi_eval.ingest.harmless_numbers import may_be_a_case, without_harmless_numbers


@pytest.mark.parametrize(
    "name", ["HT2023", "ht 23", "2024-01", "2023-24", "2023", "v 34", "Q3", "åk 7", "Blad1 (2)", "T1"]
)
def test_periods_and_what_is_numbered_are_taken_away(name: str) -> None:
    assert not without_harmless_numbers(name).strip()


@pytest.mark.parametrize("name", ["2024-17", "F001", "2015-03-07", "HT2023-17", "Familj 12", "1001", "T12"])
def test_other_numbers_are_left(name: str) -> None:
    assert any(map(str.isdigit, without_harmless_numbers(name)))


def test_weeks_parts_and_school_years_may_be_cases_and_terms_not() -> None:
    assert all(map(may_be_a_case, ["V23", "T1", "Del 12", "klass 7a", "2023-24"]))
    assert not any(map(may_be_a_case, ["HT2023", "2023", "Blad 1", "åk 7", "jan 24", "V23 timmar"]))
