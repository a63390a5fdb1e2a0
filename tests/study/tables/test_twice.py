"""One label in two spellings, and rows of costs that stand twice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from own_frames import tidy

from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, PERSONS, Table
from tsi_eval.study.tables.twice import doubled_rows, label_faults, shared_rows


def labelled(record: Table, **labels: str) -> list[tuple[str, str, list[int]]]:
    """Return the faults of a table whose first row stands once more, last, with other labels."""
    rows = tidy()[record.name]
    faults = label_faults(record, pd.concat([rows, rows.head(1), rows.head(1).assign(**labels)], ignore_index=True))
    return [(fault.code, fault.column, np.flatnonzero(fault.rows).tolist()) for fault in faults if fault.rows.any()]


@pytest.mark.parametrize("record", [CONTACTS, COSTS, PERSONS, ABSENCE])
def test_table_with_one_spelling_a_label_has_no_fault(record: Table) -> None:
    assert [] == [fault for fault in label_faults(record, tidy()[record.name]) if fault.rows.any()]


@pytest.mark.parametrize(
    ("record", "column"),
    [(CONTACTS, "arena"), (CONTACTS, "who"), (COSTS, "kind"), (COSTS, "payer"), (ABSENCE, "grade")],
)
def test_label_in_another_spelling_is_told_where_it_is_rarer(record: Table, column: str) -> None:
    rows = tidy()[record.name]
    label = str(rows[column].iloc[0])

    assert [("E355", column, [len(rows) + 1])] == labelled(
        record, **{column: f"0{label}" if label.isdigit() else label.title()}
    )


def test_attribute_of_persons_is_a_label_and_what_they_belong_to_is_none() -> None:
    rows = pd.DataFrame({"person": ["1", "2", "3"], "gender": ["girl", "Girl", "girl"], "child": ["a", "A", "a"]})

    faults = [(f.column, np.flatnonzero(f.rows).tolist()) for f in label_faults(PERSONS, rows, ["child"])]

    assert [("gender", [1])] == faults


def test_words_of_each_row_are_its_own() -> None:
    assert [] == labelled(COSTS, item="LOKAL", source="BUDGET")


POSTS = pd.DataFrame(
    [
        ("Lokal", "other", 1.0, "piece", 500.0, 2023.0, "school", "b", "one.csv"),
        ("Resor", "other", 1.0, "piece", 90.0, 2023.0, "school", "b", "one.csv"),
        ("LOKAL ", "other", 1.0, "piece", 500.0, 2023.0, "school", "b", "two.csv"),
    ],
    columns=[*COSTS.study_columns, "file"],
)


def test_cost_that_stands_twice_in_a_file_is_told() -> None:
    again = pd.concat([POSTS, POSTS.tail(1)], ignore_index=True)

    assert [False] * 3 == doubled_rows(COSTS, POSTS).tolist()
    assert [False, False, True, True] == doubled_rows(COSTS, again).tolist()


def test_row_of_a_table_with_a_key_is_told_by_its_key() -> None:
    rows = tidy()["contacts"].assign(file="one.csv")

    assert not doubled_rows(CONTACTS, pd.concat([rows, rows], ignore_index=True)).any()
    assert {} == shared_rows(CONTACTS, rows)


def test_two_files_have_a_share_of_their_rows_in_common() -> None:
    assert {("one.csv", "two.csv"): 1.0} == shared_rows(COSTS, POSTS)
    assert {("one.csv", "two.csv"): 0.0} == shared_rows(COSTS, POSTS.assign(price=[1.0, 2.0, 3.0]))
    assert {} == shared_rows(COSTS, POSTS.assign(file="one.csv"))


def test_post_with_a_blank_is_compared_as_any_other() -> None:
    blank = POSTS.assign(payer=[None, "school", None], price=[np.nan, 90.0, np.nan])

    assert {("one.csv", "two.csv"): 1.0} == shared_rows(COSTS, blank)
    assert not doubled_rows(COSTS, blank).any()
