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
