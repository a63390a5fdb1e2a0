"""Thousands and millions of crowns, as a number, a heading or a title says them.

Worked example: "45 tkr" is a number in thousands. "Pris (1000 kr)", "Pris (tusen)" and "Pris (000)"
are headings of such numbers. "Budget 2023, belopp i tkr" is a title that says so of a whole table,
and "Poster över 100 tkr visas var för sig" says something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from tsi_eval.pilot.source import FileFormat

GAPS = "[ \u00a0\u202f\u2009]"
# How they are written after a number: what one is in crowns → the words.
MULTIPLES: Mapping[float, str] = {
    1_000: r"tkr|kkr|tsek|ksek|tusental|tusen (?:kr|kronor|sek)",
    1_000_000: r"mkr|mnkr|milj|msek|miljon(?:er)? (?:kr|kronor|sek)",
    1_000_000_000: r"mdkr|mdr|miljard(?:er)?",
}
_CROWNS = rf"{GAPS}*(?:kr|kronor|sek)"
_THOUSAND = rf"1(?:{GAPS}|\.)?000"
_AFTER_A_NUMBER = "|".join(MULTIPLES.values())
_IN_NAMES = "|".join(
    (
        _AFTER_A_NUMBER,
        rf"(?:{_THOUSAND}|000){GAPS}?-?tal[a-zåäö]*",
        rf"(?:['’×x]{GAPS}*)?(?:{_THOUSAND}|000){_CROWNS}",
        rf"tusentals?{_CROWNS}|[tkm]{GAPS}(?:kr|sek)|miljontals?{_CROWNS}|milj\.{_CROWNS}",
        r"(?:thousands?|millions?) (?:of )?(?:kr|kronor|sek|crowns)|(?:in|i) (?:thousands|millions|tusen|miljoner)",
    )
)
# Alone in brackets or last, where no number can stand before it.
_WORDS = "tusen|tusental|miljoner|thousands?|millions?"
_ALONE = rf"['’×x]?{GAPS}*(?:{_THOUSAND}|000)|{_WORDS}"
_FIELD = re.compile(rf"[0-9]{GAPS}*(?:{_AFTER_A_NUMBER})\.?$", re.IGNORECASE)
_NAME = re.compile(
    rf"(?<![\w'’])(?:{_IN_NAMES})(?!\w)|[(\[]{GAPS}*(?:i{GAPS}+)?(?:{_ALONE}){GAPS}*[)\]]", re.IGNORECASE
)
_TITLE = re.compile(
    rf"(?:(?:\bi|\bin|[,:–(\[-]){GAPS}*(?:{_IN_NAMES}|{_WORDS})|^(?:{_IN_NAMES}))(?!\w)|[^\W\d_]{GAPS}+(?:{_IN_NAMES})\W*$",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"\W*(?:{_IN_NAMES}|tusen)\W*", re.IGNORECASE)


def in_multiples(column: str, form: FileFormat) -> bool:
    """Tell whether a column is called by thousands or millions of crowns, and nothing says so."""
    return column not in form.times and _NAME.search(column) is not None


def says_multiples(fields: pd.Series[str]) -> pd.Series[bool]:
    """Tell which fields say themselves that they are in thousands or millions, such as "45 tkr"."""
    return fields.str.contains(_FIELD, regex=True).fillna(value=False).astype(bool)


def title_in_multiples(text: str) -> bool:
    """Tell whether a title, a sheet's name or a note says that a table is in thousands or millions.

    Example:
        >>> title_in_multiples("Belopp anges i tkr."), title_in_multiples("Poster över 100 tkr")
        (True, False)
    """
    return _TITLE.search(text.replace("_", " ")) is not None


def is_multiple(field: str) -> bool:
    """Tell whether a field is nothing but the name of thousands or millions."""
    return _WHOLE.fullmatch(field) is not None
