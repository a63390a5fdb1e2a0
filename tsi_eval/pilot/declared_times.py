"""When a pilot was, as far as its files declare it: what may be typed in the project's own words.

Its days are the dates in the three files. Its years are those of the dates, of the months, terms
and school years in windows, units, sources and questions, and of the period on the cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from tsi_eval.own_words.numbers import Times
from tsi_eval.periods import Period
from tsi_eval.written_periods import parse_period

# A school's or a sheet's code may look like a date.
_NO_TIMES = ("codes", "values")
_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?:[/–-](\d{2}))?(?!\d)")
_COVER = "period"


def declared_times(raw: Mapping[str, Any]) -> Times:
    """Return the days and years that a pilot declares.

    Args:
        raw: Its three TOML files as plain values, by name.
    """
    days, years = set[date](), set[int]()
    for found in _times_in(raw):
        if isinstance(found, date):
            days.add(found)
            years.add(found.year)
        else:
            years.update({found.start.year, (found.end - timedelta(days=1)).year})
    for words in raw.get("pilot.toml", {}).get(_COVER, {}).values():
        for first, second in _YEAR.findall(words if isinstance(words, str) else ""):
            years.update({int(first), *([int(first[:2] + second)] if second else [])})
    return Times(years=frozenset(years), days=frozenset(days))


def _times_in(value: Any) -> Iterator[date | Period]:
    if isinstance(value, date):
        yield value
    elif isinstance(value, str):
        if period := parse_period(value):
            yield period
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NO_TIMES:
                yield from _times_in(name)
                yield from _times_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _times_in(inner)
