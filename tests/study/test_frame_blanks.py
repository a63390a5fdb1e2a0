"""Blanks of a frame, and the statuses that say why a number is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from own_frames import read, tidy

from tsi_eval.study.frame_blanks import blank_faults, status_faults
from tsi_eval.study.frame_fill import filled
from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, COUNTS, Table
from tsi_eval.study.tables.table import Fault

Found = list[tuple[str, str, list[int]]]


def found(faults: Iterable[Fault]) -> Found:
    """Return code, column and places of the faults that rows have."""
    return [(f.code, f.column, np.flatnonzero(f.rows).tolist()) for f in faults if f.rows.any()]


def blanks(record: Table, frame: pd.DataFrame) -> Found:
    reads = read(record, frame)
    return found(blank_faults(record, filled(record, reads, frame.index), reads))


def statuses(record: Table, frame: pd.DataFrame) -> Found:
    reads = read(record, frame)
    return found(status_faults(record, filled(record, reads, frame.index), reads))


@pytest.mark.parametrize(
    ("record", "name"), [(ABSENCE, "absence"), (CONTACTS, "contacts"), (COSTS, "costs"), (COUNTS, "counts")]
)
def test_tidy_frame_has_no_fault(record: Table, name: str) -> None:
    assert [] == blanks(record, tidy()[name])
    assert [] == statuses(record, tidy()[name])


@pytest.mark.parametrize(("status", "faults"), [("secret", []), ("missing", []), ("", ["E214"]), ("zero", ["E214"])])
def test_number_may_be_missing_where_the_status_says_why(status: str, faults: list[str]) -> None:
    frame = tidy()["counts"].assign(n=np.nan, status=status)

    assert faults == [code for code, _, _ in blanks(COUNTS, frame)]


def test_status_excuses_the_numbers_of_its_own_row_only() -> None:
    frame = tidy()["absence"].assign(valid=np.nan, status=["secret", ""])

    assert [("E214", "valid", [1])] == blanks(ABSENCE, frame)


def test_status_excuses_no_number_that_it_is_not_made_of() -> None:
    frame = tidy()["counts"].assign(n=np.nan, status="secret")
    frame.loc[3, "exposure"] = np.nan

    assert [("E214", "exposure", [3])] == blanks(COUNTS, frame)


def test_series_has_an_exposure_in_every_month_or_in_none() -> None:
    frame = tidy()["counts"]
    other = frame.assign(series="calls", exposure=np.nan)

    assert [] == blanks(COUNTS, pd.concat([frame, other], ignore_index=True))
    frame.loc[0, "exposure"] = np.nan
    assert [("E214", "exposure", [0])] == blanks(COUNTS, frame)


def test_minutes_may_be_missing_anywhere() -> None:
    assert [] == blanks(CONTACTS, tidy()["contacts"].assign(minutes=np.nan))


def test_word_that_must_be_there_is_neither_none_nor_empty() -> None:
    assert [("E214", "arena", [0, 1])] == blanks(CONTACTS, tidy()["contacts"].assign(arena=["", None]))


@pytest.mark.parametrize(
    ("units", "faults"),
    [
        (["", "a"], []),
        ([None, None], []),
        (["", ""], []),
        ([None, "a"], [("E214", "unit", [0])]),
        (["", None], [("E214", "unit", [1])]),
    ],
)
def test_unit_that_may_be_left_out_is_empty_text_in_some_rows(units: list[Any], faults: Found) -> None:
    assert faults == blanks(COUNTS, tidy()["counts"].head(2).assign(unit=units))


def test_blank_has_the_code_of_its_column() -> None:
    frame = tidy()["costs"].assign(price_year=np.nan, source=None, price=np.nan)

    assert [("E214", "price", [0]), ("E207", "price_year", [0]), ("E208", "source", [0])] == blanks(COSTS, frame)


def test_blank_term_names_no_period() -> None:
    assert [("E203", "term", [1])] == blanks(ABSENCE, tidy()["absence"].assign(term=["HT2023", None]))


@pytest.mark.parametrize(
    ("status", "n", "code"),
    [
        ("secret", 4.0, "E307"),
        ("missing", 0.0, "E307"),
        ("zero", 4.0, "E307"),
        ("zero", np.nan, "E307"),
        ("zero", 0.0, ""),
        ("secret", np.nan, ""),
        ("hidden", 4.0, "E128"),
        ("Secret", np.nan, "E128"),
    ],
)
def test_status_is_a_known_one_and_agrees_with_its_number(status: str, n: float, code: str) -> None:
    frame = tidy()["counts"].head(1).assign(status=status, n=n)

    assert ([(code, "status", [0])] if code else []) == statuses(COUNTS, frame)


def test_one_hidden_number_of_several_is_enough() -> None:
    frame = tidy()["absence"].assign(status=["secret", ""])
    frame.loc[0, "invalid"] = np.nan

    assert [] == statuses(ABSENCE, frame)


def test_status_is_not_held_against_numbers_that_the_frame_lacks() -> None:
    assert [] == statuses(COUNTS, tidy()["counts"].drop(columns="n").assign(status="secret"))
