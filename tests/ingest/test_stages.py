"""Who was present at which stage, from wide files and long ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from small_files import file_of, refused

from tsi_eval.ingest.stages import stages
from tsi_eval.pilot.declaration import Pilot

WIDE = {"table": "enrolment", "person": "id", "stages": {"offered": "Erbjuden", "started": "Startat"}}
LONG = {
    "table": "enrolment",
    "person": "id",
    "columns": {"stage": "Steg", "present": "Var med"},
    "values": {"present": {"ja": "yes", "nej": "no"}},
}


def rows_of(pilot: Pilot, source: dict[str, Any], content: str) -> tuple[list[tuple[Any, ...]], list[Any]]:
    file = file_of(pilot, source, content)
    rows = stages(file)[["person", "stage", "row"]]
    return list(rows.itertuples(index=False, name=None)), refused(file)


def test_wide_file_has_a_row_for_each_stage_that_says_yes(pilot: Pilot) -> None:
    rows, problems = rows_of(pilot, WIDE, "id;Erbjuden;Startat\n1;x;\n2;2023-09-01;ja")

    assert [("1", "offered", 2), ("2", "offered", 3), ("2", "started", 3)] == rows
    assert [] == problems


@pytest.mark.parametrize("said", ["nej", "NEJ", "0", "False", "-", "–", "—", ""])
def test_who_was_absent_has_no_row(pilot: Pilot, said: str) -> None:
    assert ([], []) == rows_of(pilot, WIDE, f"id;Erbjuden;Startat\n1;{said};")


def test_who_is_still_on_the_way_has_a_state_of_its_own(pilot: Pilot) -> None:
    file = file_of(pilot, WIDE, "id;Erbjuden;Startat\n1;ja;Pågår\n2;ja;ja\n3;ja;nej")

    found = stages(file)[["person", "stage", "state"]]
    assert [("1", "started", "ongoing"), ("2", "started", "present")] == list(
        found[found["stage"] == "started"].itertuples(index=False, name=None)
    )
    assert [] == refused(file)


@pytest.mark.parametrize(
    "said",
    ["ej aktuellt", "avböjde", "kom ej", "#N/A", "planerad 2025-01-10", "1900-01-00", "0,0", "?", "klar", "2", "ja?"],
)
def test_word_that_nobody_knows_is_refused_and_not_taken_for_yes(pilot: Pilot, said: str) -> None:
    rows, problems = rows_of(pilot, WIDE, f"id;Erbjuden;Startat\n1;ja;{said}\n2;ja;ja")

    assert [("E360", "Startat", (2,))] == problems
    assert ("1", "started", 2) not in rows


def test_rows_with_a_later_stage_and_not_an_earlier_are_counted(pilot: Pilot) -> None:
    file = file_of(pilot, WIDE, "id;Erbjuden;Startat\n1;;ja\n2;nej;ja\n3;ja;\n4;ja;ja\n5;pågår;ja")

    stages(file)
    assert ([3], []) == (file.out_of_order, refused(file))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2024-05-02;2024-05-01", 1),
        ("2024-05-02;2024-05-02", 0),
        ("2024-05-01;2024-05-02", 0),
        ("2024-05;2024-05-01", 0),
        ("2024-05;2024-04-30", 1),
        ("ja;2024-05-01", 0),
        (";2024-05-01", 0),
    ],
)
def test_rows_whose_later_stage_has_an_earlier_date_are_counted(pilot: Pilot, row: str, expected: int) -> None:
    file = file_of(pilot, WIDE, f"id;Erbjuden;Startat\n1;{row}\n2;2024-05-01;2024-05-03")

    stages(file)

    assert ([expected], []) == (file.backwards, refused(file))


def test_long_file_may_also_say_who_was_absent(pilot: Pilot) -> None:
    rows, problems = rows_of(pilot, LONG, "id;Steg;Var med\n1;a;ja\n2;a;Nej\n3;b;JA")

    assert [("1", "a", 2), ("3", "b", 4)] == rows
    assert [] == problems


def test_words_of_a_long_file_are_read_without_values_too(pilot: Pilot) -> None:
    source = {key: value for key, value in LONG.items() if key != "values"}
    content = "id;Steg;Var med\n1;a;nej\n2;a;pågår\n3;a;ja\n4;a;kom ej"

    file = file_of(pilot, source, content)
    found = list(stages(file)[["person", "state"]].itertuples(index=False, name=None))

    assert [("2", "ongoing"), ("3", "present")] == found
    assert [("E360", "Var med", (5,))] == refused(file)


def test_blank_is_neither_yes_nor_no(pilot: Pilot) -> None:
    assert [("E284", "Var med", (3,))] == rows_of(pilot, LONG, "id;Steg;Var med\n1;a;ja\n2;a;")[1]


def test_row_without_a_stage_says_nothing(pilot: Pilot) -> None:
    source = LONG | {"columns": {"stage": "Steg"}}

    assert ([("2", "a", 3)], []) == rows_of(pilot, source, "id;Steg\n1; \n2;a")


@pytest.mark.parametrize(
    ("row", "expected"),
    [("ja;pågår", 0), (";pågår", 1), ("nej;pågår", 1), ("pågår;pågår", 1), ("pågår;", 0), (";ja", 1), ("pågår;ja", 1)],
)
def test_who_is_on_the_way_to_a_stage_without_the_one_before_is_counted(pilot: Pilot, row: str, expected: int) -> None:
    file = file_of(pilot, WIDE, f"id;Erbjuden;Startat\n1;{row}\n2;ja;ja")

    stages(file)

    assert ([expected], []) == (file.out_of_order, refused(file))


@pytest.mark.parametrize(
    ("source", "content", "column", "rows"),
    [
        (LONG, "id;Steg;Var med\n1;a;ja\n1;a;nej\n2;a;ja", "Var med", (2, 3)),
        (LONG, "id;Steg;Var med\n1;a;nej\n2;a;ja\n1;a;pågår", "Var med", (2, 4)),
        (LONG, "id;Steg;Var med\n1;a;nej\n1;a;ja\n1;a;ja", "Var med", (2, 3, 4)),
        (WIDE, "id;Erbjuden;Startat\n1;ja;ja\n1;ja;nej", "Startat", (2, 3)),
        (WIDE, "id;Erbjuden;Startat\n1;2023-09-01;\n1;nej;", "Erbjuden", (2, 3)),
        (WIDE, "id;Erbjuden;Startat\n1;-;\n1;x;", "Erbjuden", (2, 3)),
    ],
)
def test_yes_and_no_about_one_person_and_one_stage_are_refused(
    pilot: Pilot, source: dict[str, Any], content: str, column: str, rows: tuple[int, ...]
) -> None:
    values = {"present": {"ja": "yes", "nej": "no", "pågår": "ongoing"}}
    declared = source | ({"values": values} if source is LONG else {})

    assert [("E400", column, rows)] == rows_of(pilot, declared, content)[1]


@pytest.mark.parametrize(
    ("source", "content"),
    [
        (LONG, "id;Steg;Var med\n1;a;ja\n1;b;nej\n2;a;nej"),
        (LONG, "id;Steg;Var med\n1;a;nej\n1;a;nej"),
        (LONG, "id;Steg;Var med\n;a;nej\n;a;ja"),
        (WIDE, "id;Erbjuden;Startat\n1;ja;\n1;;ja"),
        (WIDE, "id;Erbjuden;Startat\n1;ja;nej\n2;nej;ja"),
    ],
)
def test_answers_that_may_all_hold_are_no_contradiction(pilot: Pilot, source: dict[str, Any], content: str) -> None:
    assert [] == rows_of(pilot, source, content)[1]


@pytest.mark.parametrize(("alike", "expected"), [("same", ["E400"]), ("different", []), ("", [])])
def test_contradiction_under_two_spellings_is_one_where_they_are_the_same(
    pilot: Pilot, alike: Any, expected: list[str]
) -> None:
    content = "id;Steg;Var med\n007;a;ja\n7;a;nej"

    problems = rows_of(replace(pilot, ids_alike=alike), LONG, content)[1]

    assert expected == [code for code, _, _ in problems]
