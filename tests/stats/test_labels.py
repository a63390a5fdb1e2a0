"""Labels as whole numbers."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.labels import coded, complete_labels


@pytest.mark.parametrize(
    ("labels", "names", "codes"),
    [
        (["b", "a", "b"], ["a", "b"], [1, 0, 1]),
        ((3, 1, 3), [1, 3], [1, 0, 1]),
        (np.array([2.5, 0.5, 0.5]), [0.5, 2.5], [1, 0, 0]),
        (pd.Series(["x", "å", "x"], index=[9, 9, 9]), ["x", "å"], [0, 1, 0]),
        (pd.Series(["x", "y", "x"], dtype="category"), ["x", "y"], [0, 1, 0]),
        ([True, False, True], [False, True], [1, 0, 1]),
    ],
)
def test_labels_are_numbered_in_their_order(labels: Any, names: list[Any], codes: list[int]) -> None:
    found, places = coded(labels, 3, "values, groups", "groups")

    assert (names, codes) == (found.tolist(), places.tolist())


@pytest.mark.parametrize(
    "gap", [None, math.nan, pd.NA, pd.NaT, np.datetime64("NaT")], ids=["None", "NaN", "NA", "NaT", "numpy's NaT"]
)
def test_a_gap_is_refused_with_the_name_of_the_labels(gap: Any) -> None:
    labels = np.empty(2, dtype=object)
    labels[:] = ["a", gap]

    with pytest.raises(NotEstimable) as error:
        complete_labels(labels, 2, "values, groups", "groups")

    assert ("E145", {"name": "groups"}) == (error.value.problems[0].code, error.value.problems[0].params)


@pytest.mark.parametrize("labels", [["a"], ["a", "b", "c"], [["a", "b"]], "ab", []])
def test_another_number_of_labels_is_refused_with_both_names(labels: Any) -> None:
    with pytest.raises(NotEstimable) as error:
        complete_labels(labels, 2, "values, groups", "groups")

    assert ("E147", {"names": "values, groups"}) == (error.value.problems[0].code, error.value.problems[0].params)


def test_labels_that_have_no_order_among_each_other_are_refused() -> None:
    labels = np.empty(2, dtype=object)
    labels[:] = ["a", 1]

    assert "E145" == code_of(coded, labels, 2, "values, groups", "groups")


def test_complete_labels_are_given_back_as_they_are() -> None:
    assert ["b", "a"] == complete_labels(["b", "a"], 2, "values, groups", "groups").tolist()


@pytest.mark.parametrize(
    "labels",
    [
        np.ma.masked_array([1, 1, 2], mask=[0, 1, 0]),
        [1, np.ma.masked, 2],
        ["a", np.ma.masked, "b"],
        ["a", math.nan, "b"],
        ["a", None, "b"],
        [Decimal("sNaN"), Decimal(1), Decimal(2)],
        [["a"], ["b", "c"], ["d"]],
    ],
    ids=["masked array", "masked", "masked text", "NaN beside text", "None", "signal", "ragged"],
)
def test_masked_and_missing_labels_are_no_labels(labels: Any) -> None:
    assert "E145" == code_of(coded, labels, 3, "values, groups", "groups")


@pytest.mark.parametrize("labels", [["1", 1, "2"], ["1", b"1", "2"]])
def test_a_text_and_another_label_that_reads_the_same_are_never_one(labels: list[Any]) -> None:
    assert "E145" == code_of(coded, labels, 3, "values, groups", "groups")


def test_a_masked_array_in_which_nothing_is_masked_is_an_array() -> None:
    found, codes = coded(np.ma.masked_array([2, 1, 2]), 3, "values, groups", "groups")

    assert ([1, 2], [1, 0, 1]) == (found.tolist(), codes.tolist())


@pytest.mark.parametrize("other", [0.5, -1])
def test_large_whole_numbers_are_told_apart_beside_any_other_number(other: float) -> None:
    found, codes = coded([2**63 + 1, 2**63 + 2, other], 3, "values, persons", "persons")

    assert ([other, 2**63 + 1, 2**63 + 2], [1, 2, 0]) == (found.tolist(), codes.tolist())
