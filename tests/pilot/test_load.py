"""Declarations: from TOML to one frozen pilot."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tsi_eval.designs import PrePost
from tsi_eval.errors import DeclarationError
from tsi_eval.pilot.load import load_pilot

Write = Callable[..., Path]


def test_pilot_is_read_into_frozen_records(files: dict[str, str], write: Write) -> None:
    pilot = load_pilot(write(files))

    assert PrePost(outcome="score", before="T0", after="T1") == pilot.questions[1].design
    assert date(2024, 1, 1) == pilot.windows["T0"].end
    with pytest.raises(dataclasses.FrozenInstanceError):
        pilot.policy = "internal"  # type: ignore[misc]


def test_declaration_hash_changes_with_the_content_but_not_with_comments(files: dict[str, str], write: Write) -> None:
    first = load_pilot(write(files)).declaration_sha256
    commented = load_pilot(write(files | {"pilot.toml": "# a comment\n" + files["pilot.toml"]})).declaration_sha256
    changed = files["questions.toml"].replace("primary", "exploratory")

    assert first == commented
    assert first != load_pilot(write(files | {"questions.toml": changed})).declaration_sha256


def test_problems_of_all_three_files_come_together(files: dict[str, str], write: Write) -> None:
    broken = {
        "pilot.toml": files["pilot.toml"].replace("municipality", "municipalty"),
        "sources.toml": files["sources.toml"].replace("minimum = 0", 'minimum = "0"'),
        "questions.toml": files["questions.toml"].replace("declared = 2026-11-01", ""),
    }

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | broken))

    found = {(problem.params["file"], problem.code) for problem in error.value.problems}
    assert {("pilot.toml", "E153"), ("sources.toml", "E155"), ("questions.toml", "E154")} <= found


UNIT = """
[[unit]]
id = "{id}"
kind = "school"
label = {{ sv = "{name}", en = "{name} school" }}
codes = ["{code}"]
pupils = {pupils}
"""


def problems_of(folder: Path) -> list[tuple[str, str]]:
    """Return the code of each problem, and its key or id."""
    with pytest.raises(DeclarationError) as error:
        load_pilot(folder)
    for problem in error.value.problems:
        assert all(len(problem.lines(language)) == 3 for language in ("sv", "en"))
    return [
        (problem.code, str(problem.params.get("key", problem.params.get("id")))) for problem in error.value.problems
    ]


def units(*given: tuple[str, str, str, int]) -> str:
    return "".join(UNIT.format(id=name, name=label, code=code, pupils=pupils) for name, label, code, pupils in given)


@pytest.mark.parametrize(
    ("other", "problems"),
    [
        (("south", "Södra", "0102", -5), [("E155", "unit.south.pupils")]),
        (("", "Södra", "0102", 5), [("E155", "unit.2.id")]),
        (("north", "Södra", "0102", 5), [("E158", "north")]),
        (("NORTH", "Södra", "0102", 5), [("E158", "north")]),
        (("south", "Södra", "101", 5), [("E158", "101")]),
        (("00101", "Södra", "0102", 5), [("E158", "101")]),
        (("south", "norra\u00a0", "0102", 5), [("E158", "norra"), ("E158", "norra school")]),
        (("south", "Norra", "0102", 5), [("E158", "norra"), ("E158", "norra school")]),
        (("south", " ", "0102", 5), [("E155", "unit.south.label.sv")]),
    ],
)
def test_unit_that_can_not_be_told_from_another_or_has_no_pupils_to_divide_by_is_refused(
    files: dict[str, str], write: Write, other: tuple[str, str, str, int], problems: list[tuple[str, str]]
) -> None:
    two = units(("north", "Norra", "0101", 300), other)

    assert problems == problems_of(write(files | {"pilot.toml": files["pilot.toml"] + two}))


def test_units_that_differ_are_taken(files: dict[str, str], write: Write) -> None:
    two = units(("north", "Norra", "0101", 300), ("south", "Södra", "0102", 0))

    pilot = load_pilot(write(files | {"pilot.toml": files["pilot.toml"] + two}))

    assert [("north", 300), ("south", 0)] == [(unit.id, unit.pupils) for unit in pilot.units]


def test_window_that_can_not_be_read_is_the_only_problem(files: dict[str, str], write: Write) -> None:
    pilot = files["pilot.toml"].replace('T1 = "VT2024"', 'T1 = "x"')

    assert [("E157", "windows.T1")] == problems_of(write(files | {"pilot.toml": pilot}))


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "questions.toml",
            'outcome = "score", before',
            'outcome = "scor", before',
            ("E159", "question.changed.options.outcome"),
        ),
        ("questions.toml", 'after = "T1"', 'after = "T9"', ("E159", "question.changed.options.after")),
        (
            "questions.toml",
            '"started", "completed"',
            '"startd", "completed"',
            ("E159", "question.reached.options.stages"),
        ),
        ("questions.toml", 'group = "arm"', 'group = "amr"', ("E159", "question.groups.options.group")),
        ("questions.toml", 'reference = "a"', 'reference = "c"', ("E159", "question.groups.options.reference")),
        ("questions.toml", 'id = "reached"', 'id = ""', ("E155", "question.1.id")),
        ("questions.toml", 'id = "reached"', 'id = "../x"', ("E155", "question.../x.id")),
        ("questions.toml", 'sv = "Vilka nåddes?"', 'sv = " "', ("E155", "question.reached.text.sv")),
        ("sources.toml", 'id = "people"', 'id = "a/b"', ("E155", "source.a/b.id")),
        ("sources.toml", 'files = ["persons.csv"]', "files = []", ("E155", "source.people.files")),
        ("pilot.toml", '"Testkommun"', '" "', ("E155", "municipality")),
        ("pilot.toml", '"Tiny pilot"', '"\u200b"', ("E155", "title.en")),
    ],
)
def test_fault_stands_at_its_own_key(
    files: dict[str, str], write: Write, file: str, old: str, new: str, problem: tuple[str, str]
) -> None:
    assert old in files[file]

    assert problem in problems_of(write(files | {file: files[file].replace(old, new, 1)}))


def test_names_that_a_mac_wrote_are_those_of_the_rows(files: dict[str, str], write: Write) -> None:
    sources = files["sources.toml"].replace(".score", '."ma\u030a"')
    mac = {"sources.toml": sources, "questions.toml": files["questions.toml"].replace("score", "ma\u030a")}

    pilot = load_pilot(write(files | mac))

    assert ["m\u00e5"] == list(pilot.outcomes)
    assert [["m\u00e5"]] == [list(source.outcomes) for source in pilot.sources if source.outcomes]
    assert "m\u00e5" == pilot.questions[1].design.outcome  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "expected"), [("", ""), ('ids_alike = "same"', "same"), ('ids_alike = "different"', "different")]
)
def test_what_spellings_of_an_identifier_are_stands_first_in_the_sources(
    line: str, expected: str, files: dict[str, str], write: Write
) -> None:
    assert expected == load_pilot(write(files | {"sources.toml": f"{line}\n{files['sources.toml']}"})).ids_alike


def test_what_spellings_of_an_identifier_are_is_one_of_two_answers(files: dict[str, str], write: Write) -> None:
    unknown = 'ids_alike = "ignore"\n' + files["sources.toml"]

    assert [("E155", "ids_alike")] == problems_of(write(files | {"sources.toml": unknown}))


@pytest.mark.parametrize("data", ["synthetic", "real"])
def test_policy_public_is_refused_for_data_that_are_not(data: str, files: dict[str, str], write: Write) -> None:
    lines = [line for line in files["pilot.toml"].splitlines() if not line.startswith(("data =", "policy ="))]
    about = "\n".join((f'data = "{data}"', 'policy = "public"', *lines))

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | {"pilot.toml": about}))

    assert [("E267", "policy")] == [(problem.code, problem.params["key"]) for problem in error.value.problems]
    assert "public" == load_pilot(write(files | {"pilot.toml": about.replace(f'"{data}"', '"public"', 1)})).policy
