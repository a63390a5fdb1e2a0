"""The day on which each person started, by which windows of days from a start are placed.

A measures' file has the day of the measurement; when the family began stands in another file. So
the starts are read before all tables, from the sources that declare them. What is wrong with these
files is said when their own tables are read. Starts are used in the intake only: no study has them.

Example: `dates.first_meeting = "Första mötet"` in the source of persons gives family 12 the day
2024-02-01. A form that it filled in on 2024-05-01 is 90 days from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.dates import day_numbers
from tsi_eval.ingest.files import find_files
from tsi_eval.ingest.read import read_text
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.ingest.who_is_who import in_one_spelling
from tsi_eval.periods import DaysSince
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Source
from tsi_eval.written_periods import parse_period


def starts(pilot: Pilot, problems: list[Problem]) -> dict[str, pd.Series[float]]:
    """Return name of a start → person → day, counted from the first of the calendar.

    Every declared date is read, whether or not a window uses it; a stage only where one does. What
    is no day is a problem of a date (E135, E368). Of a stage it is none: "yes" says no day.
    """
    used = {window.since for window in pilot.windows.values() if isinstance(window, DaysSince)}
    found: dict[str, list[pd.Series[float]]] = {}
    for source in pilot.sources:
        stages = {name: theirs for name, theirs in source.stages.items() if name in used}
        if source.dates or stages:
            for file in _files(pilot, source, (*source.dates.values(), *stages.values())):
                for name, numbers in _days_in(file, stages).items():
                    found.setdefault(name, []).append(numbers)
                problems.extend(file.problems)
    return {name: _by_person(parts) for name, parts in found.items()}


def _days_in(file: SourceFile, stages: Mapping[str, str]) -> dict[str, pd.Series[float]]:
    """Return name of a date or stage → person → day, as one file has them."""
    person = pd.Index(file.text(file.source.person))
    days = {name: day_numbers(file, theirs) for name, theirs in file.source.dates.items()}
    days |= {name: _days_of_stage(file, theirs) for name, theirs in stages.items()}
    return {name: numbers.set_axis(person) for name, numbers in days.items()}


def _files(pilot: Pilot, source: Source, columns: tuple[str, ...]) -> Iterator[SourceFile]:
    """Yield the source's files that can be read and have these columns, each without problems."""
    for path in find_files(pilot.folder, source, []):
        text = read_text(path, source, [])
        if text is not None and {source.person, *columns} <= {*text.frame.columns}:
            yield SourceFile(name=path.name, frame=text.frame, source=source, pilot=pilot, problems=[])


def _days_of_stage(file: SourceFile, theirs: str) -> pd.Series[float]:
    """Return the days under a stage; another word is read by the stage's own reader."""
    text = file.text(theirs)
    periods = {word: parse_period(word) for word in text.dropna().unique()}
    is_day = [word for word, period in periods.items() if period is not None and period.kind == "day"]
    quiet = replace(file, frame=file.frame.assign(**{theirs: text.where(text.isin(is_day), "")}), problems=[])
    return day_numbers(quiet, theirs)


def _by_person(parts: list[pd.Series[float]]) -> pd.Series[float]:
    """Return one day a person. A person who stands twice is refused by the key of the table."""
    days = pd.concat(parts).dropna()
    return days[days.index.notna() & ~days.index.duplicated()]


def day_of(person: pd.Series[str], known: Mapping[str, pd.Series[float]], since: str, pilot: Pilot) -> pd.Series[float]:
    """Return the day on which each of these persons started; missing where nobody says.

    Where the pilot declares that identifiers which are alike are the same, the file of starts may
    spell a person in another way.
    """
    days = known[since]
    told = pd.DataFrame({"person": [*days.index, *person]}, dtype="str")
    named = in_one_spelling(told, pilot)["person"].to_numpy()
    started = days.set_axis(pd.Index(named[: len(days)]))
    started = started[~started.index.duplicated()]
    return pd.Series(named[len(days) :], person.index, dtype="str").map(started).astype(float)
