"""Whether two names of files are those of two versions of one file.

A name is made plain: terms, school years, months, years and days get one spelling, and what people
and programs add to the name of another version goes.

Worked example, "Budget HT23 rättad 2024-01-15.csv" beside "budget_HT2023.xlsx":

1. Times get one spelling, a mark: "budget", "@2023ht", "rättad", "@day20240115".
2. A word of a version and a time may say when the version was made, and not what it is about.
   Without them the name is "budget", "@2023ht".
3. That is the name of the other file: they are two versions of one.

"budget_rev_HT2023" and "budget_rev_VT2024" are two files, since nothing is left that says what they
are about but their terms. So are "budget" and "budget_VT2024", which have no word of a version.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from tsi_eval.written_periods import A_MONTH, MONTH_WORDS

_MARK, _DAY = "@", "@day"
_PARTING = re.compile(r"[\s_.,;()\[\]-]+")
# These say nothing of what a budget is about, wherever they stand in its name.
_SURELY = (
    r"(?:prel|preliminär|preliminärt|original|backup|korr|korrigerad|korrigerat|reviderad|reviderat|omarbetad|omarbetat"
    r"|godkänd|godkänt|definitiv|definitivt|beslutad|beslutat|fastställd|fastställt|antagen|antaget|utkast|draft)"
)
_WORDS = (
    r"(?:kopia|copy|ny|nya|rev|revidering|slutlig|slutligt|slutgiltig|slutgiltigt|final|rättad|rättat|rättelse"
    r"|uppdaterad|uppdaterat|justerad|justerat|ändrad|ändrat|gammal|gammalt|old|senaste|tidigare|klar|klart|beslut"
    rf"|förslag|{_SURELY})"
)
_BY_WHOM = r"(?:[\s_.-]*(?:av[\s_.-]*)?(?:kf|ks|nämnden|kommunfullmäktige|kommunstyrelsen))?"
_AT_THE_END = re.compile(
    r"[\s_.,(\[-]*(?:\(\d+\)|(?:version|ver|v|rev)[\s._]*\d+[a-z]?|(?<![^\W\d_])(?:version|ver|v)"
    rf"|(?<![^\W\d_]){_WORDS}{_BY_WHOM}(?:[\s_.-]*\d+)?)[\s_.)\]]*$"
)
# What is left of a name that has nothing else: "förslag" and "antagen" are versions of each other.
_ONLY = "#version"
_ONLY_WORDS = re.compile(rf"{_WORDS}{_BY_WHOM}(?:[\s_.-]*\d+)?")
_SURE_WORD = re.compile(rf"{_SURELY}\d{{0,2}}")
_WORD = re.compile(rf"{_WORDS}\d{{0,2}}|(?:version|ver)\d{{0,2}}")
# Before a term or a day; before a year "v2" may be a week.
_NUMBERED = re.compile(r"v[1-9]")
_COPY_OF = re.compile(r"^(?:kopia av|copy of)[\s_.-]+")
_SPACE = r"[\s_.-]*"
_MONTHS_A_YEAR = 12
_YEAR = r"(?:19|20)\d\d"
_TERM = r"(?:ht|vt|höst(?:en|termin(?:en)?)?|vår(?:en|termin(?:en)?)?)"
_TIME = re.compile(
    "|".join(
        (
            rf"(?<!\d)(?P<day>{_YEAR}(?P<sign>[-_.]?)(?:0[1-9]|1[0-2])(?P=sign)(?:0[1-9]|[12]\d|3[01]))(?!\d)",
            rf"(?<!\d)(?P<year_before>{_YEAR}){_SPACE}(?P<term_after>{_TERM})(?![^\W_])",
            rf"(?P<term>{_TERM}){_SPACE}(?P<term_year>{_YEAR}|\d\d)(?!\d)",
            rf"(?P<term_alone>{_TERM})(?![^\W_])",
            rf"(?<!\d)(?P<first>{_YEAR}|\d\d)[\s_.–-]+(?P<second>{_YEAR}|\d\d)(?!\d)",
            rf"(?<![^\W\d_])(?P<month>{A_MONTH}){_SPACE}(?P<month_year>{_YEAR}|\d\d)?(?![^\W_])",
            r"(?:q|kv|kvartal)[\s_-]*(?P<quarter>[1-4])(?!\d)",
            rf"(?<!\d)(?P<year>{_YEAR})(?!\d)",
        )
    )
)
# A year of two digits is known as one only beside a name with all four.
_SHORT_YEAR = re.compile(r"[1-3]\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """What a name says.

    Attributes:
        plain: Its words, times as marks, without what says only that it is a version.
        undated: The same without when the version was made; () where the name does not say when.
        sure: Whether what was taken away can be nothing but when the version was made.
    """

    plain: tuple[str, ...]
    undated: tuple[str, ...]
    sure: bool


def of_two_times(one: str, other: str) -> bool:
    """Tell whether two files are named by two different terms, years, quarters or months.

    A day may as well be when a file was saved, and tells no two times apart.

    Example:
        >>> of_two_times("budget_HT2023.csv", "budget_VT2024.csv")
        True
        >>> of_two_times("budget 2023.csv", "budget.csv"), of_two_times("HT23.csv", "ht 2023.csv")
        (False, False)
    """
    times = [sorted(filter(_is_stretch, _words(name))) for name in (one, other)]
    return all(times) and times[0] != times[1]


def are_versions(one: str, other: str) -> bool:
    """Tell whether two files are named as two versions of one.

    Example:
        >>> are_versions("budget_HT23.csv", "Budget HT2023 (1).xlsx")
        True
        >>> are_versions("budget 2023.csv", "budget 2023 rev 2024-01-15.csv")
        True
        >>> are_versions("budget_HT2023.csv", "budget_VT2024.csv")
        False
    """
    a, b = _name(one), _name(other)
    if a.plain in (b.plain, b.undated) or a.undated == b.plain:
        return True
    return a.sure and b.sure and a.undated == b.undated


def _name(file: str) -> _Name:
    words = _words(file)
    undated, sure = _undated(words)
    return _Name(plain=_comparable(words), undated=_comparable(undated), sure=sure)


def _words(file: str) -> tuple[str, ...]:
    """Return a name's words, times as marks, without what stands at its end for a version."""
    name = unicodedata.normalize("NFC", PurePath(file).stem).strip().casefold()
    name = _TIME.sub(_marked, _COPY_OF.sub("", name)).strip()
    before = ""
    while name != before:
        before, name = name, _AT_THE_END.sub("", name) or name
    if _ONLY_WORDS.fullmatch(name):
        return (_ONLY,)
    return tuple(filter(None, _PARTING.split(name)))


