"""A source's files, stacked: its receipt, and an account of each file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from small_files import TALLY, WIDE_STAGES, codes, taken

Write = Callable[..., Path]
HALVES = {
    "list1.csv": "id;Inbjuden;Kom\nbarn001;ja;pågår\nbarn002;ja;pågår\n",
    "list2.csv": "id;Inbjuden;Kom\nbarn001;;ja\nbarn002;;pågår\n",
}


def test_all_files_of_a_pattern_are_stacked(files: dict[str, str], write: Write) -> None:
    head, *rows = files["log.csv"].splitlines()
    parts = {"log1.csv": "\n".join([head, *rows[:50]]), "log2.csv": "\n".join([head, *rows[50:]])}
    whole = taken(write(files, name="whole")).tables["enrolment"]
    del files["log.csv"]

    split = taken(write(files | parts, name="split"))

    assert 2 == split.receipt[1].files
    pd.testing.assert_frame_equal(
        whole.drop(columns=["file", "row"]), split.tables["enrolment"].drop(columns=["file", "row"])
    )


def test_receipt_counts_rows_files_and_columns(files: dict[str, str], write: Write) -> None:
    extra = (
        files["persons.csv"].replace("id,grupp", "id,grupp,ort").replace("A\n", "A,Mora\n").replace("B\n", "B,Nora\n")
    )

    receipt = taken(write(files | {"persons.csv": extra})).receipt[0]

    assert (1, 60, 2, 1) == (receipt.files, receipt.rows, receipt.columns_used, receipt.columns_dropped)


def test_same_month_in_two_files_is_refused(files: dict[str, str], write: Write) -> None:
    one, two = "Månad;Vad;Antal\n2023-08;x;7\n", "Månad;Vad;Antal\naug 2023;x;7\n"
    added = {"sources.toml": files["sources.toml"] + TALLY, "tally1.csv": one, "tally2.csv": two}

    assert ["E132"] == [problem.code for problem in taken(write(files | added)).problems]


def test_row_of_a_measure_without_its_value_is_received_and_left_out(files: dict[str, str], write: Write) -> None:
    blank = files["forms.csv"].splitlines()
    blank[1] = blank[1].rsplit(",", 1)[0] + ","

    intake = taken(write(files | {"forms.csv": "\n".join(blank) + "\n"}))

    assert () == intake.problems
    assert {"score@T0": (59, 1), "score@T1": (50, 0)} == intake.receipt[2].values
    assert 109 == len(intake.tables["measures"])


@pytest.mark.parametrize("order", [('"list1.csv", "list2.csv"'), ('"list2.csv", "list1.csv"')])
def test_who_was_there_by_a_later_file_is_no_longer_on_the_way(files: dict[str, str], write: Write, order: str) -> None:
    sources = files["sources.toml"] + WIDE_STAGES.replace('"list.csv"', order)

    intake = taken(write(files | HALVES | {"sources.toml": sources}))

    rows = intake.tables["enrolment"].query("stage == 'came'")
    assert () == intake.problems
    assert {("barn001", "present"), ("barn002", "ongoing")} == {*zip(rows["person"], rows["state"], strict=True)}
    assert 2 == len(rows)
    assert "found.overtaken" in {note.key for note in intake.receipt[-1].notes}


@pytest.mark.parametrize(
    ("one", "other"), [("barn001;;ja", "barn001;ja;ja"), ("barn001;;pågår\nbarn001;;ja", "barn002;;ja")]
)
def test_stage_that_stands_twice_in_any_other_way_is_refused(
    files: dict[str, str], write: Write, one: str, other: str
) -> None:
    halves = {"list1.csv": f"id;Inbjuden;Kom\n{one}\n", "list2.csv": f"id;Inbjuden;Kom\n{other}\n"}
    sources = files["sources.toml"] + WIDE_STAGES.replace('"list.csv"', '"list*.csv"')

    assert ["E132"] == codes(taken(write(files | halves | {"sources.toml": sources})))


def test_file_that_can_not_be_read_has_one_problem_of_its_own(files: dict[str, str], write: Write) -> None:
    assert ["E104"] == codes(taken(write(files | {"forms.csv": ""})))


def test_two_files_of_one_name_have_an_account_each(files: dict[str, str], write: Write) -> None:
    head = "id;Inbjuden;Kom\n"
    added = {"ht/list.csv": f"{head}barn001;ja;ja\n", "vt/list.csv": f"{head}barn002;;\nbarn003;ja;\n"}
    sources = files["sources.toml"] + WIDE_STAGES.replace('"list.csv"', '"*/list.csv"')
    folder = write(files | {"sources.toml": sources})
    for name, content in added.items():
        (folder / name).parent.mkdir()
        (folder / name).write_text(content, encoding="utf-8")

    intake = taken(folder)

    assert () == intake.problems
    assert [("ht/list.csv", 1, ()), ("vt/list.csv", 1, (2,))] == [
        (account.file, account.rows, tuple(row for left in account.left_out for row in left.rows))
        for account in intake.accounts
        if account.source == "list"
    ]
