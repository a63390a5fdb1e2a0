"""Frames as a tidy researcher would give them, one a table.

Tests write them otherwise, or spoil them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from tsi_eval.errors import DataError
from tsi_eval.language import Text
from tsi_eval.study import Outcome, Study, Unit
from tsi_eval.study.frame_columns import Read, read_fields
from tsi_eval.study.tables import Table
from tsi_eval.study.tables.column import ColumnKind

UNITS = tuple(Unit(id=name, kind="school", label=Text(sv=name, en=name)) for name in ("a", "b"))
SCORE = Outcome(label=Text(sv="poäng", en="score"), unit=Text(sv="poäng", en="points"), minimum=0, maximum=40, step=0.5)
MONTHS = [f"2023-{month:02}" for month in range(1, 9)]


def tidy() -> dict[str, pd.DataFrame]:
    """Return new frames of every table."""
    return {
        "persons": pd.DataFrame({"person": ["1", "2", "3"], "arm": ["0", "1", "1"], "unit": ["a", "b", "b"]}),
        "enrolment": pd.DataFrame({"person": ["1", "1", "2"], "stage": ["offered", "started", "offered"]}),
        "measures": pd.DataFrame(
            {
                "person": ["1", "2", "1", "2"],
                "occasion": ["T0", "T0", "T1", "T1"],
                "outcome": ["score"] * 4,
                "value": [12.5, 7.0, 10.0, 40.0],
            }
        ),
        "contacts": pd.DataFrame(
            {
                "unit": ["a", "b"],
                "period": ["2024-W05", "2023-08"],
                "month": ["2024-02", "2023-08"],
                "arena": ["corridor", "meeting"],
                "who": ["pupil", "pupil"],
                "n": [3.0, None],
                "status": ["", "secret"],
                "minutes": [40.0, None],
            }
        ),
        "counts": pd.DataFrame(
            {
                "unit": ["a"] * len(MONTHS),
                "month": MONTHS,
                "series": ["reports"] * len(MONTHS),
                "n": [4.0, 0.0, 2.0, 5.0, 1.0, 3.0, 2.0, 6.0],
                "status": [""] * len(MONTHS),
                "exposure": [900.0] * len(MONTHS),
            }
        ),
        "absence": pd.DataFrame(
            {
                "unit": ["a", "a"],
                "term": ["HT2023", "VT2024"],
                "grade": ["7", "7"],
                "pupils": [100.0, 98.0],
                "valid": [50.5, 60.0],
                "invalid": [10.0, 20.0],
                "offered": [4000.0, 4100.0],
                "status": ["", ""],
            }
        ),
        "costs": pd.DataFrame(
            {
                "item": ["interpreter"],
                "kind": ["other"],
                "quantity": [12.0],
                "measure": ["hours"],
                "price": [650.0],
                "price_year": [2023.0],
                "payer": ["school"],
                "source": ["contract"],
            }
        ),
    }


def study_of(frames: Mapping[str, Any], **more: Any) -> Study:
    """Return a study of frames, with the outcome and the schools that they name."""
    return Study.from_frames(**{"outcomes": {"score": SCORE}, "units": UNITS} | more | dict(frames))


def codes_of(frames: Mapping[str, Any], **more: Any) -> list[str]:
    """Return the codes of the problems that frames have; [] when they make a study."""
    try:
        study_of(frames, **more)
    except DataError as error:
        return [problem.code for problem in error.problems]
    return []


def refusal_of(frames: Mapping[str, Any], **more: Any) -> DataError:
    """Return the error that frames are refused with."""
    try:
        study_of(frames, **more)
    except DataError as error:
        return error
    raise AssertionError("the frames were taken")


def read(record: Table, frame: pd.DataFrame) -> dict[str, Read]:
    """Return the columns of a frame, each read by its kind."""
    reads = {}
    for name in frame:
        column = record.column(str(name))
        reads[str(name)] = read_fields(frame[name], column.kind if column else ColumnKind.LABEL)
    return reads
