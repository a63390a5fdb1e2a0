"""The months of a first year, and the same months of the year before it."""

from __future__ import annotations

import pytest

from tsi_eval.designs.time_series.year_before import years_of


def stretch(first: str, last: str, *, without: tuple[str, ...] = ()) -> set[str]:
    """Return every month from one to another."""
    every = [f"{year}-{month:02}" for year in range(2020, 2027) for month in range(1, 13)]
    return {month for month in every if first <= month <= last} - set(without)


def test_a_first_year_that_is_not_over_meets_the_same_months() -> None:
    first, before = years_of(stretch("2021-01", "2024-03"), "2023-08")

    assert stretch("2023-08", "2024-03") == first
    assert stretch("2022-08", "2023-03") == before


def test_later_years_are_not_held_against_the_year_before() -> None:
    first, before = years_of(stretch("2021-01", "2025-12"), "2023-08")

    assert (stretch("2023-08", "2024-07"), stretch("2022-08", "2023-07")) == (first, before)


@pytest.mark.parametrize("lacking", ["2022-10", "2023-10"])
def test_a_month_that_one_year_lacks_is_in_neither(lacking: str) -> None:
    first, before = years_of(stretch("2021-01", "2024-03", without=(lacking,)), "2023-08")

    assert stretch("2023-08", "2024-03", without=("2023-10",)) == first
    assert stretch("2022-08", "2023-03", without=("2022-10",)) == before


def test_without_a_year_before_nothing_is_held_against_anything() -> None:
    assert (frozenset(), frozenset()) == years_of(stretch("2023-08", "2024-03"), "2023-08")
