"""Numbers, shares and dates as readers of each language write them (Unicode CLDR, by Babel)."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.plural import PluralRule

_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
_MONTHS = {
    "sv": ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
# Decimals after the shown ones that are kept before a half is rounded.
_DIGITS_OF_CHANCE = 8
_IN_WORDS = {
    "sv": ("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
_TERMS = {"sv": {"HT": "HT", "VT": "VT"}, "en": {"HT": "autumn", "VT": "spring"}}


def number(value: float, decimals: int, language: str) -> str:
    r"""Return a number with a fixed count of decimals, the language's signs and a true minus.

    A half is rounded away from zero, as readers do: 81.25 with one decimal is "81,3". A number that
    is read as nothing has no sign: -0.04 with one decimal is "0,0".

    Example:
        >>> number(-1234.5, 1, "sv")
        '−1\xa0234,5'
    """
    from babel.numbers import format_decimal  # noqa: PLC0415  only those who show numbers pay for Babel

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text: str = format_decimal(_rounded(value, decimals), format=pattern, locale=_LOCALES[language])
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("-" + MINUS)
    return text.replace("-", MINUS)


def _rounded(value: float, decimals: int) -> Decimal:
    if not math.isfinite(value):
        return Decimal(value)
    # 100 times 0.285 is 28.499999999999996 to a computer, and 28.5 to a reader.
    exact = Decimal(repr(round(float(value), decimals + _DIGITS_OF_CHANCE)))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def in_words(count: int, language: str) -> str:
    """Return a count of things in running text: in words from one to twelve, else in figures.

    In Swedish the things have the common gender, as questions have.

    Example:
        >>> in_words(1, "sv"), in_words(12, "en"), in_words(13, "sv")
        ('en', 'twelve', '13')
    """
    written = _IN_WORDS[language]
    return written[count - 1] if 1 <= count <= len(written) else number(count, 0, language)


def plural(written: str, language: str) -> str:
    r"""Return the plural form, such as "one", that a number asks for as it is written.

    What is no number, such as "..", asks for the general form.

    Example:
        >>> plural("1", "sv"), plural("1,0", "sv"), plural("1\xa0001", "sv"), plural("..", "sv")
        ('one', 'other', 'other', 'other')
    """
    group, decimal = (NO_BREAK_SPACE, ",") if language == "sv" else (",", ".")
    plain = written.replace(group, "").replace(MINUS, "").replace(decimal, ".")
    try:
        return str(_plural_rule(language)(Decimal(plain)))
    except InvalidOperation:
        return "other"


@cache
def _plural_rule(language: str) -> PluralRule:
    from babel import Locale  # noqa: PLC0415

    return Locale.parse(_LOCALES[language]).plural_form


def percent(share: float, decimals: int, language: str) -> str:
    r"""Return a share as per cent, with the space that Swedish wants.

    Example:
        >>> percent(0.285, 1, "sv")
        '28,5\xa0%'
    """
    space = NO_BREAK_SPACE if language == "sv" else ""
    return f"{number(100 * share, decimals, language)}{space}%"


def interval(low: str, high: str, language: str) -> str:
    """Return "low to high", with spaces at which no line is broken."""
    between = "till" if language == "sv" else "to"
    return f"{low}{NO_BREAK_SPACE}{between}{NO_BREAK_SPACE}{high}"


def stretch(name: str, language: str) -> str:
    r"""Return a month, quarter or term as readers write it, or the name itself.

    Example:
        >>> stretch("2023-08", "sv"), stretch("HT2023", "sv"), stretch("2023-Q3", "en")
        ('aug\xa02023', 'HT\xa02023', 'Q3\xa02023')
    """
    if match := re.fullmatch(r"(\d{4})-(\d{2})", name):
        return f"{_MONTHS[language][int(match[2]) - 1]}{NO_BREAK_SPACE}{match[1]}"
    if match := re.fullmatch(r"(\d{4})-Q(\d)", name):
        return f"{'kv ' if language == 'sv' else 'Q'}{match[2]}{NO_BREAK_SPACE}{match[1]}".replace(" ", NO_BREAK_SPACE)
    if match := re.fullmatch(r"(HT|VT)(\d{4})", name):
        return f"{_TERMS[language][match[1]]}{NO_BREAK_SPACE}{match[2]}"
    return name


def month_name(month: int, language: str) -> str:
    """Return a month of the year by its full name; `month` is from 1 to 12.

    Example:
        >>> month_name(7, "sv"), month_name(7, "en")
        ('juli', 'July')
    """
    from babel.dates import get_month_names  # noqa: PLC0415

    return str(get_month_names("wide", locale=_LOCALES[language])[month])


def long_date(day: date, language: str) -> str:
    """Return a date in words, such as "22 november 2026"."""
    from babel.dates import format_date  # noqa: PLC0415

    text: str = format_date(day, format="d MMMM y", locale=_LOCALES[language])
    return text
