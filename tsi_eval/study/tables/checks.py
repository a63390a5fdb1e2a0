"""What is checked of every table, from files and from a researcher's frames: its columns, its key, holes in its series."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tsi_eval.errors import DataError, Problem
from tsi_eval.periods import month_index
from tsi_eval.study.tables.table import Table

if TYPE_CHECKING:
    import pandas as pd

KEPT_ROWS = 50
# A poll of two months is no series with a hole in it.
FEWEST_MONTHS = 6


def checked_frame(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy of a researcher's own frame if it keeps the table's contract.

    Raises:
        DataError: Every problem found (E126, E129, E132).
    """
    absent = [column for column in table.study_columns if column not in frame.columns]
    if absent:
        params = {"file": table.name, "column": ", ".join(absent), "suggestion": ", ".join(table.study_columns)}
        raise DataError(Problem(code="E126", params=params))
    problems = tuple(key_problems(table, frame, where=table.name))
    if problems:
        raise DataError(problems)
    return frame.copy()


def key_problems(table: Table, frame: pd.DataFrame, where: str) -> Iterator[Problem]:
    """Yield the problems of a table's key: rows without a person (E129), a key twice (E132).

    A column `row`, when there is one, gives the row numbers for the console.
    """
    if not table.key:
        return
    key = list(table.key)
    nobody = frame[key].isna().any(axis=1) if table.person is None else frame[table.person.name].isna()
    if nobody.any() and table.person is not None:
        yield Problem(code="E129", params=_counts(where, int(nobody.sum()), len(frame)), rows=_rows(frame, nobody))
    twice = frame.duplicated(key, keep=False) & ~nobody
    if twice.any():
        params = _counts(where, int(twice.sum()), len(frame)) | {"key": " + ".join(key)}
        yield Problem(code="E132", params=params, rows=_rows(frame, twice))


def missing_months(table: Table, frame: pd.DataFrame, closed: tuple[int, ...], where: str) -> Iterator[Problem]:
    """Yield a problem (E204) when a series lacks a month between its first and its last, other than closed ones."""
    if not table.unbroken:
        return
    gaps: set[str] = set()
    for _, rows in frame.dropna(subset=["month"]).groupby(list(table.unbroken)):
        present = set(rows["month"])
        if len(present) >= FEWEST_MONTHS:
            every = range(month_index(min(present)), month_index(max(present)) + 1)
            gaps |= {f"{i // 12}-{i % 12 + 1:02}" for i in every if i % 12 + 1 not in closed} - present
    if gaps:
        yield Problem(code="E204", params={"file": where, "months": ", ".join(sorted(gaps)[:12])})


def _counts(where: str, rows: int, of: int) -> dict[str, str | int]:
    return {"file": where, "count": rows, "of": of}


def _rows(frame: pd.DataFrame, bad: pd.Series[bool]) -> tuple[int, ...]:
    if "row" not in frame.columns:
        return ()
    return tuple(int(row) for row in frame.loc[bad, "row"].head(KEPT_ROWS))
