"""Declarations: from TOML to one frozen pilot."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tsi_eval.designs import DESIGNS, PrePost
from tsi_eval.errors import DeclarationError
from tsi_eval.periods import parse_window
from tsi_eval.pilot.files import schemas
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


def test_misspelt_key_gets_a_suggestion(files: dict[str, str], write: Write) -> None:
    broken = files["pilot.toml"].replace("municipality", "municipalty")

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | {"pilot.toml": broken}))

    suggestions = {problem.params.get("suggestion") for problem in error.value.problems}
    assert "municipality" in suggestions


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("HT2023", date(2023, 7, 1), date(2024, 1, 1)),
        ("VT 2024", date(2024, 1, 1), date(2024, 7, 1)),
        ("ht-2023", date(2023, 7, 1), date(2024, 1, 1)),
        ("2023/24", date(2023, 7, 1), date(2024, 7, 1)),
        ("Läsåret 2023/2024", date(2023, 7, 1), date(2024, 7, 1)),
        ("1999/00", date(1999, 7, 1), date(2000, 7, 1)),
    ],
)
def test_window_is_read_as_people_write_it(text: str, start: date, end: date) -> None:
    window = parse_window(text)

    assert window is not None
    assert (start, end) == (window.start, window.end)
    assert window.holds(start)
    assert not window.holds(end)


@pytest.mark.parametrize("text", ["2023/25", "hösten", "HT23x", "", "2023"])
def test_window_that_is_none_is_refused(text: str) -> None:
    assert parse_window(text) is None


def test_schemas_name_every_design_and_option() -> None:
    made = schemas()

    entry = made["questions.schema.json"]["$defs"]["QuestionEntry"]["properties"]
    assert {design.name for design in DESIGNS} == set(entry["design"]["enum"])
    assert "blocks" in str(entry["options"])
    assert "policy" in made["pilot.schema.json"]["properties"]


@pytest.mark.parametrize(("language", "said"), [("sv", "Väntat: ett heltal."), ("en", "a whole number")])
def test_a_value_of_the_wrong_form_is_said_in_the_readers_language(
    files: dict[str, str], write: Callable[..., Path], language: str, said: str
) -> None:
    files["pilot.toml"] += '\n[[unit]]\nid = "a"\nkind = "school"\nlabel = { sv = "A", en = "A" }\npupils = "many"\n'

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files))

    assert said in error.value.text(language)
