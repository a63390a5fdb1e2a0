"""Numbers that are no person's: of periods, of sheets and tables, and of classes and ages."""

from __future__ import annotations

import re

from tsi_eval.written_periods import A_MONTH

_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_YEAR = r"(?:(?:19|20)\d\d)"
# No case is called by these.
_NUMBERED = (
    r"(?:blad|sheet|tabell|table|ark|sida|page|kolumn|column|unnamed:|åk|årskurs|grade|fråga|question|item|mätning"
    r"|tillfälle|skola|school|steg|nivå)"
)
_SURE = (
    rf"(?:ht|vt|(?:höst|vår)(?:termin(?:en)?)?)[\s_.-]*(?:{_YEAR}|\d\d)",
    rf"(?:{A_MONTH})[\s_.-]*(?:{_YEAR}|\d\d)?",
    rf"{_YEAR}[\s-]?[wv]\d\d?",
    # Not a day: it may be when somebody was born.
    rf"{_YEAR}-(?:0[1-9]|1[0-2])(?![\w-])",
    rf"{_NUMBERED}[\s_.-]*\d\d?(?:[-–]\d\d?)?[a-h]?(?:\s?\(\d\))?",
    r"\d\d?(?:[-–]\d\d?)?\s*(?:år|years)",
)
# Of these, many beside each other may be numbers of cases.
_UNSURE = (
    r"(?:v|w|vecka|week)[\s_.]*\d\d?(?:[-–]\d\d?)?",
    r"(?:q|kv|kvartal|quarter)[\s_.]*[1-4]",
    r"(?:del|part|klass|class|version)[\s_.-]*\d\d?(?:[-–]\d\d?)?[a-h]?",
    r"t\d",
)
# A year, or a school year; "2024-17" is neither and may be a case.
_YEARS = rf"(?P<first>{_YEAR})(?:[/–-](?P<second>\d\d(?:\d\d)?))?"
_HARMLESS = re.compile(_BEFORE + "(?:" + "|".join((*_SURE, *_UNSURE, _YEARS)) + ")" + _AFTER, re.IGNORECASE)
_MAY_BE_A_CASE = re.compile(rf"\s*(?:{'|'.join(_UNSURE)})\s*", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(rf"{_YEAR}[/–-]\d\d")


def without_harmless_numbers(name: str) -> str:
    """Return a name without the numbers that are no person's, and what they number.

    Example:
        >>> [without_harmless_numbers(name) for name in ("Timmar HT23", "2023-24", "2024-17")]
        ['Timmar  ', ' ', '2024-17']
    """
    return _HARMLESS.sub(_rest, name)


def may_be_a_case(name: str) -> bool:
    """Tell whether a name is nothing but a number that may be a case's beside others like it.

    Example:
        >>> [may_be_a_case(name) for name in ("V23", "Del 12", "2023-24", "HT2023", "Blad 1")]
        [True, True, True, False, False]
    """
    return _MAY_BE_A_CASE.fullmatch(name) is not None or _SCHOOL_YEAR.fullmatch(name.strip()) is not None


def _rest(found: re.Match[str]) -> str:
    """Return what is left of a harmless number: nothing, or all of what is no school year."""
    if found["second"] is None:
        return " "
    following = str(int(found["first"]) + 1)
    return " " if found["second"] in {following, following[2:]} else found[0]
