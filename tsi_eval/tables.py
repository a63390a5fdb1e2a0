"""The tables of a study and their contracts: columns, keys, and what makes a row belong to no one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tsi_eval.errors import DataError, Problem

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "persons": ("person",),
    "enrolment": ("person", "stage"),
    "measures": ("person", "occasion", "outcome", "value"),
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "persons": ("person",),
    "enrolment": ("person", "stage"),
    "measures": ("person", "occasion", "outcome"),
}
KEPT_ROWS = 50


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy of a researcher's own frame if it keeps the table's contract.

    Raises:
        DataError: Every problem found (E126, E129, E132).
    """
    absent = [column for column in COLUMNS[name] if column not in frame.columns]
    if absent:
        params = {"file": name, "column": ", ".join(absent), "suggestion": ", ".join(COLUMNS[name])}
        raise DataError(Problem(code="E126", params=params))
    problems = tuple(key_problems(name, frame, where=name))
    if problems:
        raise DataError(problems)
    return frame.copy()


def key_problems(name: str, frame: pd.DataFrame, where: str) -> Iterator[Problem]:
    """Yield the problems of a table's keys: rows without a person (E129), a person twice (E132).

    A column `row`, when there is one, gives the row numbers for the console.
    """
    nobody = frame["person"].isna()
    if nobody.any():
        yield Problem(code="E129", params=_counts(where, int(nobody.sum()), len(frame)), rows=_rows(frame, nobody))
    twice = frame.duplicated(list(KEYS[name]), keep=False) & ~nobody
    if twice.any():
        params = _counts(where, int(twice.sum()), len(frame)) | {"key": " + ".join(KEYS[name])}
        yield Problem(code="E132", params=params, rows=_rows(frame, twice))


def _counts(where: str, rows: int, of: int) -> dict[str, str | int]:
    return {"file": where, "count": rows, "of": of}


def _rows(frame: pd.DataFrame, bad: pd.Series[bool]) -> tuple[int, ...]:
    if "row" not in frame.columns:
        return ()
    return tuple(int(row) for row in frame.loc[bad, "row"].head(KEPT_ROWS))
