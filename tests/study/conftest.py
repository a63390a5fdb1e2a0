"""A pilot with one source, so that a table can be read from one file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval.ingest import Intake, ingest
from tsi_eval.pilot.load import load_pilot

# Tests of frames share those that a tidy researcher would give.
sys.path.append(str(Path(__file__).parent))

PILOT = """
municipality = "Testkommun"
data = "synthetic"
report_date = 2026-11-22
title = { sv = "Liten pilot", en = "Tiny pilot" }
summary = { sv = "Påhittade data.", en = "Invented data." }
period = { sv = "läsåret 2023/24", en = "school year 2023/24" }

[windows]
T0 = "HT2023"
T1 = "VT2024"

[[unit]]
id = "a"
kind = "school"
label = { sv = "Skola A", en = "School A" }

[[unit]]
id = "b"
kind = "school"
label = { sv = "Skola B", en = "School B" }
"""
SOURCE = """
[outcome.score]
label = { sv = "poäng", en = "score" }
unit = { sv = "poäng", en = "points" }
minimum = 0
maximum = 40
step = 0.5

[[source]]
id = "it"
files = ["it.csv"]
"""
QUESTIONS = "declared = 2026-11-01\nquestion = []\n"


@pytest.fixture
def declared(write: Callable[..., Path]) -> Callable[[str, str], Path]:
    """Return a function that makes a pilot's folder of a source's further lines and its file."""

    def make(source: str, file: str) -> Path:
        texts = {"pilot.toml": PILOT, "sources.toml": SOURCE + source, "questions.toml": QUESTIONS, "it.csv": file}
        return write(texts)

    return make


@pytest.fixture
def taken(declared: Callable[[str, str], Path]) -> Callable[[str, str], Intake]:
    """Return a function that reads such a pilot's file."""
    return lambda source, file: ingest(load_pilot(declared(source, file)))
