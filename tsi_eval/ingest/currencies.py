"""Amounts in another currency than Swedish crowns, as a format, a field or a heading says it.

A workbook keeps 450 and shows "€450.00". It is read as "450 EUR", which is what a csv file of the
same sheet would say. A number in another currency is refused (E319), since crowns are what prices
are counted in, and nothing here knows the rate of the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

# What no other name fits; the same in ISO 4217.
OTHER = "XXX"
# How each is written, in small letters.
_WRITTEN: Mapping[str, str] = {
    "EUR": r"[kmt]?€|[kmt]?eur|euros?",
    "USD": r"us\$|\$|usd|dollars?",
    "GBP": r"£|gbp",
    "NOK": r"nok|nkr|norska kr(?:onor)?",
    "DKK": r"dkk|dkr|danska kr(?:onor)?",
    "ISK": r"isk|isländska kr(?:onor)?",
    "CHF": r"chf",
    "PLN": r"pln|zł",
    OTHER: rf"{OTHER.lower()}|¥|jpy|cad|aud|czk|huf",
}
CURRENCIES = tuple(_WRITTEN)
_ANY = "|".join(_WRITTEN.values())
_GAP = r"[ \u00a0\u202f\u2009]*"
_IN_FIELD = re.compile(
    rf"[+\-\u2212]?{_GAP}(?P<before>{_ANY}){_GAP}[+\-\u2212]?[0-9].*|.*[0-9]{_GAP}(?:(?::|,)-)?{_GAP}(?P<after>{_ANY})\.?",
    re.IGNORECASE,
)
# In brackets, alone, last, after "i", or before what a price is per or holds; a sign and a code in
# capitals anywhere but in a word such as "EUR-pallar".
_IN_HEADING = re.compile(
    rf"[(\[](?:i )?(?P<inside>{_ANY})(?![^\W_])|(?<!\w)i (?P<said>{_ANY})(?![\w-])|(?:^|[\s,_/])(?P<last>{_ANY})$"
    rf"|(?<!\w)(?P<before>{_ANY})(?:{_GAP}/|{_GAP}per\b|{_GAP}(?:exkl|inkl)\b|-(?:pris|belopp|kostnad))"
    r"|(?P<sign>[€£])|(?<![\w-])(?P<code>(?-i:EUR|USD|GBP|NOK|DKK|CHF|PLN))(?![\w-])",
    re.IGNORECASE,
)
# A width of a sign, a sign that fills the cell, and what stands between quotation marks or in
# brackets. "_€" leaves the room of a sign that is not shown.
_UNSEEN = re.compile(r"_.|\*.")
_BRACKETS = re.compile(r"\[\$([^\]-]*)(?:-([^\]]*))?\]")
_OTHER_BRACKETS = re.compile(r"\[[^\]]*\]")
_OWN = frozenset({"", "kr", "kr.", "sek", "kronor", "svenska kronor", "svenska kr"})
# Countries whose crowns are written "kr" too, by Windows' numbers and by names of languages.
_OTHER_CROWNS: Mapping[str, str] = {
    **dict.fromkeys(("414", "814", "nb-no", "nn-no", "no"), "NOK"),
    **dict.fromkeys(("406", "438", "46f", "da-dk", "fo-fo", "kl-gl"), "DKK"),
    **dict.fromkeys(("40f", "is-is"), "ISK"),
}
_LETTERS = re.compile(rf"(?<![^\W\d_])(?:{_ANY})(?![^\W\d_])", re.IGNORECASE)
_LAST_OF_A_NUMBER = 3


def currency_of_format(code: str) -> str:
    """Return the currency, other than Swedish crowns, that a number's format shows; or "".

    Args:
        code: The format's code. Those that every Excel has without a code show the crowns of a
            Swedish computer.

    Example:
        >>> [currency_of_format(code) for code in ("#,##0 [$€-1]", '#,##0 "kr"', "#,##0 [$kr-414]")]
        ['EUR', '', 'NOK']
    """
    plain = _UNSEEN.sub("", code)
    for symbol, place in _BRACKETS.findall(plain):
        found = _of_symbol(symbol.strip().casefold(), place.casefold())
        if found:
            return found
    shown = _OTHER_BRACKETS.sub("", plain).replace('"', " ").replace("\\", "")
    match = _LETTERS.search(shown)
    return currency_named(match[0]) if match else ""


def currency_named(written: str) -> str:
    """Return a currency by one of its names; "" for Swedish crowns and for no name.

    Example:
        >>> currency_named("euro"), currency_named("SEK"), currency_named("THB")
        ('EUR', '', 'XXX')
    """
    plain = written.strip().casefold()
    if plain in _OWN:
        return ""
    return next((code for code, names in _WRITTEN.items() if re.fullmatch(names, plain)), OTHER)


def foreign_fields(fields: pd.Series[str]) -> Iterator[tuple[str, pd.Series[bool]]]:
    """Yield each currency that fields are written in, and which fields."""
    found = fields.map(_of_field).astype("str")
    for currency in CURRENCIES:
        if (found == currency).any():
            yield currency, found == currency


def currency_of_heading(heading: str) -> str:
    """Return the currency that the heading of a column, or a title, says; or "".

    Example:
        >>> [currency_of_heading(name) for name in ("Pris (EUR)", "Pris (kr)", "Euroklassen")]
        ['EUR', '', '']
    """
    match = _IN_HEADING.search(heading.strip())
    return currency_named(next(filter(None, match.groups()))) if match else ""


def _of_field(field: str) -> str:
    match = _IN_FIELD.fullmatch(field.strip())
    return currency_named(match["before"] or match["after"]) if match else ""


def _of_symbol(symbol: str, place: str) -> str:
    if symbol in _OWN:
        number = place.lstrip("0") if len(place) <= _LAST_OF_A_NUMBER + 1 else place[-_LAST_OF_A_NUMBER:]
        by_crowns = _OTHER_CROWNS.get(place) or _OTHER_CROWNS.get(number, "")
        return by_crowns if symbol.startswith("kr") else ""
    return currency_named(symbol)
