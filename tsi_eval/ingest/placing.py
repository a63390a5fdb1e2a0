"""In which window a measurement belongs, by its date.

1. Windows of the calendar hold days and months.
2. Windows of days from a start hold days, counted from the person's own start.
3. A date that lies in one window belongs there. In two it could be either (E367). In none it is
   refused: for a person whose start nobody says as such (E364), and else as outside (E134).

Example: T0 is the autumn term of 2023, and T1 is days 60 to 240 since the first meeting. A family
met on 2023-11-01. Its form of 2023-10-20 is T0's. One of 2024-03-01 is 121 days later, and T1's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.ingest.starts import day_of
from tsi_eval.periods import DaysSince, Period, Window
from tsi_eval.written_periods import parse_period

DATED = frozenset({"day", "month"})


def to_windows(file: SourceFile, theirs: str) -> pd.Series[str]:
    """Return the window that each date lies in; texts that are no dates are a problem (E135)."""
    text = file.text(theirs)
    found = {word: parse_period(word) for word in text.dropna().unique()}
    dated = {word: period for word, period in found.items() if period is not None and period.kind in DATED}
    file.refuse("E135", theirs, text.notna() & ~text.isin(list(dated)))
    named = text.map(_windows_of(dated, file.pilot.windows)).astype("str")
    rolling = {name: window for name, window in file.pilot.windows.items() if isinstance(window, DaysSince)}
    if rolling:
        return _with_rolling(file, theirs, named, dated, rolling)
    file.refuse("E134", theirs, text.isin(list(dated)) & named.isna())
    return named


def _windows_of(dated: Mapping[str, Period], windows: Mapping[str, Window | DaysSince]) -> dict[str, str | None]:
    """Return each date's window, of those that have days of the calendar."""
    calendar = {name: window for name, window in windows.items() if isinstance(window, Window)}
    return {word: _window_of(period, calendar) for word, period in dated.items()}


def _with_rolling(
    file: SourceFile,
    theirs: str,
    named: pd.Series[str],
    dated: Mapping[str, Period],
    rolling: Mapping[str, DaysSince],
) -> pd.Series[str]:
    """Return the window of each date, of the calendar or of days from a start."""
    text, person = file.text(theirs), file.text(file.source.person)
    days = text.map({word: period.start.toordinal() for word, period in dated.items() if period.kind == "day"})
    # A file of starts that can't be read has its own problem, and leaves nothing to place by.
    is_known = all(window.since in file.starts for window in rolling.values())
    fits = {name: named == name for name in named.dropna().unique()}
    unknown = pd.Series(data=False, index=text.index)
    for name, window in rolling.items() if is_known else ():
        start = day_of(person, file.starts, window.since, file.pilot)
        unknown |= start.isna()
        fits[name] = (days.astype(float) - start).between(window.first, window.last)
    times = _times(fits, text.index)
    outside = text.isin(list(dated)) & (times == 0)
    if is_known:
        file.refuse("E364", theirs, outside & unknown)
        file.refuse("E134", theirs, outside & ~unknown)
    file.refuse("E367", theirs, times > 1)
    for name in rolling if is_known else ():
        named = named.mask(fits[name], name)
    return named.mask(times > 1)


def _times(fits: Mapping[str, pd.Series[bool]], index: pd.Index) -> pd.Series[int]:
    """Return how many windows each row lies in."""
    times = pd.Series(0, index)
    for is_inside in fits.values():
        times += is_inside.astype(int)
    return times


def _window_of(period: Period, windows: Mapping[str, Window]) -> Any:
    for name, window in windows.items():
        if window.start <= period.start and period.end <= window.end:
            return name
    return None
