"""A pilot that is read once, for tests of one file of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.load import load_pilot

# Tests of the modules share small files.
sys.path.append(str(Path(__file__).parent))

UNITS = """
[[unit]]
id = "a"
kind = "school"
label = { sv = "Skola A", en = "School A" }
codes = ["00000101", "00000151"]

[[unit]]
id = "b"
kind = "school"
label = { sv = "Skola B", en = "School B" }
codes = ["00000102"]
"""


@pytest.fixture(scope="session")
def pilot(tiny_pilot: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Pilot:
    """Return a pilot with two windows, two schools and an outcome from 0 to 40."""
    folder = tmp_path_factory.mktemp("pilots") / "tiny"
    folder.mkdir()
    for name, content in tiny_pilot.items():
        (folder / name).write_text(content + (UNITS if name == "pilot.toml" else ""), encoding="utf-8")
    return load_pilot(folder)
