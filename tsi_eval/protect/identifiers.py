"""Finding personal identity numbers (personnummer and their kin) in text, without ever repeating one."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

# Century, year, month, day, a separator or none, four digits; or the school systems' T and TF numbers.
_CANDIDATE = re.compile(
    r"(?<!\d)(?P<century>1[89]|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?P<separator>[ \u00a0]?[-+\u2010-\u2015\u2212][ \u00a0]?|[ \u00a0])?(?P<last>\d{4}|TF\d{2}|T\d{3})(?!\d)",
    re.IGNORECASE,
)
# A twelve-digit number as a spreadsheet shows it.
_SPREADSHEET = re.compile(r"(?:1[.,][89]|2[.,]0)\d*[eE]\+?11")
_COORDINATION = 60
_BARE = 10


def has_identifier(text: str) -> bool:
    """Tell whether a text holds something that reads as an identity number.

    Twelve digits, or any number with a separator, count when the date is possible (also a coordination number's day + 60), even with a
    wrong check digit: a mistyped number still points at a child. Ten bare digits count when the check digit is right as well,
    since sums of money and telephone numbers have ten digits too. A whole number that a spreadsheet stripped of its first zero counts
    as ten digits, and one that it turned into 2,01201E+11 counts by its century.

    Example:
        >>> has_identifier("ring 811228-9874 om mötet"), has_identifier("8112289875")
        (True, False)
    """
    if _SPREADSHEET.fullmatch(text.strip()):
        return True
    return any(_is_identity(match) for match in _CANDIDATE.finditer(_restored(text)))


def count_identifiers(column: pd.Series[str]) -> pd.Series[bool]:
    """Tell for each row of a column of text whether it holds an identity number."""
    likely = column.str.contains(r"\d{6}|[eE]\+?11", regex=True).fillna(value=False).astype(bool)
    return pd.Series(
        [sure and has_identifier(text) for sure, text in zip(likely, column, strict=True)],
        column.index,
        dtype=bool,
    )


def luhn(digits: str) -> bool:
    """Tell whether a number ends in the right check digit (weights 2, 1, 2, … from the left of ten digits).

    Example:
        >>> luhn("8112289874")
        True
    """
    weighted = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(product // 10 + product % 10 for product in weighted) % 10 == 0


def _restored(text: str) -> str:
    bare = text.strip().removesuffix(".0")
    if not bare.isdigit():
        return text
    return bare.zfill(_BARE) if len(bare) == _BARE - 1 else bare


def _is_identity(match: re.Match[str]) -> bool:
    if not _possible_date(match):
        return False
    if match["separator"] or match["century"] or not match["last"].isdigit():
        return True
    return luhn(match["year"] + match["month"] + match["day"] + match["last"])


def _possible_date(match: re.Match[str]) -> bool:
    day = int(match["day"])
    day -= _COORDINATION if day > _COORDINATION else 0
    centuries = [int(match["century"])] if match["century"] else [19, 20]
    return any(_is_date(century * 100 + int(match["year"]), int(match["month"]), day) for century in centuries)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
