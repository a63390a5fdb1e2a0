"""Windows as people write them: dates, school years and terms, turned into half-open stretches of days."""

from __future__ import annotations

import re
from datetime import date

from tsi_eval.declare import Window

_TERM = re.compile(r"(?P<term>HT|VT)[ -]?(?P<year>\d{4})", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"(?:läsår(?:et)?\s+)?(?P<first>\d{4})[/–-](?P<second>\d{4}|\d{2})", re.IGNORECASE)


def parse_window(text: str) -> Window | None:
    """Return the window that a text names, or None.

    "HT2023" is July to December 2023, "VT2024" January to June 2024, "2023/24" July 2023 to June 2024: the
    limits of school statistics, so that every day of a school year belongs to exactly one term.

    Example:
        >>> parse_window("HT2023").end
        datetime.date(2024, 1, 1)
    """
    text = text.strip()
    if term := _TERM.fullmatch(text):
        year = int(term["year"])
        if term["term"].upper() == "HT":
            return Window(start=date(year, 7, 1), end=date(year + 1, 1, 1))
        return Window(start=date(year, 1, 1), end=date(year, 7, 1))
    if years := _SCHOOL_YEAR.fullmatch(text):
        first = int(years["first"])
        if int(years["second"]) % 100 == (first + 1) % 100:
            return Window(start=date(first, 7, 1), end=date(first + 1, 7, 1))
    return None
