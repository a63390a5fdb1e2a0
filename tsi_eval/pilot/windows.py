"""The windows of a pilot: occasions and their days, which may not overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from tsi_eval.errors import Problem
from tsi_eval.periods import ONCE, Window, parse_window
from tsi_eval.pilot.files import Days


def windows(declared: Mapping[str, str | Days], problems: list[Problem]) -> Mapping[str, Window]:
    """Return the windows by name.

    Those that are none (E157) or overlap (E166) are added to the problems.
    """
    found: dict[str, Window] = {}
    for name, entry in declared.items():
        window = parse_window(entry) if isinstance(entry, str) else Window(start=entry.start, end=entry.end)
        if window is None or (window.end <= window.start and window is not ONCE):
            problems.append(Problem(code="E157", params={"file": "pilot.toml", "key": f"windows.{name}"}))
        else:
            found[name] = window
    problems.extend(_overlapping(found))
    return found


def _overlapping(found: Mapping[str, Window]) -> Iterator[Problem]:
    for (name, window), (other_name, other) in combinations(found.items(), 2):
        if window.start < other.end and other.start < window.end:
            yield Problem(code="E166", params={"file": "pilot.toml", "one": name, "other": other_name})
