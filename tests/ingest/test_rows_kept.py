"""Rows that are left out after their file was read, and why."""

from __future__ import annotations

import pandas as pd

from tsi_eval.ingest.account import FileAccount, LeftOut
from tsi_eval.ingest.rows_kept import settled
from tsi_eval.study.tables import ENROLMENT, MEASURES, PERSONS

ACCOUNT = FileAccount(
    file="a.csv",
    source="s",
    table="measures",
    rows=4,
    left_out=(LeftOut(why="blank", rows=(9,)),),
    used=(),
    unused=(),
    found={},
)
NUMBERS = pd.Index([2, 3, 4, 5])


def rows(*numbers: int, file: str = "a.csv", value: float | None = 1.0) -> pd.DataFrame:
    return pd.DataFrame({"row": numbers, "file": file, "value": value, "stage": "started"})


def test_rows_that_are_all_kept_leave_the_account_as_it_was() -> None:
    assert ACCOUNT == settled(ACCOUNT, NUMBERS, rows(2, 3, 4, 5), rows(2, 3, 4, 5), MEASURES)


def test_answers_of_others_and_rows_without_a_value_are_told_apart() -> None:
    given = rows(2, 2, 3, 3, 4, 5)
    kept = pd.concat([rows(2, 2, 4), rows(5, value=None), rows(3, file="b.csv")])

    found = settled(ACCOUNT, NUMBERS, given, kept, MEASURES)

    assert 2 == found.rows
    assert (
        LeftOut(why="blank", rows=(9,)),
        LeftOut(why="respondents", rows=(3,)),
        LeftOut(why="no_value", rows=(5,)),
    ) == found.left_out


def test_a_row_with_one_value_of_several_counts() -> None:
    kept = pd.concat([rows(2, 3, 4, 5), rows(2, 3, 4, 5, value=None)])

    assert ACCOUNT == settled(ACCOUNT, NUMBERS, kept, kept, MEASURES)


def test_a_person_who_gave_no_row_was_at_no_stage() -> None:
    found = settled(ACCOUNT, NUMBERS, rows(2, 3), rows(2, 3), ENROLMENT)

    assert (2, LeftOut(why="no_stage", rows=(4, 5))) == (found.rows, found.left_out[-1])


def test_a_table_whose_rows_always_say_something_leaves_none_out() -> None:
    assert ACCOUNT == settled(ACCOUNT, NUMBERS, rows(2), rows(2), PERSONS)
