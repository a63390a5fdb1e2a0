"""What the statistics accept, and how they refuse the rest."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.inputs import (
    at_least,
    choice,
    complete_table,
    count,
    moderate,
    moderate_vector,
    not_estimable,
    number,
    pair,
    positive,
    probability,
    spread,
    vector,
    whole,
    with_gaps,
    yes_or_no,
)

ROUNDING = 1e-12  # a sum of a few squares

finite = st.floats(allow_nan=False, allow_infinity=False)


def test_not_estimable_carries_its_code_and_words() -> None:
    error = not_estimable("E143", least=3)

    assert isinstance(error, NotEstimable)
    assert [("E143", {"least": 3})] == [(problem.code, problem.params) for problem in error.problems]


@pytest.mark.parametrize("values", [[1, 2], (1.0, 2.0), np.array([1, 2]), pd.Series([1, 2], index=[7, 7])])
def test_vector_takes_any_row_of_numbers(values: object) -> None:
    array = vector(values, "values")

    assert array.dtype == np.float64
    assert array.tolist() == [1.0, 2.0]


@given(st.lists(finite))
@settings(max_examples=50, deadline=None)
def test_vector_keeps_every_finite_value(values: list[float]) -> None:
    assert vector(values, "values").tolist() == values


@pytest.mark.parametrize(
    "values",
    [
        [1.0, math.nan],
        [1.0, math.inf],
        [-math.inf],
        [1.0, None],
        [[1.0, 2.0]],
        3.0,
        pd.Series([1, None], dtype="Int64"),
    ],
    ids=["nan", "inf", "-inf", "none", "table", "scalar", "nullable"],
)
def test_vector_refuses_gaps_and_other_shapes(values: object) -> None:
    with pytest.raises(NotEstimable) as error:
        vector(values, "after")

    assert ("E145", {"name": "after"}) == (error.value.problems[0].code, error.value.problems[0].params)


def test_with_gaps_keeps_what_is_missing() -> None:
    found = with_gaps([1, math.nan, 3])

    assert [1.0, 3.0] == found[~np.isnan(found)].tolist()
    assert [False, True, False] == np.isnan(found).tolist()


@pytest.mark.parametrize("values", [[1.0, math.inf], [[1.0, 2.0]], ["x"], np.ma.masked_array([1.0, 2.0], [0, 1])])
def test_with_gaps_refuses_what_is_no_row_of_measurements(values: Any) -> None:
    assert "E145" == code_of(with_gaps, values)


@pytest.mark.parametrize(
    "table", [[[1, 2], [3, 4]], ((1, 2), (3, 4)), np.array([[1, 2], [3, 4]]), pd.DataFrame([[1, 2], [3, 4]])]
)
def test_complete_table_takes_any_rows_and_columns(table: Any) -> None:
    assert [[1.0, 2.0], [3.0, 4.0]] == complete_table(table, "items").tolist()


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([], "E141"),
        ([[]], "E141"),
        ([1, 2], "E145"),
        ([[1, math.nan]], "E145"),
        ([[1], [2, 3]], "E145"),
        ([["x"]], "E145"),
    ],
)
def test_complete_table_refuses_gaps_and_other_shapes(table: Any, code: str) -> None:
    assert code == code_of(complete_table, table, "items")


@pytest.mark.parametrize(("value", "expected"), [(3, 3), (3.0, 3), (np.uint8(200), 200), (-2, -2), (2**70, 2**70)])
def test_whole_gives_pythons_own_integer(value: Any, expected: int) -> None:
    found = whole(value, "n")

    assert (expected, int) == (found, type(found))


@pytest.mark.parametrize("value", [2.5, math.nan, math.inf, "3.5", None])
def test_whole_refuses_what_is_no_whole_number(value: Any) -> None:
    assert "E149" == code_of(whole, value, "n")


def test_count_lies_between_0_and_the_most_there_can_be() -> None:
    assert [0, 5] == [count(0, "n", most=5), count(5.0, "n", most=5)]
    assert {"E149"} == {code_of(count, -1, "n"), code_of(count, 6, "n", most=5), code_of(count, 0.5, "n")}


def test_pair_returns_both_measurements() -> None:
    first, second = pair([1, 2], [3, 4])

    assert ([1.0, 2.0], [3.0, 4.0]) == (first.tolist(), second.tolist())


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [([1.0], [1.0, 2.0], "E147"), ([], [1.0], "E147"), ([math.nan], [1.0], "E145"), ([1.0], [math.inf], "E145")],
)
def test_pair_refuses_what_is_not_a_pair(before: list[float], after: list[float], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        pair(before, after)

    assert code == error.value.problems[0].code


@given(st.floats(0, 1 - 1e-9, exclude_min=True))
@settings(max_examples=50, deadline=None)
def test_probability_returns_what_lies_between_0_and_1(value: float) -> None:
    assert value == probability(value, "level")


@pytest.mark.parametrize("value", [0, 1, 0.0, 1.0, -0.1, 1.5, math.nan, math.inf, -math.inf])
def test_probability_refuses_the_ends_and_beyond(value: float) -> None:
    with pytest.raises(NotEstimable) as error:
        probability(value, "power")

    assert ("E148", {"name": "power"}) == (error.value.problems[0].code, error.value.problems[0].params)


@pytest.mark.parametrize(("n", "least"), [(1, 1), (2, 2), (7, 3)])
def test_at_least_lets_enough_pass(n: int, least: int) -> None:
    at_least(n, least)


@pytest.mark.parametrize(("n", "least", "code"), [(0, 1, "E141"), (0, 3, "E141"), (1, 2, "E143"), (2, 3, "E143")])
def test_at_least_tells_none_from_too_few(n: int, least: int, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        at_least(n, least)

    assert code == error.value.problems[0].code


def test_spread_is_the_sample_standard_deviation() -> None:
    # mean 5; squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32; 32 / 7
    assert pytest.approx(math.sqrt(32 / 7), rel=ROUNDING) == spread(np.array([2.0, 4, 4, 4, 5, 5, 7, 9]))


@pytest.mark.parametrize(
    "values",
    [[0.0, 0.0], [5.0] * 4, [0.1] * 3, [1e9] * 7, [1.0, 1 + 1e-13]],
    ids=["zeros", "exact", "tenths", "large", "rounding"],
)
def test_spread_refuses_what_does_not_vary(values: list[float]) -> None:
    with pytest.raises(NotEstimable) as error:
        spread(np.array(values))

    assert error.value.problems[0].code == "E140"


def test_spread_accepts_small_variation_of_large_values() -> None:
    # two values sqrt(2) * sd apart: an eighth at a thousand million is 1e-10 of the values, above
    # the limit of 1e-12
    assert pytest.approx(0.125 / math.sqrt(2), rel=ROUNDING) == spread(np.array([1e9, 1e9 + 0.125]))


def test_spread_judges_rounding_by_the_scale_it_is_given() -> None:
    noise = np.array([1e-14, 2e-14, 3e-14])
    assert pytest.approx(1e-14, rel=ROUNDING) == spread(noise)

    with pytest.raises(NotEstimable) as error:
        spread(noise, scale=np.array([1.0, 2.0, 3.0]))

    assert error.value.problems[0].code == "E140"


@pytest.mark.parametrize("values", [["a"], [[1], [1, 2]]])
def test_vector_refuses_texts_and_ragged_rows(values: Any) -> None:
    assert "E145" == code_of(vector, values, "values")


def test_vector_refuses_masked_values() -> None:
    assert "E145" == code_of(vector, np.ma.masked_array([1, 999.0], [0, 1]), "values")


@pytest.mark.parametrize(
    "value", [2, 2.0, np.int8(2), np.float32(2), np.array(2), Decimal(2), Fraction(2)], ids=lambda v: type(v).__name__
)
def test_number_takes_every_kind_of_number(value: Any) -> None:
    found = number(value, "sd")

    assert (2.0, float) == (found, type(found))
    assert (2.0, 2) == (positive(value, "sd"), whole(value, "n"))


@pytest.mark.parametrize("value", [None, "2", [2.0], True, 2j, pd.NA, math.nan, Decimal("sNaN"), 10**400, np.ma.masked])
def test_number_refuses_what_is_none(value: Any) -> None:
    with pytest.raises(NotEstimable) as error:
        number(value, "sd")

    assert ("E145", {"name": "sd"}) == (error.value.problems[0].code, error.value.problems[0].params)


def test_positive_tells_what_is_none_from_what_is_not_above_0() -> None:
    assert ["E140", "E140", "E145"] == [code_of(positive, value, "sd") for value in (0, -1.0, math.nan)]


@pytest.mark.parametrize("value", [True, np.True_, 10**101, 10**400, np.ma.masked, np.timedelta64(3, "D")])
def test_whole_refuses_yes_and_no_times_and_what_is_too_large_to_square(value: Any) -> None:
    assert "E149" == code_of(whole, value, "n")


@pytest.mark.parametrize(
    "values",
    [
        ["1_0", "2"],
        [b"1", b"2"],
        np.array(["2023-01-01", "NaT"], dtype="datetime64[D]"),
        np.array([1, 2], dtype="timedelta64[D]"),
        np.array([1, 2j]),
        pd.Series(pd.to_datetime(["2023-01-01", "2023-01-02"])),
        [1.0, np.ma.masked],
        [10**400, 1],
        {1.0, 2.0},
    ],
)
def test_rows_of_what_is_no_number_are_refused(values: Any) -> None:
    assert "E145" == code_of(vector, values, "values")
    assert "E145" == code_of(with_gaps, values)


def test_rows_may_hold_decimals_and_large_whole_numbers() -> None:
    assert [0.5, 1e30, 1.0] == vector([Decimal("0.5"), 10**30, True], "values").tolist()  # type: ignore[list-item]


def test_spread_refuses_what_varies_too_little_to_be_squared_and_does_not_call_it_equal() -> None:
    assert ["E145", "E145"] == [code_of(spread, np.array([1.0, 2, 3]) * size) for size in (1e-200, 1e-310)]
    assert pytest.approx(1e-140, rel=ROUNDING) == spread(np.array([1.0, 2, 3]) * 1e-140)


@pytest.mark.parametrize("value", ["no", "False", 1, 0.0, None, [True], pd.NA])
def test_a_yes_or_no_is_true_or_false_itself(value: Any) -> None:
    assert "E138" == code_of(yes_or_no, value)


@pytest.mark.parametrize("value", ["d", None, ["a"], np.array(["a", "b"]), pd.NA])
def test_a_choice_is_one_of_the_texts(value: Any) -> None:
    assert ("a", "E138") == (choice("a", ("a", "b")), code_of(choice, value, ("a", "b")))


@pytest.mark.parametrize("value", [1e-101, -1e-320, 1e101, -1e308])
def test_moderate_refuses_what_has_no_square_or_ratio(value: float) -> None:
    assert "E145" == code_of(moderate, value, "x")
    assert "E145" == code_of(moderate_vector, [1.0, value], "x")


def test_moderate_takes_nothing_and_all_between() -> None:
    assert [0.0, -1e-100, 1e100] == [moderate(value, "x") for value in (0, -1e-100, 1e100)]
    assert [0.0, 2.0] == moderate_vector([0, 2], "x").tolist()
    assert 0 == moderate_vector([], "x").size
