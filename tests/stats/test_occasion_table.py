"""Values on several occasions, read into numbers.

The refusals of both models are in test_occasions.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from stats_results import code_of

from tsi_eval.stats.occasion_table import OccasionTable, occasion_table

VALUES, OCCASIONS, PERSONS = [1.0, 3, 2, 5, 4, 5, 2, 2], list("abababab"), ["p", "p", "q", "q", "r", "r", "s", "s"]


def table(**changed: Any) -> OccasionTable:
    given = {"values": VALUES, "occasions": OCCASIONS, "persons": PERSONS, "order": ["a", "b"], "clusters": None}
    return occasion_table(**{**given, **changed})


def test_values_are_in_standard_units() -> None:
    found = table()

    # Mean 3; squares 4 + 0 + 1 + 4 + 1 + 4 + 1 + 1 = 16, over 7.
    assert (3.0, pytest.approx(np.sqrt(16 / 7))) == (found.centre, found.sd)
    assert pytest.approx(VALUES) == (found.y * found.sd + found.centre).tolist()


def test_occasions_are_numbered_in_the_order_that_is_given() -> None:
    assert [0, 1] * 4 == table().occasion.tolist()
    assert [1, 0] * 4 == table(order=["b", "a"]).occasion.tolist()
    assert ("b", "a") == table(order=["b", "a"]).order


def test_persons_and_clusters_are_numbered_and_counted() -> None:
    found = table(clusters=list("yyyyxxxx"))

    assert [0, 0, 1, 1, 2, 2, 3, 3] == found.person.tolist()
    assert [1, 1, 1, 1, 0, 0, 0, 0] == found.cluster.tolist()
    assert (4, 2) == (found.n_persons, found.n_clusters)


def test_without_clusters_there_are_none() -> None:
    assert (None, 0) == (table().cluster, table().n_clusters)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"persons": ["p", "p", "p", "q", "r", "r", "s", "s"]}, "E257"),
        ({"clusters": list("xyxxyyyy")}, "E257"),
        ({"clusters": ["x"] * 8}, "E146"),
        ({"order": ["a"]}, "E138"),
        ({"order": ["a", "b", "c"]}, "E142"),
        ({"values": [3.0] * 8}, "E140"),
        ({"values": [1.0, 3, 2, 4, 4, 6, 2, 4]}, "E139"),
        ({"values": VALUES[:-1]}, "E147"),
    ],
    ids=["two values at once", "a person in two clusters", "one cluster", "an occasion not in the order", "an occasion without values",
         "no variation", "everybody changed alike", "a value less"],
)  # fmt: skip
def test_what_is_no_course_is_refused(changed: dict[str, Any], code: str) -> None:
    assert code == code_of(table, **changed)


@pytest.mark.parametrize("order", [{"a", "b"}, frozenset("ab"), "ab", b"ab", None, 2])
def test_an_order_that_has_none_of_its_own_is_refused(order: Any) -> None:
    assert "E311" == code_of(table, order=order)


def test_an_order_may_be_any_row_of_labels_without_gaps() -> None:
    for order in (("b", "a"), np.array(["b", "a"]), {"b": 1, "a": 2}.keys(), iter(["b", "a"])):
        assert ("b", "a") == table(order=order).order
    assert "E145" == code_of(table, order=["a", None])