def _undated(words: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Return a name without when its version was made, and whether that is sure; () without it."""
    if not words or not _is_time(words[-1]):
        return (), False
    is_day, rest = words[-1].startswith(_DAY), words[:-1]
    if rest and _WORD.fullmatch(rest[-1]):
        return rest[:-1], is_day or any(map(_is_time, rest))
    return (rest, False) if is_day and any(map(_is_time, rest)) else ((), False)


def _comparable(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without those of a version that stand first or before a time, in one order."""
    following = (*words[1:], "")
    kept = [word for place, word in enumerate(words) if not _says_version(word, following[place], first=place == 0)]
    return tuple(sorted(f"{_MARK}20{word}" if _SHORT_YEAR.fullmatch(word) else word for word in kept or words))


def _says_version(word: str, following: str, *, first: bool) -> bool:
    if _WORD.fullmatch(word):
        return first or _is_time(following) or _SURE_WORD.fullmatch(word) is not None
    return _NUMBERED.fullmatch(word) is not None and _is_time(following) and not following[1:].isdecimal()


def _is_time(word: str) -> bool:
    return word.startswith(_MARK)


def _is_stretch(word: str) -> bool:
    return _is_time(word) and not word.startswith(_DAY)


def _marked(found: re.Match[str]) -> str:
    """Return a time in one spelling, which holds no sign that parts words."""
    given = {name: text for name, text in found.groupdict().items() if text}
    if "day" in given:
        return f" {_DAY}{re.sub(r'[-_.]', '', given['day'])} "
    if "first" in given:
        return _two_numbers(given["first"], given["second"])
    if "month" in given:
        return f" {_MARK}{_full(given.get('month_year', ''))}m{MONTH_WORDS[given['month']]:02} "
    if "quarter" in given:
        return f" {_MARK}q{given['quarter']} "
    term = _first_of(given, "term", "term_after", "term_alone")
    year = _first_of(given, "term_year", "year_before", "year")
    return f" {_MARK}{_full(year)}{_short(term)} "


def _first_of(given: Mapping[str, str], *names: str) -> str:
    return next((given[name] for name in names if name in given), "")


def _two_numbers(first: str, second: str) -> str:
    """Return a school year such as "2023-24", a month such as "2023-09", or two numbers."""
    if int(second) % 100 == (int(first) + 1) % 100:
        return f" {_MARK}{_full(first)}to{_full(second)} "
    if len(first) > len(second) and 1 <= int(second) <= _MONTHS_A_YEAR:
        return f" {_MARK}{first}m{second} "
    one, other = (f"{_MARK}{number}" if len(number) > 2 else number for number in (first, second))  # noqa: PLR2004
    return f" {one} {other} "


def _full(year: str) -> str:
    return f"20{year}" if len(year) == 2 else year  # noqa: PLR2004  two digits


def _short(term: str) -> str:
    return "" if not term else "ht" if term[0] == "h" else "vt"
