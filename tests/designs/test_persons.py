"""Persons: in what order they are taken, what they belong to, and the cells of a number."""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval.designs.persons import belonging, cluster_numbers, divided, in_order, numbered, resting_on
from tsi_eval.findings import Kind
from tsi_eval.study import Study

STUDY = Study.from_frames(
    persons=pd.DataFrame(
        {
            "person": ["a", "b", "c", "d"],
            "family": ["f1", "f1", "f2", None],
            "town": ["large", "small", None, "large"],
        }
    )
)


def test_who_belongs_to_nothing_known_belongs_to_itself() -> None:
    assert {"a": "f1", "b": "f1", "d": "alone d"} == belonging(STUDY, "family", ["d", "b", "a"])


def test_persons_stand_for_themselves_without_clusters() -> None:
    assert {} == belonging(STUDY, "", ["a", "b"])


def test_those_who_lack_a_label_are_a_group_of_their_own() -> None:
    found = divided(STUDY, "town", frozenset("abcd"))

    assert {"town=large": frozenset("ad"), "town=small": frozenset("b"), "town=?": frozenset("c")} == found
    assert ["town=large"] == list(divided(STUDY, "town", frozenset("ad")))


def test_order_follows_values_and_never_names() -> None:
    assert ["02", "a7"] == in_order({"a7": (3.0, 5.0), "02": (1.0, 4.0)}, {})
    assert ["a7", "02"] == in_order({"a7": (1.0, 4.0), "02": (3.0, 5.0)}, {})


@pytest.mark.parametrize("names", [("p", "q", "r"), ("r", "p", "q"), ("q", "r", "p")])
def test_of_equal_values_the_families_values_decide(names: tuple[str, ...]) -> None:
    lower, higher, other = names
    values = {lower: (2.0,), higher: (2.0,), other: (9.0,)}
    belongs = {lower: "z", higher: "y", other: "y"}

    # The family z has the value 2 alone; y has 2 and 9.
    assert [lower, higher, other] == in_order(values, belongs)


def test_names_become_numbers_in_order_of_appearance() -> None:
    assert (0, 1, 0, 2) == numbered(["f7", "f2", "f7", "f9"])
    assert () == numbered([])


def test_clusters_are_numbers_or_nothing() -> None:
    assert (0, 0, 1) == cluster_numbers(["a", "b", "c"], {"a": "f9", "b": "f9", "c": "f1"})
    assert () == cluster_numbers(["a", "b"], {})


def test_number_of_persons_rests_on_them_and_on_their_families() -> None:
    belongs = {"a": "f1", "b": "f1", "c": "f2"}
    alone = resting_on(frozenset("abc"), {})
    together = resting_on(frozenset("abc"), belongs)

    assert [(3, frozenset("abc"))] == [(cell.n, cell.members) for cell in alone]
    assert [(3, frozenset("abc")), (2, frozenset({"f1", "f2"}))] == [(cell.n, cell.members) for cell in together]
    assert {Kind.PERSON} == {cell.kind for cell in together}


def test_share_of_persons_rests_on_the_families_of_both_its_sides() -> None:
    belongs = {"a": "f1", "b": "f1", "c": "f2"}

    whole, came, stayed = resting_on(frozenset("abc"), belongs, frozenset("a"))

    assert (3, 1) == (whole.n, whole.numerator)
    assert (frozenset({"f1"}), frozenset({"f1", "f2"})) == (came.members, stayed.members)
    assert 2 == len(resting_on(frozenset("abc"), belongs, frozenset("abc"))), "nobody stayed away"
