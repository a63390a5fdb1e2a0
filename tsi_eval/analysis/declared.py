"""Whether a question was declared before the data that answer it, or after.

A design says in which occasion, month or term its answer can first be seen; the pilot says which
days that are, and when its questions were declared. Days of single persons' data are not looked
at: whether the first of them came before the declaration would be a word about one person.

A window of measurements may have values from its first day on. A declaration after its last day is
after the data, one before its first day is before them, and between the two nobody knows. The
number of a month or a term is there when it is over.

Example. Questions were declared on 14 August 2023. Of a count from August 2023 on they were
declared before the data. Of values from the autumn term, from July to December, it is not known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tsi_eval.findings import Declared, Finding
from tsi_eval.periods import ONCE, DaysSince, Window
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.written_periods import parse_period


def with_declared(finding: Finding, pilot: Pilot) -> Finding:
    """Return a finding that knows whether its question was declared before its data."""
    first = finding.grounds.first
    window = pilot.windows.get(first)
    found = _beside_period(first, pilot.declared) if window is None else _beside_window(window, pilot.declared)
    return replace(finding, grounds=replace(finding.grounds, declared=found))


def _beside_window(window: Window | DaysSince, day: date) -> Declared:
    if isinstance(window, DaysSince) or window == ONCE:
        return Declared.UNKNOWN
    if day < window.start:
        return Declared.BEFORE
    return Declared.AFTER if day >= window.end else Declared.UNKNOWN


def _beside_period(name: str, day: date) -> Declared:
    period = parse_period(name)
    if period is None:
        return Declared.UNKNOWN
    return Declared.BEFORE if day < period.end else Declared.AFTER
