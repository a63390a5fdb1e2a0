"""The windows of a pilot: occasions and their days, which may not overlap.

A window lies in the calendar, or is counted in days from each person's own start. Windows of the
two sorts, or of two starts, may share a day of one person and not of another: that is seen when the
data are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from tsi_eval.errors import Param, Problem
from tsi_eval.language import Message, Text
from tsi_eval.periods import DaysSince, Window
from tsi_eval.pilot.files import Days
from tsi_eval.pilot.source import Source
from tsi_eval.written_periods import parse_window

AnyWindow = Window | DaysSince
FILE = "pilot.toml"


def windows(declared: Mapping[str, str | Days], problems: list[Problem]) -> Mapping[str, AnyWindow]:
    """Return the windows by name.

    Those that are none (E157), lack an end (E154) or overlap (E166) are added to the problems.
    """
    found: dict[str, AnyWindow] = {}
    for name, entry in declared.items():
        key = f"windows.{name}"
        if absent := [] if isinstance(entry, str) else _absent(entry):
            problems.extend(Problem(code="E154", params={"file": FILE, "key": f"{key}.{part}"}) for part in absent)
            continue
        window = parse_window(entry) if isinstance(entry, str) else _window(entry)
        if window is None:
            problems.append(Problem(code="E157", params={"file": FILE, "key": key}))
        else:
            found[name] = window
    problems.extend(_overlapping(found))
    return found


def _absent(entry: Days) -> list[str]:
    """Return the keys that a window lacks, of the pair of which it has the other."""
    pairs = ({"start": entry.start, "end": entry.end}, {"since": entry.since, "days": entry.days})
    return [key for pair in pairs if any(pair.values()) for key, value in pair.items() if not value]


def _window(entry: Days) -> AnyWindow | None:
    """Return a window, or None for one that holds no day, is of both sorts, or of neither."""
    if (entry.start is None) == (entry.days is None):
        return None
    if entry.days is not None:
        first, last = entry.days
        return DaysSince(since=entry.since, first=first, last=last) if first <= last else None
    if entry.start is None or entry.end is None or entry.end <= entry.start:
        return None
    return Window(start=entry.start, end=entry.end)


def _overlapping(found: Mapping[str, AnyWindow]) -> Iterator[Problem]:
    for (name, window), (other_name, other) in combinations(found.items(), 2):
        if _meet(window, other):
            yield Problem(code="E166", params={"file": FILE, "one": name, "other": other_name})


def _meet(window: AnyWindow, other: AnyWindow) -> bool:
    """Tell whether two windows of one sort share a day."""
    if isinstance(window, DaysSince) and isinstance(other, DaysSince):
        return window.meets(other)
    if isinstance(window, Window) and isinstance(other, Window):
        return window.start < other.end and other.start < window.end
    return False


def start_problems(found: Mapping[str, AnyWindow], sources: Iterable[Source]) -> Iterator[Problem]:
    """Yield windows whose start is no date of persons and no stage (E365), or is both."""
    dates = [name for source in sources for name in source.dates]
    stages = [name for source in sources for name in source.stages]
    named = ", ".join(dict.fromkeys((*dates, *stages)))
    known = Message("error.named", {"name": named}) if named else Message("error.none")
    for name, window in found.items():
        if isinstance(window, DaysSince) and (window.since in dates) == (window.since in stages):
            params: dict[str, Param] = {"file": FILE, "key": f"windows.{name}", "name": window.since, "known": known}
            yield Problem(code="E365", params=params)


def words_of_windows(found: Mapping[str, AnyWindow], labels: Mapping[str, Text]) -> dict[str, Text]:
    """Return windows by days in words, which are their labels where the pilot gives none.

    Example: days 60 to 240 since "first_meeting", whose label is "första mötet", is "60 till 240
    dagar efter första mötet".
    """
    return {
        name: _in_words(window, labels.get(window.since, Text(sv=window.since, en=window.since)))
        for name, window in found.items()
        if isinstance(window, DaysSince)
    }


def _in_words(window: DaysSince, start: Text) -> Text:
    first, last = abs(window.first), abs(window.last)
    if window.first < 0 <= window.last:
        return Text(
            sv=f"{first} dagar före till {last} dagar efter {start.sv}",
            en=f"{first} days before to {last} days after {start.en}",
        )
    before = window.last < 0
    sv, en = ("före", "before") if before else ("efter", "after")
    return Text(sv=f"{first} till {last} dagar {sv} {start.sv}", en=f"{first} to {last} days {en} {start.en}")
