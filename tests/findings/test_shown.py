"""Who shows a finding is looked up by name, since no import may lead upwards."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

from tsi_eval.findings import shown
from tsi_eval.findings.shown import Room, room

HERE = Path(inspect.getfile(shown))


def test_the_room_answers_everything_that_is_asked_of_it() -> None:
    asked = [name for name in vars(Room) if not name.startswith("_")]

    assert asked
    for name in asked:
        theirs = inspect.signature(getattr(room(), name)).parameters
        ours = list(inspect.signature(getattr(Room, name)).parameters)[1:]
        assert ours == list(theirs) or len(ours) == len(theirs), name


def test_nothing_above_is_imported() -> None:
    tree = ast.parse(HERE.read_text(encoding="utf-8"))
    named = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]

    assert not [name for name in named if name and "research" in name]
