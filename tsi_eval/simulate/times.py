"""Terms, months and weeks, as municipalities write them and as ISO does."""

from __future__ import annotations

from datetime import date, timedelta

TERMS = ("HT2023", "VT2024", "HT2024")
HISTORY_END = "VT2023"
FIRST_MONTH = date(2020, 8, 1)
PILOT_START = date(2023, 8, 1)
_SWEDISH = ("jan", "feb", "mar", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
# Autumn break; winter break and the week after Easter 2024.
_NO_SCHOOL = {"HT": (44,), "VT": (9, 14)}
_FRIDAY = 4
_WEEKS = {"HT": range(34, 52), "VT": range(2, 24)}


def year_of(term: str) -> int:
    """Return a term's calendar year."""
    return int(term[2:])


def order(term: str) -> int:
    """Return a number that sorts terms in time.

    Example:
        >>> order("HT2023") < order("VT2024") < order("HT2024")
        True
    """
    return 2 * year_of(term) + is_autumn(term)


def is_autumn(term: str) -> bool:
    """Tell whether a term is an autumn term."""
    return term.startswith("HT")


def school_year(term: str) -> str:
    """Return a term's school year.

    Example:
        >>> school_year("VT2024")
        '2023/24'
    """
    first = year_of(term) - (not is_autumn(term))
    return f"{first}/{(first + 1) % 100:02d}"


def weeks(term: str) -> tuple[int, ...]:
    """Return the ISO weeks with school in a term."""
    season = term[:2]
    return tuple(week for week in _WEEKS[season] if week not in _NO_SCHOOL[season])


def months(term: str) -> tuple[date, ...]:
    """Return the half-year that is counted with a term: July to December, or January to June."""
    first = 7 if is_autumn(term) else 1
    return tuple(date(year_of(term), month, 1) for month in range(first, first + 6))


def deliveries(terms: tuple[str, ...]) -> dict[str, tuple[date, ...]]:
    """Return the months of each delivery of monthly counts, the history from August 2020 first."""
    history = tuple(
        date(year, month, 1)
        for year in range(FIRST_MONTH.year, year_of(HISTORY_END) + 1)
        for month in range(1, 13)
        if FIRST_MONTH <= date(year, month, 1) <= months(HISTORY_END)[-1]
    )
    return {f"tom_{HISTORY_END}": history} | {term: months(term) for term in terms}


def working_day(day: date) -> date:
    """Return a day, or the Friday before it at a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def growth(yearly: float, month: date) -> float:
    """Return what a yearly rate ratio has made of a rate since the first month of the history."""
    years = month.year - FIRST_MONTH.year + (month.month - FIRST_MONTH.month) / 12
    return float(yearly**years)


def iso_month(month: date) -> str:
    """Return a month as 2023-08."""
    return f"{month:%Y-%m}"


def swedish_month(month: date) -> str:
    """Return a month as aug 2023."""
    return f"{_SWEDISH[month.month - 1]} {month.year}"
