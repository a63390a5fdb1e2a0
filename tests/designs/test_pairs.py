"""One outcome at two occasions: who was measured when, and the pairs of values."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from studies import measured

from tsi_eval.designs.pairs import paired, pairs_of
from tsi_eval.findings import Claim, Part, Quantity
from tsi_eval.study import Study

NONE = math.nan
# Person 0 to 4: two measured twice, one only first, one only second, one twice.
FIRST, SECOND = [5.0, 3.0, 7.0, NONE, 3.0], [4.0, 6.0, NONE, 2.0, 1.0]


@pytest.fixture(scope="module")
def study() -> Study:
    return measured({"y": (FIRST, SECOND)}, ("T0", "T1"), family=["a", "b", "a", "b", "c"])


def test_persons_are_in_order_of_their_values(study: Study) -> None:
    pairs = pairs_of(study, "pre_post", "y", ("T0", "T1"))

    assert ("p004", "p001", "p000") == pairs.persons
    assert [3.0, 3.0, 5.0] == pairs.before.tolist()
    assert [1.0, 6.0, 4.0] == pairs.after.tolist()
    assert [-2.0, 3.0, -1.0] == pairs.change.tolist()
    assert ("T0 > T1", 1.0, "y") == (pairs.between, pairs.step, pairs.outcome)


def test_who_was_measured_when(study: Study) -> None:
    pairs = pairs_of(study, "pre_post", "y", ("T0", "T1"))

    assert {
        Part.BEFORE: {"p000", "p001", "p002", "p004"},
        Part.AFTER: {"p000", "p001", "p003", "p004"},
        Part.BOTH: {"p000", "p001", "p004"},
        Part.BEFORE_ONLY: {"p002"},
        Part.AFTER_ONLY: {"p003"},
    } == pairs.sets
    assert {"p002": 7.0} == pairs.leavers


def test_clusters_are_numbered_in_the_persons_order(study: Study) -> None:
    pairs = pairs_of(study, "pre_post", "y", ("T0", "T1"), "family")

    # c, b, a.
    assert (0, 1, 2) == pairs.clusters
    assert {"p000": "a", "p001": "b", "p002": "a", "p003": "b", "p004": "c"} == pairs.belongs
    assert [3, 3] == [cell.n for cell in pairs.basis(pairs.sets[Part.BOTH])]
    assert [1, 1, 2, 2] == [cell.n for cell in pairs.cells(frozenset({"p000"}), frozenset({"p000", "p001"}))]


def test_among_some_the_others_are_not_there(study: Study) -> None:
    pairs = pairs_of(study, "pre_post", "y", ("T0", "T1"), among=frozenset({"p000", "p002"}))

    assert ("p000",) == pairs.persons
    assert {"p000", "p002"} == pairs.sets[Part.BEFORE]


def test_those_at_some_places_are_persons(study: Study) -> None:
    pairs = pairs_of(study, "pre_post", "y", ("T0", "T1"))

    assert {"p004", "p000"} == pairs.those(pairs.change < 0)
    assert frozenset() == pairs.those(np.zeros(3, dtype=np.bool_))


def test_number_is_of_those_measured_twice_and_describes_unless_it_says_otherwise(study: Study) -> None:
    pairs = pairs_of(study, "pre_post", "y", ("T0", "T1"))

    item = pairs.estimate(Quantity.MEAN, 4.0, pairs.sets[Part.BOTH], method="mean")
    other = pairs.estimate(Quantity.MEAN, 4.0, frozenset({"p002"}), method="mean", group="x", claim=Claim.CHANGED)

    assert ("pre_post", "y", Part.BOTH, "y", Claim.DESCRIBES, 1.0, 3) == (
        item.design,
        item.outcome,
        item.group,
        item.unit,
        item.claim,
        item.step,
        item.n,
    )
    assert ("x", Claim.CHANGED, 1) == (other.group, other.claim, other.n)


def test_count_and_share_are_of_persons(study: Study) -> None:
    pairs = pairs_of(study, "pre_post", "y", ("T0", "T1"))

    count = pairs.count(pairs.sets[Part.AFTER], "after")
    share = pairs.share(pairs.sets[Part.BOTH], frozenset({"p000"}), 0.95)

    assert (4.0, 4, "persons", "count", "after") == (count.estimate, count.n, count.unit, count.method, count.group)
    assert (pytest.approx(1 / 3), 3, 1, "share", "wilson") == (
        share.estimate,
        share.n,
        share.basis[0].numerator,
        share.unit,
        share.method,
    )


def test_name_is_what_other_numbers_call_it(study: Study) -> None:
    assert "|mean|y|both|T0" == pairs_of(study, "d", "y", ("T0", "T1")).name(Quantity.MEAN, Part.BOTH, "T0")


def test_sums_over_those_who_belong_together() -> None:
    study = measured({"y": ([1.0, 2.0, 4.0], [2.0, 4.0, 8.0])}, ("T0", "T1"), family=["a", "b", "a"])
    alone, together = (pairs_of(study, "d", "y", ("T0", "T1"), cluster) for cluster in ("", "family"))

    assert [1.0, 2.0, 4.0] == alone.by_cluster(alone.before).tolist()
    assert [5.0, 2.0] == together.by_cluster(together.before).tolist()


def test_two_columns_that_are_no_measures_are_paired_as_well() -> None:
    goals = pd.Series({"a|1": 2.0, "b|1": 1.0, "b|2": 0.0})

    pairs = paired(goals, goals.drop("b|2") + 1, {}, design="d", outcome="goals", occasions=("x", "y"), step=0.5)

    assert ("b|1", "a|1") == pairs.persons
    assert [1.0, 1.0] == pairs.change.tolist()
    assert ({"b|2": 0.0}, 0.5) == (pairs.leavers, pairs.step)
