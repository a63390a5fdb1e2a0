"""The search for the smallest number of persons."""

from __future__ import annotations

import pytest
from stats_results import code_of

from tsi_eval.stats.power_search import check_levels, smallest_n


def power_that_reaches_80_percent_at(n: int) -> object:
    return lambda persons: 0.8 if persons >= n else 0.5


@pytest.mark.parametrize("n", [2, 3, 4, 5, 63, 64, 65, 1000, 10_000_000])
def test_the_smallest_number_that_reaches_the_power_is_found(n: int) -> None:
    assert n == smallest_n(power_that_reaches_80_percent_at(n), 2, 0.8)


def test_the_search_begins_with_the_least_number_there_can_be() -> None:
    asked: list[int] = []

    def reached(persons: int) -> float:
        asked.append(persons)
        return 1.0

    assert 9 == smallest_n(reached, 9, 0.8)
    assert [9] == asked


def test_a_power_that_is_missed_by_rounding_only_is_reached() -> None:
    assert 5 == smallest_n(lambda persons: 0.8 - 1e-10 if persons >= 5 else 0.0, 2, 0.8)


def test_more_than_ten_million_persons_are_refused() -> None:
    assert "E255" == code_of(smallest_n, power_that_reaches_80_percent_at(10_000_001), 2, 0.8)


def test_a_power_above_1_minus_the_level_passes() -> None:
    check_levels(0.06, 0.95)


@pytest.mark.parametrize(
    ("power", "level"), [(0.05, 0.95), (0.04, 0.95), (0.0, 0.95), (1.0, 0.95), (0.8, 0.0), (0.8, 1.0)]
)
def test_a_power_or_level_that_makes_no_test_is_refused(power: float, level: float) -> None:
    assert "E148" == code_of(check_levels, power, level)
