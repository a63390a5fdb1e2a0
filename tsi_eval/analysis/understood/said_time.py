"""The last month of a time that somebody wrote in words, such as "hösten 2023 till våren 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsi_eval.periods import month_index
from tsi_eval.written_periods import A_MONTH, MONTH_WORDS

MONTHS_A_YEAR = 12
_BESIDE = re.compile(r"\([^)]*\)")
_YEAR = r"(?:19|20)\d\d"
# A term that ends with its year; spring and summer end in June, and the other half in December.
_SPRING, _AUTUMN = r"vt|vår\w*|spring(?: term)?", r"ht|höst\w*|autumn(?: term)?|fall"
_SAID = re.compile(
    rf"(?:läsår\w*|school years?)\s+(?P<school_year>{_YEAR})\s*[-–/]\s*(?:{_YEAR}|\d\d)(?!\d)"
    rf"|(?P<parted>{_YEAR})/(?:{_YEAR}|\d\d)(?!\d)"
    rf"|(?:(?P<spring>{_SPRING})|(?P<autumn>{_AUTUMN}))(?:\s+of)?\s*-?(?P<of>{_YEAR})"
    rf"|(?P<day>{_YEAR}-\d\d(?:-\d\d)?)(?!\d)"
    rf"|(?P<month>{A_MONTH})\.?\s+(?P<in>{_YEAR})"
    rf"|(?<!\d)(?P<year>{_YEAR})(?!\d)"
)


def last_month_said(text: str) -> int | None:
    """Return the index of the last month that a text names (see `month_index`), or None.

    A year without more is named to its December. What stands in brackets is no part of the time.

    Example:
        >>> last_month_said("hösten 2023 och våren 2024") == month_index("2024-06")
        True
        >>> last_month_said("två år") is None
        True
    """
    return max(_months(_BESIDE.sub("", text.casefold())), default=None)


def _months(text: str) -> Iterator[int]:
    for match in _SAID.finditer(text):
        if first := match["school_year"] or match["parted"]:
            yield _in(int(first) + 1, 6)
        elif match["of"]:
            yield _in(int(match["of"]), 6 if match["spring"] else 12)
        elif match["day"]:
            yield month_index(match["day"][:7])
        elif match["in"]:
            yield _in(int(match["in"]), MONTH_WORDS[match["month"]])
        else:
            yield _in(int(match["year"]), 12)


def _in(year: int, month: int) -> int:
    return MONTHS_A_YEAR * year + month - 1
