"""Days, weeks, months, terms and school years: half-open stretches of days with one written form.

How people write them is read in `written_periods.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from annotated_types import Ge, Le

MonthNumber = Annotated[int, Ge(1), Le(12)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of days, half-open: `start` belongs to it, `end` does not."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the window."""
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysSince:
    """Days from each person's own start, for families that start all year.

    Both ends belong to it: 60 to 240 holds the 60th day after the start, and the 240th. Days before
    the start are negative.

    Attributes:
        since: What starts: the name of a date, or of a stage.
        first: The first of its days.
        last: The last of its days.
    """

    since: str
    first: int
    last: int

    def meets(self, other: DaysSince) -> bool:
        """Tell whether it shares a day with another window of the same start."""
        return self.since == other.since and self.first <= other.last and other.first <= self.last


Kind = Literal["day", "week", "month", "term", "school_year"]
# What belongs to one month.
DAYS_TO_MONTHS = frozenset({"day", "week", "month"})
_CENTURY = 100
_DECEMBER = 12
_JULY = 7
# Holds no day: what each person has once, whenever it was.
ONCE = Window(start=date.min, end=date.min)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days with one written form.

    Attributes:
        kind: What it is.
        name: Its written form: "2024-03-01", "2024-W05", "2024-03", "HT2023" or "2023/24".
        start: First day.
        end: The day after the last.
    """

    kind: Kind
    name: str
    start: date
    end: date

    @property
    def month(self) -> str:
        """The month that a day, week or month belongs to; a week belongs where its Thursday is."""
        day = self.start + timedelta(days=3) if self.kind == "week" else self.start
        return f"{day:%Y-%m}"


def month_period(year: int, month: int) -> Period:
    """Return a month."""
    start = date(year, month, 1)
    end = date(year + (month == _DECEMBER), month % _DECEMBER + 1, 1)
    return Period(kind="month", name=f"{start:%Y-%m}", start=start, end=end)


def term_period(term: str, year: int) -> Period:
    """Return a term, "HT" or "VT"."""
    autumn = term == "HT"
    start = date(year, _JULY if autumn else 1, 1)
    return Period(
        kind="term",
        name=f"{term}{year}",
        start=start,
        end=date(year + 1, 1, 1) if autumn else date(year, _JULY, 1),
    )


def term_of(month: str) -> str:
    """Return the term of a month.

    Example:
        >>> term_of("2023-08"), term_of("2024-06")
        ('HT2023', 'VT2024')
    """
    return ("HT" if int(month[5:]) >= _JULY else "VT") + month[:4]


def quarter_of(month: str) -> str:
    """Return the quarter of a month, "2023-Q3"."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def school_year_of(month: str) -> str:
    """Return the school year of a month, "2023/24"."""
    first = int(month[:4]) - (int(month[5:]) < _JULY)
    return f"{first}/{(first + 1) % _CENTURY:02}"


# What months are summed to, from the finest: name of the grain → the period of a month.
GRAINS: Mapping[str, Callable[[str], str]] = {
    "month": str,
    "quarter": quarter_of,
    "term": term_of,
    "school_year": school_year_of,
}


def month_index(month: str) -> int:
    """Return 12 · year + month - 1 of a month such as "2023-08"."""
    return 12 * int(month[:4]) + int(month[5:]) - 1


def month_of_index(index: int) -> str:
    """Return the month of 12 · year + month - 1.

    Example:
        >>> month_of_index(month_index("2023-08"))
        '2023-08'
    """
    return f"{index // 12}-{index % 12 + 1:02}"


def months_of_term(term: str) -> tuple[str, str]:
    """Return the first and the last month of a term.

    Example:
        >>> months_of_term("HT2023")
        ('2023-07', '2023-12')
    """
    return (f"{term[2:]}-07", f"{term[2:]}-12") if term.startswith("HT") else (f"{term[2:]}-01", f"{term[2:]}-06")


def term_order(term: str) -> int:
    """Return a number that sorts terms: VT2024 comes before HT2024."""
    return 2 * int(term[2:]) + (term[:2] == "HT")
