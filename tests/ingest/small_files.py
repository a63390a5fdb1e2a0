"""Small files and their columns as text, for the tests of one module each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest import Intake, ingest
from tsi_eval.ingest.read import ROW, FileText, read_text
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.load import load_pilot
from tsi_eval.pilot.source import Source

HEAD = "Skola;Månad;Vad;Antal\n"
COUNTS = Source(
    id="s",
    table="counts",
    files=("t.csv",),
    columns={"unit": "Skola", "period": "Månad", "series": "Vad", "n": "Antal"},
)

TALLY = """
[[source]]
id = "tally"
table = "counts"
files = ["tally*.csv"]
columns = { period = "Månad", series = "Vad", n = "Antal" }
"""
WIDE_STAGES = """
[[source]]
id = "list"
table = "enrolment"
files = ["list.csv"]
person = "id"
stages = { invited = "Inbjuden", came = "Kom" }
words.no = ["avböjde"]
"""


def taken(folder: Path) -> Intake:
    """Return the delivery of a pilot's folder."""
    return ingest(load_pilot(folder))


def codes(intake: Intake) -> list[str]:
    """Return the codes of what is wrong with a delivery."""
    return [problem.code for problem in intake.problems]


def text_of(folder: Path, content: str, source: Source = COUNTS) -> FileText:
    """Return a file's rows as text; it must be one that can be read."""
    problems: list[Problem] = []
    (folder / "t.csv").write_text(content, encoding="utf-8")
    found = read_text(folder / "t.csv", source, problems)
    assert found is not None, [problem.code for problem in problems]
    return found


def schools(found: FileText) -> list[str]:
    """Return the schools that a file's rows name."""
    return found.frame["Skola"].tolist()


def column(*fields: str) -> pd.DataFrame:
    """Return a file's frame with one column "x"; its first row stands below the header."""
    return pd.DataFrame({ROW: range(2, len(fields) + 2), "x": pd.Series(fields, dtype="str")})


def file_of(pilot: Pilot, source: Mapping[str, Any], content: str) -> SourceFile:
    """Return one file of a source, from rows such as "Skola;Antal" and "a;3"."""
    head, *rows = (line.split(";") for line in content.splitlines())
    frame = pd.DataFrame(rows, columns=head, dtype="str")
    frame.insert(0, ROW, range(2, len(rows) + 2))
    declared = Source(**{"id": "s", "files": ("t.csv",)} | dict(source))
    return SourceFile(name="t.csv", frame=frame, source=declared, pilot=pilot, problems=[])


def listed(values: pd.Series[Any]) -> list[Any]:
    """Return values with None for those that are missing."""
    return [None if pd.isna(value) else value for value in values]


def refused(file: SourceFile) -> list[tuple[str, Any, tuple[int, ...]]]:
    """Return what is wrong with a file: code, its column, row numbers."""
    return [(problem.code, problem.params.get("column"), problem.rows) for problem in file.problems]
