"""A pilot with one source, so that a table can be read from one file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_pilot import ABOUT, NO_QUESTIONS, SCHOOLS, SCORE

from tsi_eval.ingest import Intake, ingest
from tsi_eval.pilot.load import load_pilot

# Tests of frames share those that a tidy researcher would give.
sys.path.append(str(Path(__file__).parent))

IN_HALVES = "step = 0.5\n"
SOURCE = """
[[source]]
id = "it"
files = ["it.csv"]
"""


@pytest.fixture
def declared(write: Callable[..., Path]) -> Callable[[str, str], Path]:
    """Return a function that makes a pilot's folder of a source's further lines and its file."""

    def make(source: str, file: str) -> Path:
        texts = {
            "pilot.toml": ABOUT + SCHOOLS,
            "sources.toml": SCORE + IN_HALVES + SOURCE + source,
            "questions.toml": NO_QUESTIONS,
            "it.csv": file,
        }
        return write(texts)

    return make


@pytest.fixture
def taken(declared: Callable[[str, str], Path]) -> Callable[[str, str], Intake]:
    """Return a function that reads such a pilot's file."""
    return lambda source, file: ingest(load_pilot(declared(source, file)))
