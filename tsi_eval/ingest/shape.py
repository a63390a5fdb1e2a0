"""From one file's columns, wide or long, to rows of the table that its source fills."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.convert import check_range, present_text, rows_of, to_labels, to_numbers, to_windows, where
from tsi_eval.ingest.questionnaire import scored
from tsi_eval.ingest.read import ROW
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Columns, Source

ABSENT = "no"
# What people write under a stage that somebody was not present at.
NOT_PRESENT = frozenset({"nej", "no", "n", "0", "false", "falskt", "-"})


def shape(frame: pd.DataFrame, source: Source, pilot: Pilot, file: str, problems: list[Problem]) -> pd.DataFrame:
    """Return the rows of `source.table`, with `row` for the file's row number and `file` for its name."""
    keys = pd.DataFrame({"person": present_text(frame[source.person], source.format), "row": frame[ROW]})
    keys["file"] = file
    fill = {"persons": _persons, "enrolment": _enrolment, "measures": _measures}[source.table]
    return fill(frame, keys, source, pilot, problems)


def _label(
    frame: pd.DataFrame, keys: pd.DataFrame, source: Source, ours: str, problems: list[Problem]
) -> pd.Series[str]:
    theirs, file = source.columns[ours], str(keys["file"].iloc[0])
    return to_labels(frame, theirs, source.values.get(ours), source.format, file, problems)


def _persons(
    frame: pd.DataFrame, keys: pd.DataFrame, source: Source, _: Pilot, problems: list[Problem]
) -> pd.DataFrame:
    clusters = {ours: present_text(frame[theirs], source.format) for ours, theirs in source.clusters.items()}
    return keys.assign(**{ours: _label(frame, keys, source, ours, problems) for ours in source.columns}, **clusters)


def _enrolment(
    frame: pd.DataFrame, keys: pd.DataFrame, source: Source, _: Pilot, problems: list[Problem]
) -> pd.DataFrame:
    if source.stages:
        filled = [
            keys[_is_present(present_text(frame[theirs], source.format))].assign(stage=stage)
            for stage, theirs in source.stages.items()
        ]
        return pd.concat(filled, ignore_index=True)
    rows = keys.assign(stage=_label(frame, keys, source, "stage", problems))
    if "present" in source.columns:
        said = _label(frame, keys, source, "present", problems)
        _check_present(frame, keys, source, said, problems)
        rows = rows[said.notna() & (said != ABSENT)]
    return rows.dropna(subset=["stage"])


def _check_present(
    frame: pd.DataFrame, keys: pd.DataFrame, source: Source, said: pd.Series[str], problems: list[Problem]
) -> None:
    """Add a problem (E284) when rows don't say whether the person was present: blank is neither yes nor no."""
    blank = present_text(frame[source.columns["present"]], source.format).isna() & said.isna()
    if blank.any():
        params = where(frame, source.columns["present"], str(keys["file"].iloc[0]), blank)
        problems.append(Problem(code="E284", params=params, rows=rows_of(frame, blank)))


def _is_present(text: pd.Series[str]) -> pd.Series[bool]:
    return text.notna() & ~text.str.casefold().isin(NOT_PRESENT)


def _measures(
    frame: pd.DataFrame, keys: pd.DataFrame, source: Source, pilot: Pilot, problems: list[Problem]
) -> pd.DataFrame:
    parts = []
    if source.instrument is not None:
        parts += scored(frame, keys.assign(occasion=_occasion(frame, keys, source, pilot, problems)), source, problems)
    for outcome, entry in source.outcomes.items():
        wide = entry if isinstance(entry, Mapping) else {"": entry}
        for occasion, columns in wide.items():
            value = _total(frame, columns, source, str(keys["file"].iloc[0]), problems)
            when = occasion or _occasion(frame, keys, source, pilot, problems)
            name = " + ".join(columns)
            check_range(frame, value, name, pilot.outcomes[outcome], str(keys["file"].iloc[0]), problems)
            parts.append(keys.assign(occasion=when, outcome=outcome, value=value))
    table = pd.concat(parts, ignore_index=True) if parts else keys.assign(occasion="", outcome="", value=0.0).iloc[:0]
    _check_dated(table, frame, source, problems)
    return table


def _check_dated(table: pd.DataFrame, frame: pd.DataFrame, source: Source, problems: list[Problem]) -> None:
    """Add a problem (E214) when a value has neither date nor occasion: it would belong nowhere."""
    column = source.columns.get("date", source.columns.get("occasion"))
    if column is None or table.empty:
        return
    empty = set(frame.loc[present_text(frame[column], source.format).isna(), ROW])
    valued = set(table.loc[table["value"].notna() & table["occasion"].isna(), "row"])
    blank = frame[ROW].isin(empty & valued)
    if blank.any():
        params = where(frame, column, str(table["file"].iloc[0]), blank)
        problems.append(Problem(code="E214", params=params, rows=rows_of(frame, blank)))


def _total(
    frame: pd.DataFrame, columns: Columns, source: Source, file: str, problems: list[Problem]
) -> pd.Series[float]:
    total = to_numbers(frame, columns[0], source.format, file, problems)
    for column in columns[1:]:
        total = total + to_numbers(frame, column, source.format, file, problems)
    return total


def _occasion(
    frame: pd.DataFrame, keys: pd.DataFrame, source: Source, pilot: Pilot, problems: list[Problem]
) -> pd.Series[str]:
    if "date" in source.columns:
        file = str(keys["file"].iloc[0])
        return to_windows(frame, source.columns["date"], pilot.windows, source.format, file, problems)
    return _label(frame, keys, source, "occasion", problems)
