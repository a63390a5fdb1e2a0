"""How a personal identity number (a personnummer, or one of its kin) is recognised in text.

Nothing here repeats a number that it has found: the answer is only whether there is one.

Worked example, with "ring 811228-9874 om mötet":

1. The text is made plain: wide and half-wide signs become the usual ones, and invisible ones go.
2. A field that is only a number, which a spreadsheet may have changed, gets its zero back.
3. From each place where digits begin, the pattern is tried. At "811228-9874" it fits: year 81,
   month 12, day 28, then a hyphen and four digits.
4. The date is possible in 1981, so that it may be a person's.
5. A hyphen stands before the last four, which is how identity numbers are written. So this is one,
   whatever its check digit. Without the hyphen the check digit would have to be right too.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Signs that nobody sees, such as a soft hyphen or a space of no width.
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_BETWEEN = r"[\s\-+_/.,\u2010-\u2015\u2212]"
# Century, year, month, day, then four digits, or the school systems' T and TF numbers; people put
# almost anything between.
_CANDIDATE = re.compile(
    rf"(?<!\d)(?P<century>1[89]|20)?(?P<year>\d\d)(?P<inner>{_BETWEEN}?)(?P<month>\d\d)(?P=inner)(?P<day>\d\d)"
    rf"(?P<separator>{_BETWEEN}{{0,3}})(?P<last>\d\d{_BETWEEN}?\d\d|TF\d{{2}}|T\d{{3}})(?!\d)",
    re.IGNORECASE,
)
# Ten and twelve digits as a spreadsheet shows them in a narrow column.
_SPREADSHEET = re.compile(r"(?:2(?:[.,]0\d*)?|1[.,][89]\d*)[eE]\+?11|\d[.,]\d+[eE]\+?0?9")
_COORDINATION = 60
_BARE = 10
_LAST = 4
# A number with a possible date and one of these signs before its last four is an identity number,
# even when its check digit is wrong.
_SURE = re.compile(r"\s?[-+\u2010-\u2015\u2212]\s?|[ \u00a0\u202f]")


def has_identifier(text: str) -> bool:
    """Tell whether a text holds something that reads as an identity number.

    Twelve digits, or any number with a hyphen, plus or space before its last four, count when the
    date is possible (also a coordination number's day + 60), even with a wrong check digit: a
    mistyped number still points at a child. Ten bare digits, and numbers with other signs between,
    count when the check digit is right as well, since sums of money and telephone numbers have ten
    digits too. A whole number that a spreadsheet stripped of its first zero counts as ten digits,
    and one that it turned into 2,01201E+11 counts by its size.

    Example:
        >>> has_identifier("ring 811228-9874 om mötet"), has_identifier("8112289875")
        (True, False)
    """
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    if _SPREADSHEET.fullmatch(text.strip()):
        return True
    text = _restored(text)
    # Every start is tried, since digits before a number may look like its century.
    starts = (digit.start() for digit in re.finditer(r"(?<!\d)\d", text))
    candidates = (_CANDIDATE.match(text, start) for start in starts)
    return any(candidate is not None and _is_identity(candidate) for candidate in candidates)


def count_identifiers(column: pd.Series[str]) -> pd.Series[bool]:
    """Tell for each row of a column of text whether it holds an identity number.

    Each distinct text is searched once: in a long column most texts stand in many rows.
    """
    import pandas as pd  # noqa: PLC0415  the search itself needs no pandas

    codes, distinct = pd.factorize(column)
    fields = pd.Series(distinct, dtype="str")
    likely = fields.str.contains(r"\d.*\d.*\d.*\d.*\d.*\d|[eE]\+?(?:11|0?9)", regex=True)
    # The answer after the last is for what is missing, whose code is -1.
    found = [*(sure and has_identifier(text) for sure, text in zip(likely, fields, strict=True)), False]
    return pd.Series(pd.Series(found, dtype=bool).to_numpy()[codes], column.index, dtype=bool)


def luhn(digits: str) -> bool:
    """Tell whether a number of ten digits ends in the right check digit.

    The digits are weighted 2, 1, 2, 1, … from the left, and the digits of all products must sum to
    a multiple of ten (Luhn's algorithm).

    Example:
        >>> luhn("8112289874")
        True
    """
    weighted = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(product // 10 + product % 10 for product in weighted) % 10 == 0


def _restored(text: str) -> str:
    """Return a number as it was before a spreadsheet took its first zero or added ".0".

    A field that holds anything else is returned as it is.
    """
    bare = text.strip().removesuffix(".0")
    if not bare.isdigit():
        return text
    return bare.zfill(_BARE) if len(bare) == _BARE - 1 else bare


def _is_identity(match: re.Match[str]) -> bool:
    if not possible_date(match):
        return False
    last = re.sub(_BETWEEN, "", match["last"])
    # The school systems' T and TF numbers have no check digit.
    if not last.isdigit() or _is_written_as_one(match):
        return True
    return luhn(match["year"] + match["month"] + match["day"] + last)


def _is_written_as_one(match: re.Match[str]) -> bool:
    """Tell whether a number is written as only identity numbers are.

    That is twelve digits, or a sure sign before the last four.
    """
    if match["inner"] or len(match["last"]) > _LAST:
        return False
    twelve_digits = bool(match["century"]) and not match["separator"]
    return twelve_digits or _SURE.fullmatch(match["separator"]) is not None


def possible_date(match: re.Match[str]) -> bool:
    """Tell whether a match's `century` (may be None), `year`, `month` and `day` are a date.

    A coordination number's day is 60 more.
    """
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
