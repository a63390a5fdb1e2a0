"""Which names of sheets and columns may be said, where nobody has declared them.

A workbook may have a sheet a family, called by its case number, and a table may stand on its side,
with a family a column. So a name that may be a person's number or name is counted and not said.
Everything that says the name of a sheet or a heading that nobody declared asks here.

Worked example, of a source that declares "sdq1" to "sdq25":

1. "Timmar HT2023" has no number but that of a term, and is said.
2. "sdq26" is written as "sdq25" is, which the pilot has declared: it is said.
3. "F001" has a number that is none of these, and is not said.
4. "Anna Karlsson" is two words with capitals, as names of persons are, and is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tsi_eval.errors import Param
from tsi_eval.identifiers import has_identifier
from tsi_eval.language import Message, Text

_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_YEAR = r"(?:(?:19|20)\d\d)"
_MONTHS = (
    r"(?:jan(?:uari|uary)?|febr?(?:uari|uary)?|mar(?:s|ch)?|apr(?:il)?|ma[jy]|june?|juni|july?|juli|aug(?:usti|ust)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBERED = (
    r"(?:blad|sheet|tabell|table|ark|sida|page|kolumn|column|unnamed:|del|part|åk|årskurs|klass|grade|fråga|question"
    r"|item|mätning|tillfälle|version)"
)
# Numbers that are no person's, wherever they stand in a name.
_HARMLESS = re.compile(
    _BEFORE
    + "(?:"
    + "|".join(
        (
            rf"(?:ht|vt|(?:höst|vår)(?:termin(?:en)?)?)[\s_.-]*(?:{_YEAR}|\d\d)",
            rf"{_MONTHS}[\s_.-]*(?:{_YEAR}|\d\d)?",
            rf"{_YEAR}[\s-]?[wv]\d\d?",
            rf"{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?",
            r"(?:v|w|vecka|week)[\s_.]*\d\d?(?:[-–]\d\d?)?",
            r"(?:q|kv|kvartal|quarter)[\s_.]*[1-4]",
            rf"{_NUMBERED}[\s_.-]*\d\d?(?:[-–]\d\d?)?[a-h]?",
            r"\d\d?(?:[-–]\d\d?)?\s*(?:år|years)",
            r"t\d",
            rf"(?P<first>{_YEAR})(?:[/–-](?P<second>\d\d(?:\d\d)?))?",
        )
    )
    + ")"
    + _AFTER,
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_CAPITAL, _SMALL = "A-ZÅÄÖÉÜØÆ", "a-zåäöéüøæ"
_WORD = rf"(?:[{_CAPITAL}][{_SMALL}]*(?:-[{_CAPITAL}][{_SMALL}]+)?\.?|[{_CAPITAL}-]{{2,}})"
_PERSON = re.compile(rf"{_WORD}(?:,?\s+{_WORD}){{1,3}}")
# What such words begin with where they are no person.
_THINGS = frozenset({"blad", "skola", "skolan", "grupp", "klass", "team", "enhet", "arm", "bilaga", "region", "sheet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names, and how many were left out.

    Attributes:
        said: Those that may be said, in their order.
        hidden: How many others there are.
    """

    said: tuple[str, ...]
    hidden: int


def names_to_say(names: Iterable[str], declared: Iterable[str] = ()) -> Names:
    """Tell names that may be said from those that may identify a person.

    Args:
        names: What sheets or columns are called.
        declared: The columns that the pilot has declared, which may be said and so may what is
            written as they are.

    Example:
        >>> names_to_say(["HT2023", "F001", "F002", "Info"])
        Names(said=('HT2023', 'Info'), hidden=2)
    """
    every, known = [*names], frozenset(declared)
    said = tuple(name for name in every if not may_identify(name, known))
    return Names(said=said, hidden=len(every) - len(said))


def in_words(names: Names) -> Param:
    """Return names as one list, with how many were left out and why."""
    if not names.hidden:
        return ", ".join(names.said)
    params: dict[str, str | int | Text | Message] = {"names": ", ".join(names.said), "count": names.hidden}
    return Message("error.names_and_hidden" if names.said else "error.names_hidden", params)


def one_in_words(name: str, place: int, declared: Iterable[str] = ()) -> Param:
    """Return a heading, or its place counted from 1 where it may identify a person."""
    return Message("error.heading_at", {"place": place}) if may_identify(name, frozenset(declared)) else name


def may_identify(name: str, declared: frozenset[str] = frozenset()) -> bool:
    """Tell whether a name may be a person's number or name.

    It has a number that is no period, and no "Blad 1" or the like. Or it has two words with
    capitals. What is written as a declared column is, with a number that is no longer, may be said.

    Example:
        >>> [may_identify(name) for name in ("F001", "2024-17", "Bo Ek", "2023-24", "vecka 3")]
        [True, True, True, False, False]
    """
    if name in declared:
        return False
    if has_identifier(name):
        return True
    if _is_person(name):
        return not any(map(_is_person, declared))
    numbered = _NUMBER.search(_HARMLESS.sub(_rest, name)) is not None
    return numbered and not any(_is_written_as(name, other) for other in declared)


def _is_person(name: str) -> bool:
    """Tell whether a name, or a part of it between slashes, is written as a person's."""
    parts = (part.strip() for part in name.split("/"))
    return any(_PERSON.fullmatch(part) and part.split()[0].casefold() not in _THINGS for part in parts)


def _rest(found: re.Match[str]) -> str:
    """Return what is left of a harmless number; "2024-17" is no year and may be a case."""
    if found["second"] is None:
        return ""
    following = str(int(found["first"]) + 1)
    return "" if found["second"] in {following, following[2:]} else found[0]


def _is_written_as(name: str, declared: str) -> bool:
    """Tell whether a name differs from a declared one in its numbers only, and has none longer."""
    numbers, known = _NUMBER.findall(name), _NUMBER.findall(declared)
    same = _NUMBER.sub("#", name).casefold() == _NUMBER.sub("#", declared).casefold()
    return same and max(map(len, numbers), default=0) <= max(map(len, known), default=0)
