"""Numbers that are typed in people's own texts, in digits or as words.

A number is never typed where a report's answer could be meant. What may stand is when something
was: the days that a pilot declares, and the months, terms, school years and years in them.

Example. A pilot declares the windows "HT2023" and "VT2024". Then "läsåret 2023/24", "våren 2024"
and "VT2024" may stand, and "2025" and "av 2024 elever" may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from tsi_eval.own_words.claims import any_of, listed
from tsi_eval.own_words.marks import outside
from tsi_eval.written_periods import A_MONTH, MONTH_WORDS

_CENTURY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When something was, as far as a pilot declares it.

    Attributes:
        years: The years in which its periods lie.
        days: Its dates.
    """

    years: frozenset[int] = frozenset()
    days: frozenset[date] = frozenset()


NO_TIMES = Times()


def number_in(text: str, language: str, times: Times = NO_TIMES) -> str:
    """Return the first number outside the places that is no declared time, or ""."""
    words = outside(text)
    if forms := _written(times, language):
        words = forms.sub(" ", words)
    words = _not_numbers(language).sub(" ", words)
    digits = next((word for word in words.split() if any(map(str.isnumeric, word))), "")
    found = _number_words(language).search(words)
    return digits or ("" if found is None else found[0])


def share_in(text: str, language: str) -> str:
    """Return the first share in per cent, or ""."""
    per_cent = any_of(listed("number_words.per_cent", language))
    found = re.search(rf"(?:[\d.,]*\d|\w+)\s*(?:%|(?:{per_cent})(?!\w))", outside(text), re.IGNORECASE)
    return found[0] if found and number_in(found[0], language) else ""


@cache
def _number_words(language: str) -> re.Pattern[str]:
    one, parts, phrases = (any_of(listed(f"number_words.{name}", language)) for name in ("one", "parts", "phrases"))
    put_together = rf"(?:{one})?-?(?:(?:{parts})-?)+(?:{one})?"
    return re.compile(rf"(?<!\w)(?:{phrases}|{put_together})(?!\w)", re.IGNORECASE)


@cache
def _not_numbers(language: str) -> re.Pattern[str]:
    phrases, unless = (any_of(listed(f"number_words.{name}", language)) for name in ("not_numbers", "as_many"))
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)(?!\s+(?:{unless})(?!\w))", re.IGNORECASE)


@cache
def _written(times: Times, language: str) -> re.Pattern[str] | None:
    """Return the pattern of the ways in which the times may be written, or None without any."""
    forms = [*_of_days(times), *_of_years(times, language)]
    return re.compile(rf"(?<![\w.,/-])(?:{'|'.join(forms)})(?![\w/-]|[.,–]\d|\s*%)", re.IGNORECASE) if forms else None


def _of_days(times: Times) -> Iterator[str]:
    for day in sorted(times.days):
        months = any_of([name for name, number in MONTH_WORDS.items() if number == day.month])
        yield day.isoformat()
        yield rf"{day.day}\s+(?:{months})(?:\s+{day.year})?"
        yield rf"(?:{months})\s+{day.day}(?:,?\s+{day.year})?"


def _of_years(times: Times, language: str) -> Iterator[str]:
    if not times.years:
        return
    years = "|".join(str(year) for year in sorted(times.years))
    for year in sorted(times.years & {year - 1 for year in times.years}):
        yield rf"{year}[/–-](?:{year + 1}|{(year + 1) % _CENTURY:02})"
    short = "|".join(f"{year % _CENTURY:02}" for year in sorted(times.years))
    yield rf"(?:{A_MONTH})\s+(?:{years})"
    yield rf"(?:{years})-(?:0[1-9]|1[0-2])"
    yield rf"[HV]T[ -]?(?:{years}|{short})"
    before = any_of(listed("number_words.before_year", language))
    yield rf"(?:{before})\s+(?:{years})(?:\s*[–-]\s*(?:{years}))?"
