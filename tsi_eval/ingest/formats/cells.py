"""The text of a workbook's cell: what a csv file of the same sheet would have.

A workbook keeps a number, and beside it how the number is shown. The number 45231 with the format
yyyy-mm-dd is a day, and 0.45 with the format 0% is "45 %".
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, datetime, timedelta
from decimal import Decimal
from enum import Enum

from tsi_eval.ingest.formats.decimals import unmistakable

# The last row and column that Excel has.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# What Excel and LibreOffice show where a formula has no answer, in English and in Swedish.
_ENGLISH = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!")
_SWEDISH = ("#SAKNAS!", "#REFERENS!", "#DIVISION/0!", "#VÄRDEFEL!", "#NAMN?", "#OGILTIGT!", "#SKÄRNING!")
ERRORS = frozenset({*_ENGLISH, *_SWEDISH, *(f"Err:{number}" for number in range(501, 541))})
# Beyond this, whole numbers are no longer all told apart by a spreadsheet.
_EXACT = 2**53
_SHORT = 12
_HALF_A_SECOND = 500_000
_ALPHABET = 26
# The day 9999-12-31, and the leap day of 1900 that Excel believes in.
_LAST_DAY, _NO_SUCH_DAY = 2_958_466, 60
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_BUILT_IN = {9: "0%", 10: "0.00%", 18: "h", 19: "h", 20: "h", 21: "h", 45: "m:s", 46: "[h]", 47: "m:s"}
_BUILT_IN |= dict.fromkeys([*range(14, 18), 22, *range(27, 37), *range(50, 59)], "yyyy")


class Shown(Enum):
    """How a number is shown, as far as it changes what the number means."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"


def shown_as(format_id: int, code: str = "") -> Shown:
    """Return how a number of this format is shown.

    Args:
        format_id: Excel's own number of the format.
        code: Its code, such as "yyyy-mm-dd"; "" for the formats that every Excel has.

    Example:
        >>> shown_as(164, "0.0%").value, shown_as(164, '#,##0 "dm"').value, shown_as(14).value
        ('percent', 'number', 'date')
    """
    code = code or _BUILT_IN.get(format_id, "")
    first = _LITERAL.sub("", code).partition(";")[0].lower()
    if "%" in first:
        return Shown.PERCENT
    if _ELAPSED.search(first):
        return Shown.DURATION
    if "general" in first:
        return Shown.NUMBER
    if re.search("[yd]", first) or ("m" in first and not re.search("[hs]", first)):
        return Shown.DATE
    return Shown.TIME if re.search("[hs]", first) else Shown.NUMBER


def number_text(raw: str, decimal: str) -> str:
    """Return a number as text.

    A sum such as 0.1 + 0.2 is kept as 0.30000000000000004. A spreadsheet vouches for 15 digits, and
    shows 0.3: a number that is short with 15 digits is that number. A whole number that the file
    writes with all of its digits keeps them.

    Example:
        >>> number_text("0.30000000000000004", ","), number_text("7.0", ",")
        ('0,3', '7')
    """
    if raw.lstrip("-").isdecimal():
        return str(int(raw))
    value = float(raw)
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return unmistakable(_plain(_decimal(value)).replace(".", decimal), decimal)


def percent_text(raw: str, decimal: str) -> str:
    """Return a share as the percentage that the cell shows.

    Example:
        >>> percent_text("0.455", ",")
        '45,5 %'
    """
    return _plain(_decimal(float(raw)).scaleb(2)).replace(".", decimal) + " %"


def serial_text(serial: float, shown: Shown, *, from_1904: bool) -> str:
    """Return a day, a time or a duration that a spreadsheet keeps as a number of days.

    Example:
        >>> serial_text(45352, Shown.DATE, from_1904=False)
        '2024-03-01'
    """
    seconds = round(serial * 86_400)
    if shown is Shown.DURATION or (shown is Shown.TIME and 0 <= serial < 1):
        return duration_text(seconds)
    if not 0 <= serial < _LAST_DAY:
        return number_text(repr(float(serial)), ",")
    if not from_1904 and serial < 1:
        # This is how Excel shows an empty cell that a formula has fetched as a date.
        return "1900-01-00"
    if not from_1904 and int(serial) == _NO_SUCH_DAY:
        return "1900-02-29"
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if serial >= _NO_SUCH_DAY else 31)  # noqa: DTZ001
    return moment_text(first + timedelta(seconds=seconds))


def moment_text(moment: datetime) -> str:
    """Return a moment in ISO's form to the nearest second, without its time when it is midnight.

    A spreadsheet keeps half past eight as 0.3541666, which lies a hundredth of a second before.
    """
    up = moment.microsecond > _HALF_A_SECOND and moment.year < MAXYEAR
    moment = (moment + timedelta(seconds=1) if up else moment).replace(microsecond=0)
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat()


def duration_text(seconds: int) -> str:
    """Return a duration as hours, minutes and seconds."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else ''}{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def column_letters(place: int) -> str:
    """Return what a spreadsheet calls a column.

    Example:
        >>> column_letters(0), column_letters(27), column_letters(16383)
        ('A', 'AB', 'XFD')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """Return the place of a column from 0; -1 for what is no column's name.

    Example:
        >>> column_place("A"), column_place("AB"), column_place("")
        (0, 27, -1)
    """
    place = 0
    for letter in letters.upper():
        place = place * _ALPHABET + ord(letter) - ord("A") + 1
    return place - 1


def _decimal(value: float) -> Decimal:
    short = Decimal(f"{value:.15g}")
    return short if len(short.as_tuple().digits) <= _SHORT else Decimal(repr(value))


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
