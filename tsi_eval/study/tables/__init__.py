"""The tables of a study and their contracts: columns, keys, and what makes a row belong to no one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from tsi_eval.errors import DataError, Problem
from tsi_eval.periods import month_index

if TYPE_CHECKING:
    import pandas as pd

TableName = Literal["persons", "enrolment", "measures", "contacts", "counts", "absence", "costs"]


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "persons": ("person",),
    "enrolment": ("person", "stage"),
    "measures": ("person", "occasion", "outcome", "value"),
    "contacts": ("unit", "period", "month", "arena", "who", "n", "status", "minutes"),
    "counts": ("unit", "month", "series", "n", "status", "exposure"),
    "absence": ("unit", "term", "grade", "pupils", "valid", "invalid", "offered", "status"),
    "costs": ("item", "kind", "quantity", "measure", "price", "price_year", "payer", "source"),
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "persons": ("person",),
    "enrolment": ("person", "stage"),
    "measures": ("person", "occasion", "outcome"),
    "contacts": ("unit", "period", "arena", "who"),
    "counts": ("unit", "month", "series"),
    "absence": ("unit", "term", "grade"),
}
PERSONAL = ("persons", "enrolment", "measures")
KEPT_ROWS = 50
# A poll of two months is no series with a hole in it.
FEWEST_MONTHS = 6


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy of a researcher's own frame if it keeps the table's contract.

    Raises:
        DataError: Every problem found (E126, E129, E132).
    """
    absent = [column for column in COLUMNS[name] if column not in frame.columns]
    if absent:
        params = {"file": name, "column": ", ".join(absent), "suggestion": ", ".join(COLUMNS[name])}
        raise DataError(Problem(code="E126", params=params))
    problems = tuple(key_problems(name, frame, where=name)) if name in KEYS else ()
    if problems:
        raise DataError(problems)
    return frame.copy()


def key_problems(name: str, frame: pd.DataFrame, where: str) -> Iterator[Problem]:
    """Yield the problems of a table's keys: rows without a person (E129), a person twice (E132).

    A column `row`, when there is one, gives the row numbers for the console.
    """
    nobody = frame["person"].isna() if name in PERSONAL else frame[list(KEYS[name])].isna().any(axis=1)
    if nobody.any() and name in PERSONAL:
        yield Problem(code="E129", params=_counts(where, int(nobody.sum()), len(frame)), rows=_rows(frame, nobody))
    twice = frame.duplicated(list(KEYS[name]), keep=False) & ~nobody
    if twice.any():
        params = _counts(where, int(twice.sum()), len(frame)) | {"key": " + ".join(KEYS[name])}
        yield Problem(code="E132", params=params, rows=_rows(frame, twice))


def missing_months(frame: pd.DataFrame, closed: tuple[int, ...], where: str) -> Iterator[Problem]:
    """Yield a problem (E204) when a series has no row for a month between its first and its last, other than closed ones."""
    gaps: set[str] = set()
    for _, rows in frame.dropna(subset=["month"]).groupby(["unit", "series"]):
        there = set(rows["month"])
        if len(there) >= FEWEST_MONTHS:
            every = range(month_index(min(there)), month_index(max(there)) + 1)
            gaps |= {f"{i // 12}-{i % 12 + 1:02}" for i in every if i % 12 + 1 not in closed} - there
    if gaps:
        yield Problem(code="E204", params={"file": where, "months": ", ".join(sorted(gaps)[:12])})


def _counts(where: str, rows: int, of: int) -> dict[str, str | int]:
    return {"file": where, "count": rows, "of": of}


def _rows(frame: pd.DataFrame, bad: pd.Series[bool]) -> tuple[int, ...]:
    if "row" not in frame.columns:
        return ()
    return tuple(int(row) for row in frame.loc[bad, "row"].head(KEPT_ROWS))
