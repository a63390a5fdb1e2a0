"""Scoring of questionnaires."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import DataError
from tsi_eval.instruments import INSTRUMENTS, coding_fault, instrument, score

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "sdq.toml").read_text(encoding="utf-8"))
SDQ = instrument("sdq_parent")
SDQS = [name for name in INSTRUMENTS if name.startswith("sdq_")]
ITEMS = range(1, 26)

answers = st.lists(
    st.lists(st.sampled_from([0.0, 1.0, 2.0, math.nan]), min_size=25, max_size=25), min_size=1, max_size=12
)


def frame(rows: list[Any]) -> pd.DataFrame:
    """Return answers as a frame; "x" is missing."""
    return pd.DataFrame([[math.nan if a == "x" else float(a) for a in row] for row in rows], columns=ITEMS)


@pytest.mark.parametrize("case", ORACLES["scale"], ids=lambda case: case["answers"])
@pytest.mark.parametrize("scale", [each for each in SDQ.scales if each.items], ids=lambda each: each.id)
def test_scale_is_pro_rated_and_rounded_half_up(case: dict[str, Any], scale: Any) -> None:
    row = ["0"] * 25
    for item, given_ in zip(scale.items, case["answers"], strict=True):
        turned = item in scale.reversed and given_ != "x"
        row[item - 1] = str(2 - int(given_)) if turned else given_

    found = score(SDQ, frame([row]))

    assert [case.get("score", math.nan)] == pytest.approx(found.values[scale.id], nan_ok=True)
    assert [case["answered"]] == list(found.answered[scale.id])


@pytest.mark.parametrize("name", SDQS)
def test_persons_get_the_scores_that_were_summed_by_hand(name: str) -> None:
    key = instrument(name)

    found = score(key, frame([case["answers"] for case in ORACLES["person"]])).values

    assert [scale.id for scale in key.scales] == list(found.columns)
    for scale in found.columns:
        expected = [case.get(scale, math.nan) for case in ORACLES["person"]]
        assert pytest.approx(expected, nan_ok=True) == list(found[scale]), scale


@pytest.mark.parametrize(
    ("answer", "expected"), [(0, (0, 2, 4, 4, 0, 10)), (1, (5, 5, 5, 5, 5, 20)), (2, (10, 8, 6, 6, 10, 30))]
)
def test_same_answer_everywhere_gives_its_closed_form(answer: int, expected: tuple[int, ...]) -> None:
    found = score(SDQ, frame([[answer] * 25])).values.iloc[0]

    scales = ["emotional", "conduct", "hyperactivity", "peer", "prosocial", "total"]
    assert list(expected) == list(found[scales])


def test_answers_are_counted_for_sums_too() -> None:
    found = score(SDQ, frame([case["answers"] for case in ORACLES["person"]])).answered

    assert [20, 20, 18, 17] == list(found["total"])
    assert [10, 10, 9, 7] == list(found["internalising"])


@given(answers, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_order_of_persons_and_of_columns_is_ignored(rows: list[list[float]], random: Any) -> None:
    items = frame(rows)
    found = score(SDQ, items)

    shuffled = items.iloc[random.sample(range(len(rows)), len(rows)), random.sample(range(25), 25)]
    again = score(SDQ, shuffled)

    pd.testing.assert_frame_equal(found.values, again.values.sort_index())
    pd.testing.assert_frame_equal(found.answered, again.answered.sort_index())


@given(answers)
@settings(max_examples=50, deadline=None)
def test_scores_of_complete_scales_turn_with_the_answers(rows: list[list[float]]) -> None:
    items = frame(rows)

    found, turned = score(SDQ, items), score(SDQ, 2 - items)

    for scale in SDQ.scales:
        most = 10 * max(1, len(scale.parts))
        complete = found.answered[scale.id] == most / 2
        assert (found.values[scale.id] + turned.values[scale.id])[complete].eq(most).all()
        assert found.values[scale.id].dropna().between(0, most).all()


def test_frame_of_the_caller_is_untouched_and_its_index_is_kept() -> None:
    items = frame([case["answers"] for case in ORACLES["person"]]).set_index(pd.Index(["a", "b", "c", "d"]))
    before = items.copy()

    found = score(SDQ, items.assign(other="not read"))

    pd.testing.assert_frame_equal(before, items)
    assert ["a", "b", "c", "d"] == list(found.values.index) == list(found.answered.index)


def test_scored_never_prints_a_person() -> None:
    assert re.fullmatch(r"<\S+Scored object at 0x\w+>", repr(score(SDQ, frame(["1" * 25]))))


@pytest.mark.parametrize("rows", [0, 3])
def test_nobody_and_no_answers_give_no_scores(rows: int) -> None:
    items = frame(["x" * 25] * rows).reindex(columns=ITEMS)

    found = score(SDQ, items)

    assert "" == coding_fault(SDQ, items)
    assert (rows, 8) == found.values.shape
    assert found.values.isna().all().all()


def test_nullable_integers_are_read() -> None:
    items = frame([case["answers"] for case in ORACLES["person"]])

    found = score(SDQ, items.astype("Int64"))

    pd.testing.assert_frame_equal(score(SDQ, items).values, found.values)


@pytest.mark.parametrize(
    ("row", "fault", "code"),
    [
        ([1, 2, 3] * 8 + [2], "shifted", "E211"),
        ([1, 2, 3] * 8 + ["x"], "shifted", "E211"),
        ([0, 2, 3] * 8 + [2], "outside", "E212"),
        ([2, 3] * 12 + [2], "outside", "E212"),
        ([1, 2, 3, 2.5] * 6 + [2], "outside", "E212"),
        ([0.5] * 25, "outside", "E212"),
        ([-1] + [1] * 24, "outside", "E212"),  # -1 is a code, not a shift
        ([99] + [1] * 24, "outside", "E212"),
        ([math.inf] + [1] * 24, "outside", "E212"),
    ],
)
def test_wrong_coding_is_refused(row: list[Any], fault: str, code: str) -> None:
    items = frame([row, ["x"] * 25])

    assert fault == coding_fault(SDQ, items)
    with pytest.raises(DataError) as error:
        score(SDQ, items)
    assert [code] == [problem.code for problem in error.value.problems]


def test_text_labels_are_refused_without_repeating_them() -> None:
    items = frame(["1" * 25, "2" * 25]).astype(object)
    items.loc[1, 7] = "stämmer delvis"

    with pytest.raises(DataError, match="E212") as error:
        score(SDQ, items)

    assert "outside" == coding_fault(SDQ, items)
    assert "stämmer" not in error.value.text()


def test_each_missing_and_each_double_column_is_named() -> None:
    items = frame(["1" * 25])
    items = pd.concat([items.drop(columns=[3, 17]), items[[5]]], axis=1)

    with pytest.raises(DataError) as error:
        score(SDQ, items)

    assert [("E126", 3), ("E123", 5), ("E126", 17)] == [(p.code, p.params["column"]) for p in error.value.problems]
