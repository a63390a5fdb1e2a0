"""Measures from wide files, where columns are summed, and what was received of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from small_files import file_of, listed, refused, taken

from tsi_eval.ingest.measures import measures, values_received
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Source

Write = Callable[..., Path]

WIDE = """
[outcome.score]
label = { sv = "poäng", en = "score" }
unit = { sv = "poäng", en = "points" }
step = 0.5

[[source]]
id = "wide"
table = "measures"
files = ["wide.csv"]
person = "id"
format = { delimiter = ";", decimal = ",", encoding = "cp1252", missing = ["-"] }
outcomes.score = { T0 = ["läs1", "mat1"], T1 = ["läs2"] }
"""
LONG = {"table": "measures", "person": "id", "columns": {"date": "Dag"}, "outcomes": {"score": ("Läs", "Mat")}}
ASKED = """
declared = 2026-11-01
[[question]]
id = "q"
design = "pre_post"
role = "primary"
direction = "none"
text = { sv = "?", en = "?" }
options = { outcome = "score", before = "T0", after = "T1" }
"""


def test_wide_file_is_summed_and_a_sum_is_missing_when_a_part_is(files: dict[str, str], write: Write) -> None:
    text = "id;läs1;mat1;läs2\nb1;1,5;2;3\nb2;-;2;4\n".encode("cp1252")
    folder = write({"pilot.toml": files["pilot.toml"], "sources.toml": WIDE, "questions.toml": ASKED, "wide.csv": text})

    intake = taken(folder)

    rows = intake.tables["measures"][["person", "occasion", "value"]].to_records(index=False).tolist()
    assert () == intake.problems
    assert [("b1", "T0", 3.5), ("b1", "T1", 3.0), ("b2", "T1", 4.0)] == rows
    assert {"score@T0": (1, 1), "score@T1": (2, 0)} == intake.receipt[0].values


def test_long_file_is_summed_by_row(pilot: Pilot) -> None:
    file = file_of(pilot, LONG, "id;Dag;Läs;Mat\n1;2023-09-15;1,5;2,5\n2;2024-03;3;")

    rows = measures(file)

    assert ["T0", "T1"] == listed(rows["occasion"])
    assert [4, None] == listed(rows["value"])
    assert [2, 3] == rows["row"].tolist()
    assert [] == refused(file)


def test_sum_outside_the_outcomes_range_is_refused_by_its_columns(pilot: Pilot) -> None:
    file = file_of(pilot, LONG, "id;Dag;Läs;Mat\n1;2023-09-15;20;20\n2;2023-09-15;20;21\n3;2023-09-15;-1;0")

    measures(file)

    assert [("E136", "Läs + Mat", (3, 4))] == refused(file)
    assert ("0", "40") == (file.problems[0].params["low"], file.problems[0].params["high"])


def test_sum_between_two_steps_of_the_scale_is_refused(pilot: Pilot) -> None:
    file = file_of(pilot, LONG, "id;Dag;Läs;Mat\n1;2023-09-15;1,5;2\n2;2023-09-15;1,5;2,5")

    measures(file)

    assert [("E290", "Läs + Mat", (2,))] == refused(file)


@pytest.mark.parametrize(("value", "codes"), [("7", ["E214"]), ("", [])])
def test_value_without_a_date_belongs_nowhere(pilot: Pilot, value: str, codes: list[str]) -> None:
    file = file_of(pilot, LONG, f"id;Dag;Läs;Mat\n1;;{value};1")

    measures(file)

    assert codes == [code for code, _, _ in refused(file)]


def test_what_was_received_is_counted_in_the_order_of_the_declaration(pilot: Pilot) -> None:
    source = Source(id="s", table="measures", files=("t.csv",), person="id")
    rows = [("T1", 1.0), ("T0", None), ("T0", 2.0), ("T1", 3.0)]
    table = pd.DataFrame(rows, columns=["occasion", "value"]).assign(outcome="score")

    received = values_received(table, pilot, source)

    assert [("score@T0", (1, 1)), ("score@T1", (2, 0))] == list(received.items())
    assert {} == values_received(table.iloc[:0], pilot, source)


DAYS = {
    "table": "measures",
    "person": "id",
    "days": {"score": {"T0": ("Ansökan", "Första mötet")}},
}


def test_days_between_two_dates_are_a_measure(pilot: Pilot) -> None:
    file = file_of(
        pilot,
        DAYS,
        "id;Ansökan;Första mötet\n1;2024-02-01;2024-03-01\n2;2024-02-01;2024-02-01\n3;2024-02-01;\n4;;2024-02-01",
    )

    rows = measures(file)

    assert [29.0, 0.0, None, None] == listed(rows["value"])
    assert {("T0", "score")} == set(zip(rows["occasion"], rows["outcome"], strict=True))
    assert [] == refused(file)


def test_days_that_run_backwards_or_beyond_the_range_are_refused(pilot: Pilot) -> None:
    file = file_of(pilot, DAYS, "id;Ansökan;Första mötet\n1;2024-03-01;2024-02-01\n2;2024-01-01;2024-03-01")

    measures(file)

    columns = "Ansökan + Första mötet"
    assert [("E371", columns, (2,)), ("E136", columns, (3,))] == refused(file)


def test_date_that_is_none_is_refused_where_it_stands(pilot: Pilot) -> None:
    file = file_of(pilot, DAYS, "id;Ansökan;Första mötet\n1;2024-03-01;snart\n2;9999-12-31;2024-03-01")

    assert [None, None] == listed(measures(file)["value"])
    assert [("E135", "Första mötet", (2,)), ("E135", "Ansökan", (3,))] == refused(file)


def test_count_for_each_person_is_a_measure_at_an_occasion_without_days(files: dict[str, str], write: Write) -> None:
    about = files["pilot.toml"].replace('T0 = "HT2023"', 'T0 = "HT2023"\nmeetings = "once"')
    sources = WIDE.replace('T0 = ["läs1", "mat1"], T1 = ["läs2"]', 'meetings = ["Antal möten"]')
    content = "id;Antal möten\nb1;7\nb2;-\nb3;0\n".encode("cp1252")
    asked = ASKED.replace('before = "T0"', 'before = "meetings"')
    folder = write({"pilot.toml": about, "sources.toml": sources, "questions.toml": asked, "wide.csv": content})

    intake = taken(folder)

    assert () == intake.problems
    rows = intake.tables["measures"][["person", "occasion", "value"]]
    assert [("b1", "meetings", 7.0), ("b3", "meetings", 0.0)] == list(rows.itertuples(index=False, name=None))
