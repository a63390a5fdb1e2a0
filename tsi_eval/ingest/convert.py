"""Fields of text turned into numbers, labels and dates; what can't be turned is counted, never shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from tsi_eval.declare import FileFormat, Outcome, Window
from tsi_eval.errors import Problem
from tsi_eval.ingest.read import ROW
from tsi_eval.tables import KEPT_ROWS

Text = pd.Series  # of str, missing where the field says "no value"


def present_text(column: pd.Series[str], form: FileFormat) -> pd.Series[str]:
    """Return a column stripped of blanks, with the declared signs for "no value" as missing."""
    text = column.str.strip()
    return text.mask(text.isin(["", *form.missing]))


def to_numbers(
    frame: pd.DataFrame, column: str, form: FileFormat, file: str, problems: list[Problem]
) -> pd.Series[float]:
    """Return a column as floats; fields that are not numbers are one problem (E121) with their rows."""
    text = present_text(frame[column], form)
    pattern = rf"[+\-\u2212]?\d+(?:{'[.]' if form.decimal == '.' else ','}\d+)?"
    wrong = text.notna() & ~text.str.fullmatch(pattern).fillna(value=False).astype(bool)
    if wrong.any():
        params = {"decimal": form.decimal, **_where(frame, column, file, wrong)}
        problems.append(Problem(code="E121", params=params, rows=_rows(frame, wrong)))
    clean = text.mask(wrong).str.replace("\u2212", "-").str.replace(form.decimal, ".")
    return pd.to_numeric(clean).astype(float)


def to_labels(
    frame: pd.DataFrame,
    column: str,
    values: Mapping[str, str] | None,
    form: FileFormat,
    file: str,
    problems: list[Problem],
) -> pd.Series[str]:
    """Return a column as our labels; fields outside a declared value mapping are one problem (E128)."""
    text = present_text(frame[column], form)
    if values is None:
        return text
    wrong = text.notna() & ~text.isin(list(values))
    if wrong.any():
        params = {"known": ", ".join(values), **_where(frame, column, file, wrong)}
        problems.append(Problem(code="E128", params=params, rows=_rows(frame, wrong)))
    return text.map(dict(values))


def to_windows(
    frame: pd.DataFrame,
    column: str,
    windows: Mapping[str, Window],
    form: FileFormat,
    file: str,
    problems: list[Problem],
) -> pd.Series[str]:
    """Return the window of each ISO date; other forms, and days in no window, are one problem each (E135, E134)."""
    text = present_text(frame[column], form)
    days = text.map(_iso, na_action="ignore")
    wrong = text.notna() & days.isna()
    named = days.map(lambda day: _window_of(day, windows), na_action="ignore")
    outside = days.notna() & named.isna()
    for code, rows in (("E135", wrong), ("E134", outside)):
        if rows.any():
            problems.append(Problem(code=code, params=_where(frame, column, file, rows), rows=_rows(frame, rows)))
    return named


def check_range(
    frame: pd.DataFrame,
    values: pd.Series[float],
    name: str,
    outcome: Outcome,
    file: str,
    problems: list[Problem],
) -> None:
    """Add a problem (E136) when values lie outside the outcome's declared range."""
    low = -np.inf if outcome.minimum is None else outcome.minimum
    high = np.inf if outcome.maximum is None else outcome.maximum
    wrong = values.notna() & ~values.between(low, high)
    if wrong.any():
        params = {"low": f"{low:g}", "high": f"{high:g}", **_where(frame, name, file, wrong)}
        problems.append(Problem(code="E136", params=params, rows=_rows(frame, wrong)))


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _window_of(day: date, windows: Mapping[str, Window]) -> str | None:
    return next((name for name, window in windows.items() if window.holds(day)), None)


def _where(frame: pd.DataFrame, column: str, file: str, wrong: pd.Series[bool]) -> dict[str, str | int]:
    return {"file": file, "column": column, "count": int(wrong.sum()), "of": len(frame)}


def _rows(frame: pd.DataFrame, wrong: pd.Series[bool]) -> tuple[int, ...]:
    return tuple(int(row) for row in frame.loc[wrong, ROW].head(KEPT_ROWS))
