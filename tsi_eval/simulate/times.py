"""Terms, months and weeks: when a synthetic pilot goes on, and what of it each delivery holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tsi_eval.strict import STRICT

_FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolWeeks:
    """The ISO weeks with school in an autumn or a spring term.

    Attributes:
        first: The first week.
        last: The last week.
        without: Weeks between them in which school is closed.
    """

    __pydantic_config__ = STRICT

    first: int
    last: int
    without: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When a pilot goes on, and since when its monthly counts are kept.

    Attributes:
        terms: The terms that can be delivered, in order of time, such as "HT2023".
        usual: How many of them are delivered when nobody says otherwise.
        start: The first day of the pilot.
        first_month: The first month with monthly counts.
        history: The last term before the pilot; its months and all earlier ones are one delivery.
        weeks: School weeks of a season, "HT" or "VT".
    """

    __pydantic_config__ = STRICT

    terms: tuple[str, ...]
    usual: int
    start: date
    first_month: date
    history: str
    weeks: Mapping[str, SchoolWeeks] = field(default_factory=dict)

    def school_weeks(self, term: str) -> tuple[int, ...]:
        """Return the ISO weeks with school in a term."""
        season = self.weeks[term[:2]]
        return tuple(week for week in range(season.first, season.last + 1) if week not in season.without)

    def deliveries(self, terms: tuple[str, ...]) -> dict[str, tuple[date, ...]]:
        """Return the months of each delivery of monthly counts; the history is the first one."""
        past: list[date] = []
        month = self.first_month
        while month <= months(self.history)[-1]:
            past.append(month)
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        return {f"tom_{self.history}": tuple(past)} | {term: months(term) for term in terms}

    def growth(self, yearly: float, month: date) -> float:
        """Return what a yearly rate ratio has made of a rate since the first month."""
        years = month.year - self.first_month.year + (month.month - self.first_month.month) / 12
        return float(yearly**years)


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


def months(term: str) -> tuple[date, ...]:
    """Return the half-year that is counted with a term: July to December, or January to June."""
    first = 7 if is_autumn(term) else 1
    return tuple(date(year_of(term), month, 1) for month in range(first, first + 6))


def working_day(day: date) -> date:
    """Return a day, or the Friday before it at a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def iso_month(month: date) -> str:
    """Return a month as 2023-08."""
    return f"{month:%Y-%m}"
