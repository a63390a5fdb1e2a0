"""Which names of sheets and columns may be said, where nobody has declared them.

A workbook may have a sheet a family, called by its case number, and a table may stand on its side,
with a family a column. So a name is said only where every word and number of it is known to be no
person's; all others are counted. Everything that says the name of a sheet or a heading that nobody
declared asks here.

Worked example, of a source that declares "sdq1" to "sdq25":

1. "Timmar HT2023" has no number but that of a term, and its other word is in a list of ordinary
   ones (`harmless_words.py`): it is said.
2. "sdq26" is written as "sdq25" is, which the pilot has declared: it is said.
3. "F001" has a number that is none of these, and is not said.
4. "Emma" and "Timmar Emma" have a word that no list has, and are not said.
5. "V23" is a week. Beside "V24" and "V31" it may be one of three cases, and none is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tsi_eval.errors import Param
from tsi_eval.identifiers import has_identifier
from tsi_eval.ingest.harmless_numbers import may_be_a_case, without_harmless_numbers
from tsi_eval.ingest.harmless_words import all_harmless, declared_words
from tsi_eval.language import Message, Text

_NUMBER = re.compile(r"\d+")
# A variable of SPSS, which holds no person unless the table stands on its side.
_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_.$#@]*")
_SPSS = (".sav", ".zsav")
_MOST_CASES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names, and how many were left out.

    Attributes:
        said: Those that may be said, in their order.
        hidden: How many others there are.
        places: Where the others stand among the file's columns, from 1; empty for sheets.
    """

    said: tuple[str, ...]
    hidden: int
    places: tuple[int, ...] = ()


def names_to_say(names: Iterable[str], declared: Iterable[str] = (), places: Iterable[int] = ()) -> Names:
    """Tell names that may be said from those that may identify a person.

    Args:
        names: What sheets or columns are called.
        declared: The columns that the pilot has declared, which may be said and so may what is
            written as they are.
        places: The columns' places in their file, from 1; none for sheets.

    Example:
        >>> names_to_say(["HT2023", "F001", "F002", "Info"])
        Names(said=('HT2023', 'Info'), hidden=2, places=())
    """
    every, known = [*names], frozenset(declared)
    open_to_all = [not may_identify(name, known) for name in every]
    cases = _cases(every, open_to_all, known)
    shown = [may and name not in cases for name, may in zip(every, open_to_all, strict=True)]
    said = tuple(name for name, may in zip(every, shown, strict=True) if may)
    where = tuple(place for place, may in zip(places, shown, strict=False) if not may)
    return Names(said=said, hidden=len(every) - len(said), places=where)


def variables_of(file: str, names: Iterable[str], rows: int) -> tuple[str, ...]:
    """Return the names that are variables of an SPSS file with more rows than columns, or none.

    Example:
        >>> variables_of("sdq.sav", ["Q12", "åtta"], 40), variables_of("sdq.csv", ["Q12"], 40)
        (('Q12',), ())
    """
    every = [*names]
    if not file.lower().endswith(_SPSS) or rows <= len(every):
        return ()
    return tuple(name for name in every if _VARIABLE.fullmatch(name) and not has_identifier(name))


def in_words(names: Names) -> Param:
    """Return names as one list, with how many were left out, where they stand, and why."""
    if not names.hidden:
        return ", ".join(names.said)
    at: str | Message = (
        Message("error.at_columns", {"places": ", ".join(map(str, names.places))}) if names.places else ""
    )
    params: dict[str, str | int | Text | Message] = {"names": ", ".join(names.said), "count": names.hidden, "at": at}
    return Message("error.names_and_hidden" if names.said else "error.names_hidden", params)


def one_in_words(name: str, place: int, declared: Iterable[str] = ()) -> Param:
    """Return a heading, or its place counted from 1 where it may identify a person."""
    return Message("error.heading_at", {"place": place}) if may_identify(name, frozenset(declared)) else name


def may_identify(name: str, declared: frozenset[str] = frozenset()) -> bool:
    """Tell whether a name may be a person's number or name.

    It has a number that is no period, and no "Blad 1" or the like, or a word that neither a list of
    ordinary words nor the pilot has. What is written as a declared column is, with a number that is
    no longer, may be said.

    Example:
        >>> [may_identify(name) for name in ("F001", "2024-17", "Emma", "2023-24", "vecka 3")]
        [True, True, True, False, False]
    """
    if name in declared:
        return False
    if has_identifier(name):
        return True
    if any(_is_written_as(name, other) for other in declared):
        return False
    left = without_harmless_numbers(name)
    return _NUMBER.search(left) is not None or not all_harmless(left, declared_words(declared))


def _cases(names: list[str], may: list[bool], declared: frozenset[str]) -> frozenset[str]:
    """Return the names that alone are a week or a part, and together the numbers of cases.

    More than two are written alike, or another that is written so may not be said.
    """
    shapes = {name: _shape(name) for name in names}
    hidden = {shapes[name] for name, said in zip(names, may, strict=True) if not said}
    unsure = {name for name in shapes if may_be_a_case(name) and not _is_declared(name, declared)}
    alike = Counter(shapes[name] for name in unsure)
    return frozenset(name for name in unsure if shapes[name] in hidden or alike[shapes[name]] > _MOST_CASES)


def _is_declared(name: str, declared: frozenset[str]) -> bool:
    return name in declared or any(_is_written_as(name, other) for other in declared)


def _shape(name: str) -> str:
    return _NUMBER.sub("#", name).casefold().strip()


def _is_written_as(name: str, declared: str) -> bool:
    """Tell whether a name differs from a declared one in its numbers only, and has none longer."""
    numbers, known = _NUMBER.findall(name), _NUMBER.findall(declared)
    return _shape(name) == _shape(declared) and max(map(len, numbers), default=0) <= max(map(len, known), default=0)
