"""Counts near none and near all of a small group."""

from __future__ import annotations

import made
import numpy as np
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.findings import Cell, Estimate, Kind, Quantity, people
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.counts.near_ends import whole_of, without_near_ends

WAYS = ("moved_lower", "moved_nowhere", "moved_higher")


def moved(*sizes: int) -> list[Estimate]:
    """Return how many moved which way, of all of them together."""
    whole = made.cell(sum(sizes))
    firsts = np.cumsum([0, *sizes]).tolist()
    return [
        made.number(Quantity.COUNT, float(size), made.cell(size, first), whole, group=way)
        for way, size, first in zip(WAYS, sizes, firsts, strict=False)
    ]


def statuses(counts: list[Estimate], policy: str = "default") -> list[str]:
    return [item.status for item in without_near_ends(counts, [alone(item, policy) for item in counts], policy)]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((12, 0, 0), (False, False, False)),
        ((7, 5, 0), (False, False, False)),
        ((9, 2, 1), (False, False, False)),
        ((9, 3, 3), (True, False, False)),
        ((6, 5, 5), (True, True, True)),
        ((20, 0, 0), (True, True, True)),
    ],
)
def test_counts_near_none_or_all_of_fewer_than_twenty_are_hidden(
    sizes: tuple[int, ...], shown: tuple[bool, ...]
) -> None:
    assert shown == tuple(status == "shown" for status in statuses(moved(*sizes)))


def test_a_count_without_a_whole_is_the_size_of_a_group() -> None:
    assert ["shown"] == statuses([made.number(Quantity.COUNT, 12.0, made.cell(12))])


def test_those_to_whom_the_counted_belong_are_no_whole() -> None:
    children: Cell = people(frozenset({"c1", "c2", "c3", "c4", "c5", "c6"}), kind=Kind.PERSON)

    assert whole_of(made.number(Quantity.COUNT, 12.0, made.cell(12), children)) is None


@pytest.mark.parametrize("policy", ["internal", "public"])
def test_nothing_is_hidden_where_shares_have_no_band(policy: str) -> None:
    assert ["shown"] * 3 == statuses(moved(12, 0, 0), policy)


def test_twelve_who_all_improved_are_no_counts_in_a_report() -> None:
    first = [float(20 + i % 5) for i in range(12)]
    study = made.study_of({"T0": first, "T1": [value - 3 - i % 4 for i, value in enumerate(first)]})

    report = made.released_answers(study, q=PrePost(outcome="y", before="T0", after="T1", imputations=0))

    assert "shown" == next(item.status for item in made.items(report) if item.role == "headline")
    assert [] == [item.group for item in made.shown(report) if item.group in WAYS]
