"""What is given beside the frames is what it must be, or is refused by its argument."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from own_frames import SCORE, UNITS, study_of, tidy

from tsi_eval.economics import Price, load_prices
from tsi_eval.errors import UsageError
from tsi_eval.study import Study
from tsi_eval.study.beside import label

PRICE = next(iter(load_prices().values()))


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("outcomes", [1], "E291"),
        ("outcomes", {"score": {}}, "E291"),
        ("outcomes", {"": SCORE}, "E291"),
        ("outcomes", {" ": SCORE}, "E291"),
        ("outcomes", {None: SCORE}, "E291"),
        ("outcomes", {"ma\u030a": SCORE, "m\u00e5": SCORE}, "E293"),
        ("outcomes", {7: SCORE, "7": SCORE}, "E293"),
        ("units", "n", "E291"),
        ("units", None, "E291"),
        ("units", UNITS[0], "E291"),
        ("units", ("a", "b"), "E291"),
        ("units", (UNITS[0], UNITS[1], UNITS[0]), "E293"),
        ("prices", "x", "E291"),
        ("prices", {"sip": {"amount": 7}}, "E291"),
        ("prices", {"sip": None}, "E291"),
        ("declared", [], "E291"),
        ("declared", ["occasion"], "E291"),
        ("declared", {"occasion": 5}, "E291"),
        ("declared", {"occasion": None}, "E291"),
        ("declared", {"occasion": [["T1"]]}, "E291"),
        ("declared", {"occasion": [""]}, "E291"),
        ("declared", {"occasion": ""}, "E291"),
        ("declared", {"occasion": [None]}, "E291"),
        ("declared", {"occasion": [2.5]}, "E291"),
        ("declared", {None: ["T1"]}, "E291"),
        ("declared", {5: ["x"]}, "E159"),
        ("closed_months", 4, "E291"),
        ("closed_months", "47", "E291"),
        ("closed_months", ("4",), "E291"),
        ("closed_months", (13,), "E291"),
        ("closed_months", (0,), "E291"),
        ("closed_months", (7.0,), "E291"),
        ("closed_months", (True,), "E291"),
        ("closed_months", tuple(range(1, 13)), "E291"),
    ],
)
def test_what_can_not_be_meant_is_refused_by_its_argument(key: str, value: Any, code: str) -> None:
    with pytest.raises(UsageError) as error:
        Study.from_frames(**{key: value})

    assert [(code, key)] == [(problem.code, problem.params["key"]) for problem in error.value.problems]
    assert key in error.value.text("sv")


def test_what_is_wrong_is_said_at_once_and_by_the_call() -> None:
    with pytest.raises(UsageError) as error:
        Study.from_frames(units="n", closed_months=4, counts=tidy()["counts"])  # type: ignore[arg-type]

    assert ["units", "closed_months"] == [problem.params["key"] for problem in error.value.problems]
    assert "where: Study.from_frames(units=…)" in error.value.text("en")


def test_a_frame_for_an_argument_is_not_shown() -> None:
    with pytest.raises(UsageError) as error:
        Study.from_frames(outcomes=pd.DataFrame({"Anna": [1]}))  # type: ignore[arg-type]

    assert "Anna" not in error.value.text("en")


def test_lists_and_labels_are_taken_as_a_researcher_writes_them() -> None:
    study = study_of(
        tidy(),
        units=list(UNITS),
        prices={"sip": PRICE},
        declared={"occasion": "T2", "arm": [2, " 3 "], "stage": {"done"}},
        closed_months=[7],
    )

    assert UNITS == study.units
    assert {"sip": PRICE} == study.prices
    assert {"occasion": ("T2",), "arm": ("2", "3"), "stage": ("done",)} == study.declared


def test_nothing_beside_the_frames_is_nothing() -> None:
    study = Study.from_frames(outcomes=None, prices=None, declared=None)

    assert ({}, {}, {}, ()) == (study.outcomes, study.prices, study.declared, study.units)


def test_mapping_of_the_caller_is_not_changed() -> None:
    outcomes = {"score": SCORE}

    Study.from_frames(outcomes=outcomes, measures=tidy()["measures"].assign(outcome="other", value=3.0))

    assert {"score": SCORE} == outcomes


def test_number_of_numpy_is_its_digits() -> None:
    assert ["7", "7", True, 2.5] == [label(pd.Series([7])[0]), label(7), label(given=True), label(2.5)]


def test_price_is_a_price() -> None:
    assert isinstance(PRICE, Price)
