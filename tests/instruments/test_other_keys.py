"""Keys and scoring of KASAM-13, KIDSCREEN-10 and the HBSC checklist."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import DataError, Problem
from tsi_eval.instruments import InstrumentKey, coding_fault, instrument, score
from tsi_eval.pilot.questionnaire_scales import scale_outcomes
from tsi_eval.pilot.source import InstrumentUse, Source

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "other_keys.toml").read_text(encoding="utf-8"))
KASAM, KIDSCREEN, HBSC = (instrument(name) for name in ("kasam13_self", "kidscreen10_self", "hbsc_self"))
OTHERS = (KASAM, KIDSCREEN, HBSC)


def frame(key: InstrumentKey, *rows: Any) -> pd.DataFrame:
    """Return answers as a frame; "x" is missing."""
    given_ = [[math.nan if answer == "x" else float(answer) for answer in row] for row in rows]
    return pd.DataFrame(given_, columns=range(1, key.n_items + 1))


def scores(key: InstrumentKey, *rows: Any) -> list[float]:
    return list(score(key, frame(key, *rows)).values.iloc[:, 0])


@pytest.mark.parametrize("case", ORACLES["score"], ids=lambda case: f"{case['instrument']} {case['answers']}")
def test_answers_give_the_score(case: dict[str, Any]) -> None:
    key = instrument(case["instrument"])

    assert [case.get("score", math.nan)] == pytest.approx(scores(key, case["answers"]), nan_ok=True, abs=1e-12)


def test_reversed_items_and_limits() -> None:
    assert (1, 2, 3, 7, 10) == KASAM.scales[0].reversed
    assert (3, 4) == KIDSCREEN.scales[0].reversed
    assert (13.0, 91.0) == tuple(
        scores(
            KASAM, *[[hi if item in (1, 2, 3, 7, 10) else lo for item in range(1, 14)] for lo, hi in ((1, 7), (7, 1))]
        )
    )
    assert (10.0, 50.0) == tuple(
        scores(KIDSCREEN, *[[hi if item in (3, 4) else lo for item in range(1, 11)] for lo, hi in ((1, 5), (5, 1))])
    )


@given(st.lists(st.integers(1, 7), min_size=13, max_size=13), st.sets(st.integers(0, 12), max_size=2))
@settings(max_examples=50, deadline=None)
def test_kasam_replaces_up_to_two_by_the_persons_mean(answers: list[int], gone: set[int]) -> None:
    turned = [8 - answer if item in (1, 2, 3, 7, 10) else answer for item, answer in enumerate(answers, start=1)]
    kept = [answer for index, answer in enumerate(turned) if index not in gone]
    row: list[Any] = ["x" if index in gone else answer for index, answer in enumerate(answers)]

    expected = sum(kept) + len(gone) * sum(kept) / len(kept)
    assert [pytest.approx(expected)] == scores(KASAM, row)


@given(st.lists(st.sampled_from([1, 2, 3, 4, 5, "x"]), min_size=8, max_size=8))
@settings(max_examples=100, deadline=None)
def test_hbsc_is_the_headline(row: list[Any]) -> None:
    often, answered = sum(each in (1, 2) for each in row), sum(each != "x" for each in row)

    expected = 1.0 if often >= 2 else 0.0 if answered >= 7 else math.nan
    assert [expected] == pytest.approx(scores(HBSC, row), nan_ok=True)


@pytest.mark.parametrize("key", OTHERS, ids=lambda key: key.id)
@pytest.mark.parametrize("step", [1, -1])
def test_shifted_coding_is_refused(key: InstrumentKey, step: int) -> None:
    low, high = key.item_minimum + step, key.item_maximum + step
    items = frame(key, [low, high] + ["x"] + [low] * (key.n_items - 3))

    assert "shifted" == coding_fault(key, items)
    with pytest.raises(DataError) as error:
        score(key, items)
    assert ["E211"] == [problem.code for problem in error.value.problems]


@pytest.mark.parametrize("key", OTHERS, ids=lambda key: key.id)
@pytest.mark.parametrize("wrong", [0, 8, 1.5, 99, -1, math.inf])
def test_answer_outside_the_limits_is_refused(key: InstrumentKey, wrong: float) -> None:
    with pytest.raises(DataError) as error:
        score(key, frame(key, [wrong] + [3] * (key.n_items - 1)))
    assert ["E212"] == [problem.code for problem in error.value.problems]


def test_uncertain_rules_are_marked_in_their_labels() -> None:
    for key in (KASAM, KIDSCREEN):
        assert "L" == key.missing.confidence
        assert "(L: " in key.missing.label.sv
        assert "(L: " in key.missing.label.en
    assert "1 = ungefär varje dag" in HBSC.coding.sv
    assert "5 = rarely or never" in HBSC.coding.en


def test_nobody_gives_no_scores() -> None:
    for key in OTHERS:
        empty = frame(key, *[["x"] * key.n_items] * 2)
        assert score(key, empty).values.isna().all().all()
        assert (0, 1) == score(key, empty.iloc[:0]).values.shape
        assert [0, 0] == list(score(key, empty).answered.iloc[:, 0])


def test_order_of_persons_is_ignored() -> None:
    rng = np.random.default_rng(3)
    items = frame(KASAM, *rng.integers(1, 8, (20, 13)))
    order = rng.permutation(20)

    pd.testing.assert_frame_equal(score(KASAM, items).values.iloc[order], score(KASAM, items.iloc[order]).values)


def test_their_scales_are_outcomes_with_limits() -> None:
    problems: list[Problem] = []
    sources = tuple(
        Source(
            id=key.id,
            table="measures",
            files=("x.csv",),
            instrument=InstrumentUse(key=key.id, items="i{item}", prefix=key.id),
        )
        for key in OTHERS
    )

    found = scale_outcomes(sources, problems)

    limits = {name: (outcome.minimum, outcome.maximum, outcome.unit.sv) for name, outcome in found.items()}
    assert {
        "kasam13_self_total": (13, 91, "poäng"),
        "kidscreen10_self_raw": (10, 50, "poäng"),
        "hbsc_self_two_weekly": (0, 1, "andel"),
    } == limits
    assert not problems
