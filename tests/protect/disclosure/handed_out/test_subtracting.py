"""The exact search finds what writing down every small set finds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from subtracting import Row, fewest, rank, vanishing_outside

FEW = 5


def by_hand(reports: Sequence[Sequence[Row]], persons: Sequence[str]) -> int:
    """Return the size of the smallest set, by trying all; 0 where there is none."""
    tables = [np.array([[row.get(name, 0) for name in persons] for row in rows], dtype=object) for rows in reports]
    for size in range(1, FEW):
        for chosen in combinations(persons, size):
            inside = np.isin(persons, chosen)
            apart = np.vstack([vanishing_outside(table, inside) for table in tables])
            if len(vanishing_outside(np.vstack(tables), inside)) > rank(apart):
                return size
    return 0


@pytest.mark.parametrize("seed", range(30))
def test_search_finds_the_smallest_set(seed: int) -> None:
    chance = np.random.default_rng(seed)
    persons = [f"p{i:02}" for i in range(14)]
    reports = [
        [
            dict.fromkeys(chance.choice(persons, int(chance.integers(3, 13)), replace=False).tolist(), 1)
            for _ in range(3)
        ]
        for _ in range(int(chance.integers(2, 4)))
    ]

    assert len(fewest(reports, str, FEW)) == by_hand(reports, persons)


def test_one_who_came_between_two_reports_is_found() -> None:
    june, december = dict.fromkeys("abcdefgh", 1), dict.fromkeys("abcdefghi", 1)

    assert fewest([[june], [december]], str, FEW) == frozenset("i")


def test_what_one_report_tells_alone_is_not_news() -> None:
    all_of_them, but_one = dict.fromkeys("abcdefgh", 1), dict.fromkeys("abcdefg", 1)

    assert not fewest([[all_of_them, but_one], [all_of_them]], str, FEW)


def test_three_reports_together_tell_what_no_two_do() -> None:
    first, second = dict.fromkeys("abcdefgh", 1), dict.fromkeys("ijklmnop", 1)
    both_and_one = dict.fromkeys("abcdefghijklmnopq", 1)

    assert fewest([[first], [second], [both_and_one]], str, FEW) == frozenset("q")
    assert not fewest([[first], [both_and_one]], str, FEW)
