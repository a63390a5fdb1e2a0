"""Rows that are wrong are named by file and number, in every file that they stand in."""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval.ingest.fault_rows import MOST_FILES, places_of, problems_of
from tsi_eval.language import Message
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.table import Fault

ROWS = pd.DataFrame({"file": ["b.csv", "a.csv", "b.csv", "a.csv"], "row": [7, 3, 9, 4]})


def test_every_file_is_named_with_its_own_rows() -> None:
    wrong = pd.Series([True, True, True, False])

    (problem,) = problems_of([Fault(code="E129", rows=wrong), Fault(code="E129", rows=~ROWS["row"].gt(0))], ROWS)

    assert {"file": "a.csv", "count": 3, "of": 4} == problem.params
    assert ((3,), (("b.csv", (7, 9)),)) == (problem.rows, problem.elsewhere)
    assert "  var: a.csv (rad 3); b.csv (rad 7, 9)" == problem.lines("sv")[1]


def test_column_and_what_else_a_fault_names_are_said() -> None:
    (problem,) = problems_of([Fault(code="E351", column="x", rows=ROWS["row"] == 3, more={"of": 9})], ROWS)

    assert {"file": "a.csv", "column": "x", "count": 1, "of": 9} == problem.params


def test_advice_is_that_for_files_where_there_is_one() -> None:
    faults = [
        Fault(code="E355", rows=ROWS["row"] == 3, more={"advice": Message(f"error.advice.{name}")})
        for name in ("labels", "twice_tallies")
    ]

    advice = [problem.params["advice"] for problem in problems_of(faults, ROWS)]
    assert Message("error.advice.labels_in_files") == advice[0]
    assert "error.advice.several_files" == advice[1].key


def test_row_is_named_once_and_not_every_file() -> None:
    rows = pd.DataFrame({"file": [f"{i}.csv" for i in range(9) for _ in range(2)], "row": 2})

    named = places_of(rows)

    assert MOST_FILES == len(named)
    assert ("0.csv", (2,)) == named[0]


def test_column_is_called_as_the_files_call_it() -> None:
    sources = [
        Source(id="a", table="persons", files=("a.csv",), person="Ärende", columns={"arm": "Grupp"}),
        Source(id="b", table="persons", files=("b.csv",), person="Ärende", clusters={"child": "Barn"}),
        Source(id="c", table="measures", files=("c.csv",), person="Barn"),
    ]

    def named(column: str) -> object:
        (problem,) = problems_of([Fault(code="E351", column=column, rows=ROWS["row"] == 3)], ROWS, sources)
        return problem.params["column"]

    assert ["Ärende, Barn", "Grupp", "Barn", "other"] == [named(name) for name in ("person", "arm", "child", "other")]


@pytest.mark.parametrize("name", ["twice_measures", "twice_persons", "strangers"])
def test_advice_names_the_files_where_several_were_read(name: str) -> None:
    fault = Fault(code="E132", rows=ROWS["row"] == 3, more={"advice": Message(f"error.advice.{name}")})

    (several,), (one,) = (problems_of([fault], rows) for rows in (ROWS, ROWS.assign(file="a.csv")))

    assert "flera filer har lästs: a.csv, b.csv. " in several.lines("sv")[2]
    assert "flera filer" not in one.lines("sv")[2]


def test_a_file_with_an_identity_number_in_its_name_is_not_named_in_advice() -> None:
    rows = ROWS.assign(file=["a.csv", "19811228-9874.csv", "a.csv", "a.csv"])
    fault = Fault(code="E132", rows=ROWS["row"] == 9, more={"advice": Message("error.advice.twice_persons")})

    (problem,) = problems_of([fault], rows)

    assert "9874" not in problem.text("sv")


@pytest.mark.parametrize("code", ["E356", "E357", "E363"])
def test_rows_are_those_of_the_files_also_where_a_row_holds_several_measurements(code: str) -> None:
    # Three outcomes stand beside each other, so that a row of the file is three of the table.
    rows = pd.DataFrame({"file": "a.csv", "row": [2, 2, 2, 3, 3, 3, 4, 4, 4]})
    more = {"numbers": 1, "advice": Message("error.advice.identifiers")}

    (problem,) = problems_of([Fault(code=code, rows=rows["row"] == 3, column="person", more=more)], rows)

    assert (1, 3) == (problem.params["count"], problem.params["of"])
    assert "i 1 av 3 rader" in problem.lines("sv")[0]
