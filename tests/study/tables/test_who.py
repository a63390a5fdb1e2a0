"""Who is who: identity numbers, and identifiers that may be one person's."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tsi_eval.study.tables import PERSONS, personal_tables
from tsi_eval.study.tables.column import Column, ColumnKind
from tsi_eval.study.tables.shared import PERSON
from tsi_eval.study.tables.table import Fault, Table
from tsi_eval.study.tables.who import (
    identity_faults,
    in_two_spellings,
    spelled_otherwise,
    spelling_faults,
    within_faults,
)  # fmt: skip

# The official number for tests, and one whose check digit is wrong.
NUMBER = "19811228-9874"
GOALS = Table(
    name="goals", columns=(PERSON, Column(name="goal", kind=ColumnKind.WITHIN_PERSON)), key=("person", "goal")
)


def places(fault: Fault) -> list[int]:
    return np.flatnonzero(fault.rows).tolist()


@pytest.mark.parametrize(
    "number",
    [
        NUMBER,
        "198112289874",
        "811228-9874",
        "8112289874",
        "811228+9874",
        "19811288-9873",
        "20120319-2030",
        "20120101-TF12",
        "20120101T123",
        "1981 1228 9874",
        "1 9 8 1 1 2 2 8 9 8 7 4",
        "19811228:9874",
        "19811228*9874",
        "19811228=9874",
        "19811228\u200b9874",
        "198112289874.0",
        "2,01203E+11",
        "١٩٨١١٢٢٨-٩٨٧٤",
        "barn 19811228-9874",
    ],
)
def test_identity_number_is_nobodys_name(number: str) -> None:
    rows = pd.DataFrame({"person": ["F001", number, number], "child": ["B1", "B2", number]})

    faults = [(fault.code, fault.column, places(fault)) for fault in identity_faults(rows, ["person", "child", "x"])]

    assert [("E357", "person", [1, 2]), ("E357", "child", [2])] == faults


@pytest.mark.parametrize("number", ["F001", "1", "2023-017", "20230315", "barn-0012", "1234567890123456", "A1B2C3D4"])
def test_number_of_a_case_is_a_name(number: str) -> None:
    (fault,) = identity_faults(pd.DataFrame({"person": [number, None]}), ["person"])

    assert [] == places(fault)


def test_spellings_are_found_across_columns() -> None:
    one, other = pd.Series(["007", "8", "8", None], dtype="str"), pd.Series(["7", "8", "9"], dtype="str")

    assert {"007": "007", "7": "007"} == in_two_spellings([one, other])
    assert {} == in_two_spellings([one])


def test_rows_of_suspected_persons_are_told_in_every_table() -> None:
    tables = {
        "persons": pd.DataFrame({"person": ["007", "8"]}),
        "measures": pd.DataFrame({"person": ["8", "7", "7"], "occasion": ["a", "a", "b"], "outcome": ["x"] * 3}),
    }

    faults = [(name, f.code, places(f), f.more["numbers"]) for name, f in spelling_faults(tables, personal_tables())]

    assert [("persons", "E356", [0], 1), ("measures", "E356", [1, 2], 1)] == faults
    assert [] == [*spelling_faults({"contacts": pd.DataFrame()}, personal_tables())]


def test_what_a_person_has_is_looked_at_within_the_person() -> None:
    rows = pd.DataFrame({"person": ["1", "1", "2", "3", "3"], "goal": ["01", "1", "1", "01", "2"]})

    (fault,) = within_faults(GOALS, rows)

    assert ("E356", "goal", [0, 1], 2) == (fault.code, fault.column, places(fault), fault.more["numbers"])
    assert [] == [*within_faults(PERSONS, rows)]


def test_suspected_rows_are_counted_by_their_identifiers() -> None:
    fault = spelled_otherwise(pd.DataFrame({"child": ["a", "A", "a", "b"]}), "child", ["a", "A"])

    assert ([0, 1, 2], 2) == (places(fault), fault.more["numbers"])
