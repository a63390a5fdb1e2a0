"""Days, weeks, months, terms and school years as people write them, read as stretches of days.

What could be two things, such as the day "03/04/2024", is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from tsi_eval.periods import ONCE, Period, Window, month_period, term_period

_CENTURY = 100
_DECEMBER = 12
_JULY = 7
# Earlier years have no written form of four digits.
_FIRST_YEAR = 1000
# More weeks than these are hardly written as one stretch, such as "v. 34-35".
_MOST_WEEKS = 10
# A form that was filled in at 10:42 was filled in that day.
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
_BETWEEN = r"[\s.\-–/]*"
_TERM_WORDS = r"(?:höst|vår)(?:en|termin(?:en)?)?"
_TERM_WITHOUT_YEAR = re.compile(r"(?:ht|vt|höst|vår)(?:termin(?:en)?)?", re.IGNORECASE)
_MONTH_WORDS = re.compile(rf"(?P<word>[a-zåäö]{{3,9}}){_BETWEEN}(?P<year>\d{{4}}|\d{{2}})", re.IGNORECASE)
_YEAR_AND_MONTH = re.compile(r"(?P<year>\d{4})[ \-](?P<word>[a-zåäö]{3,9})", re.IGNORECASE)
_CENTURIES = frozenset({"19", "20"})
# How each month is written in Swedish, and in English where that is another word.
_MONTHS = (
    (("jan", "januari"), ("january",)),
    (("feb", "febr", "februari"), ("february",)),
    (("mar", "mars"), ("march",)),
    (("apr", "april"), ()),
    (("maj",), ("may",)),
    (("jun", "juni"), ("june",)),
    (("jul", "juli"), ("july",)),
    (("aug", "augusti"), ("august",)),
    (("sep", "sept", "september"), ()),
    (("okt", "oktober"), ("oct", "october")),
    (("nov", "november"), ()),
    (("dec", "december"), ()),
)
_MONTH_NAMES = {name: place for place, (swedish, _) in enumerate(_MONTHS, start=1) for name in swedish}
# The same in both languages → the number of the month, for names of files and sheets.
MONTH_WORDS = {name: place for place, both in enumerate(_MONTHS, start=1) for words in both for name in words}
# Any of them in small letters, the longest first.
A_MONTH = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))


def parse_period(text: str) -> Period | None:
    """Return the period that a text names, or None.

    "HT2023" is July to December 2023, "VT2024" January to June 2024, "2023/24" July 2023 to June
    2024: the limits of school statistics, so that every day of a school year belongs to exactly one
    term. Six digits are year, month and day unless they could also be a year and a month: then they
    are refused. So is a day whose month may as well be its day, such as "03/04/2024".

    Example:
        >>> [parse_period(text).name for text in ("v. 35 2023", "ht-23", "aug 2023")]
        ['2023-W35', 'HT2023', '2023-08']
    """
    text = " ".join(text.replace("\u00a0", " ").split())
    for read in _READERS:
        try:
            period = read(text)
        except (ValueError, OverflowError):
            # The calendar has no year 0 and no day after 9999-12-31, which some write for "never".
            return None
        if period is not None:
            return period if period.start.year >= _FIRST_YEAR else None
    return None


def parse_window(text: str) -> Window | None:
    """Return the window that a declaration names, or None.

    It is a term, a school year, or "once" for an occasion that has no days of its own.

    Example:
        >>> parse_window("HT2023").end
        datetime.date(2024, 1, 1)
    """
    if text.strip() == "once":
        return ONCE
    period = parse_period(text)
    if period is None or period.kind not in {"term", "school_year"}:
        return None
    return Window(start=period.start, end=period.end)


def term_in_school_year(word: str, school_year: str) -> str | None:
    """Return the term that a word without a year names beside its school year, or None.

    Example:
        >>> term_in_school_year("höst", "2023/24"), term_in_school_year("VT", "2023/24")
        ('HT2023', 'VT2024')
        >>> term_in_school_year("HT2023", "2023/24") is None
        True
    """
    if not _TERM_WITHOUT_YEAR.fullmatch(word.strip()):
        return None
    first = int(school_year[:4])
    return f"HT{first}" if word.strip()[0] in "Hh" else f"VT{first + 1}"


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else 2000 + int(text)  # noqa: PLR2004  two digits


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(text: str) -> Period | None:
    day = _day_by_year_first(text) or _day_by_day_first(text)
    if day is None:
        return None
    return Period(kind="day", name=day.isoformat(), start=day, end=day + timedelta(days=1))


def _day_by_year_first(text: str) -> date | None:
    if match := re.fullmatch(rf"(\d{{4}})(-|/|\.|(?=[\d]{{4}}$))(\d{{2}})\2(\d{{2}})(?:[T ]{_TIME})?", text):
        return _date(int(match[1]), int(match[3]), int(match[4]))
    six = _date_of_six(text)
    return None if six and _month_number(int(text[4:])) and text[:2] in _CENTURIES else six


def _day_by_day_first(text: str) -> date | None:
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:[ \-–]| [\-–])(\d{4}|\d{2})", text):
        return _date(_year(match[3]), int(match[2]), int(match[1]))
    # A short year could be the day: "03-sep-23".
    if match := re.fullmatch(r"(?:den )?(\d{1,2})[ \-.]{1,2}([a-zåäö]{3,9})[ \-.]{1,2}(\d{4})", text, re.IGNORECASE):
        month = _MONTH_NAMES.get(match[2].lower())
        return _date(int(match[3]), month, int(match[1])) if month else None
    return None


def _week(text: str) -> Period | None:
    match = re.fullmatch(r"(?P<y>\d{4})[\s\-]*[wv]\.?\s*(?P<w>\d{1,2})", text, re.IGNORECASE) or re.fullmatch(
        r"(?:v|vecka)\.?\s*(?P<w>\d{1,2})(?P<sign>[\s,\-–/]+)(?P<y>\d{4}|\d{2})", text, re.IGNORECASE
    )
    if match is None or _may_be_weeks(match):
        return None
    try:
        start = date.fromisocalendar(_year(match["y"]), int(match["w"]), 1)
    except ValueError:
        return None
    year, week, _ = start.isocalendar()
    return Period(kind="week", name=f"{year}-W{week:02}", start=start, end=start + timedelta(days=7))


def _may_be_weeks(match: re.Match[str]) -> bool:
    """Tell whether "v. 34-35" may be two weeks rather than week 34 of 2035."""
    sign, year = match.groupdict().get("sign") or "", match["y"]
    is_short = len(year) == 2 and not sign.isspace() and "," not in sign  # noqa: PLR2004
    return is_short and 0 < int(year) - int(match["w"]) <= _MOST_WEEKS


def _month(text: str) -> Period | None:
    match = re.fullmatch(r"(?P<y>\d{4})[-Mm](?P<m>\d{2})", text) or re.fullmatch(r"(?P<m>\d{1,2})/(?P<y>\d{4})", text)
    if match is None and text[:2] in _CENTURIES and _date_of_six(text) is None:
        match = re.fullmatch(r"(?P<y>\d{4})(?P<m>\d{2})", text)
    if match is not None and _month_number(int(match["m"])):
        return month_period(int(match["y"]), int(match["m"]))
    match = _MONTH_WORDS.fullmatch(text) or _YEAR_AND_MONTH.fullmatch(text)
    if match and (number := _MONTH_NAMES.get(match["word"].lower())):
        return month_period(_year(match["year"]), number)
    return None


def _date_of_six(text: str) -> date | None:
    """Return the day that six digits may be, with a year of two; None for any other text."""
    if re.fullmatch(r"\d{6}", text) is None:
        return None
    return _date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))


def _month_number(number: int) -> bool:
    return 1 <= number <= _DECEMBER


def _term(text: str) -> Period | None:
    match = re.fullmatch(rf"(?P<t>[HV]T?|{_TERM_WORDS})[ \-]?(?P<y>\d{{4}}|\d{{2}})", text, re.IGNORECASE)
    return term_period(match["t"][0].upper() + "T", _year(match["y"])) if match else None


def _school_year(text: str) -> Period | None:
    match = re.fullmatch(r"(?:läsår(?:et)?\s+|lå\s*)?(?P<a>\d{4}|\d{2})[/–-](?P<b>\d{4}|\d{2})", text, re.IGNORECASE)
    if match is None or len(match["b"]) > len(match["a"]):
        return None
    first = _year(match["a"])
    if int(match["b"]) % _CENTURY != (first + 1) % _CENTURY:
        return None
    name = f"{first}/{(first + 1) % _CENTURY:02}"
    return Period(kind="school_year", name=name, start=date(first, _JULY, 1), end=date(first + 1, _JULY, 1))


_READERS: tuple[Callable[[str], Period | None], ...] = (_day, _week, _month, _term, _school_year)
