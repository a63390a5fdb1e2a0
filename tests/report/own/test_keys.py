"""Which released number is meant by a row: known by all that it says, or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from findings_with_figures import change, funnel
from released_by_hand import released

from tsi_eval.errors import UsageError
from tsi_eval.report.own.keys import in_groups, keys_of, numbers

FUNNEL, CHANGE = funnel(group=0.4), replace(change(0.4, 2.4), question="other")
RELEASED = released(FUNNEL, CHANGE)
FRAME = RELEASED.frame()
KEYS = list(numbers(RELEASED))


def test_keys_go_along_with_the_frame() -> None:
    assert len(KEYS) == len(FRAME)
    assert tuple(KEYS) == keys_of(RELEASED, FRAME)
    assert ("q", "all", 1) in KEYS


@pytest.mark.parametrize(
    "chosen",
    [
        lambda frame: frame.iloc[[4, 1]],
        lambda frame: frame.sort_values("n").loc[[4, 1]],
        lambda frame: frame.loc[[4, 1]].reset_index(drop=True),
        lambda frame: frame[sorted(frame.columns)].loc[[4, 1]],
        lambda frame: pd.concat([frame[4:5], frame[1:2]]),
        lambda frame: [frame.loc[4], frame.loc[1]],
        lambda frame: frame.loc[[4, 1]].to_dict("records"),
        lambda frame: frame.loc[[4, 1]].astype(object),
    ],
)
def test_rows_are_known_however_they_were_chosen(chosen: Callable[[Any], Any]) -> None:
    assert (KEYS[4], KEYS[1]) == keys_of(RELEASED, chosen(FRAME))


def test_one_row_and_estimates_are_known() -> None:
    items = list(numbers(RELEASED).values())

    assert (KEYS[2],) == keys_of(RELEASED, FRAME.loc[2])
    assert (KEYS[7], KEYS[2]) == keys_of(RELEASED, [items[7], items[2]])


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (FRAME.assign(estimate=FRAME["estimate"] + 1e-6), "not_released"),
        (FRAME.assign(n=7), "not_released"),
        (FRAME.assign(group="gender=girl"), "not_released"),
        ([replace(CHANGE.estimates[0], estimate=1.41)], "not_released"),
        ([3.0], "not_released"),
        (FRAME.assign(double=2 * FRAME["estimate"]), "columns"),
        (FRAME[["question", "estimate"]], "columns"),
        ([{"question": "q"}], "columns"),
        (FRAME[:0], "none"),
        ([], "none"),
        ("q", "none"),
        (None, "none"),
    ],
)
def test_anything_else_is_refused(rows: Any, why: str) -> None:
    with pytest.raises(UsageError) as error:
        keys_of(RELEASED, rows)

    (problem,) = error.value.problems
    assert ("E455", f"own_study.why.{why}") == (problem.code, problem.params["why"].key)  # type: ignore[union-attr]


def test_hidden_numbers_are_released_rows_too() -> None:
    hidden = FRAME[FRAME["status"] == "suppressed"]

    assert 0 < len(hidden) == len(keys_of(RELEASED, hidden))


def test_headings_hold_rows_together() -> None:
    groups = tuple(in_groups(RELEASED, {" A  b ": FRAME[3:4], "C": FRAME[:2]}))

    assert (("A b", (KEYS[3],)), ("C", (KEYS[0], KEYS[1]))) == groups
    assert (("", (KEYS[3],)),) == tuple(in_groups(RELEASED, FRAME[3:4]))
    assert (("", (KEYS[3],)),) == tuple(in_groups(RELEASED, FRAME.loc[3].to_dict()))
