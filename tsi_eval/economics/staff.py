"""What staff cost: salary and the employer's surcharge (PO-pålägg)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from tsi_eval.economics.money import Money
from tsi_eval.economics.published import no_figure, published
from tsi_eval.errors import Problem, UsageError
from tsi_eval.language import Message, Text
from tsi_eval.strict import STRICT

Sector = Literal["kommun", "region"]
LACKING = "E385"
# The law alone asks for more than 31 per cent; a lower number than this is a share, such as 0.45.
SMALLEST_SURCHARGE = 10
# A full-time monthly salary below this is something else: a wage by the hour, or in thousands.
SMALLEST_SALARY = 5_000
NO_NOTE = Text(sv="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge:
    """What an employer pays on top of salaries: a standard rate, or a municipality's own.

    Attributes:
        percent: Per cent of the salary.
        verified: Whether the rate was read as a total, rather than summed here.
        source: Where it comes from.
        note: What to know before it is used.
        own: Whether a pilot gives it.
    """

    percent: float
    verified: bool
    source: str
    note: Text = NO_NOTE
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """Hours that a full-time monthly salary is divided by.

    Attributes:
        hours_per_month: Hours.
        source: Where it comes from; "ASSUMPTION" when nobody measured it.
        note: What it is.
    """

    __pydantic_config__ = STRICT

    hours_per_month: float
    source: str
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One year's surcharge in a sector, in per cent of the salary.

    Attributes:
        sector: Municipalities or regions.
        year: Calendar year.
        statutory: Employer contributions by law.
        insurance: Insurance by collective agreement.
        pension: Pension by collective agreement.
        total: The total as published.
        verified: Whether the total was published.
        note: What to know before it is used.
    """

    __pydantic_config__ = STRICT

    sector: Sector
    year: int
    statutory: float | None = None
    insurance: float | None = None
    pension: float | None = None
    total: float | None = None
    verified: bool = True
    note: Text = NO_NOTE

    @property
    def percent(self) -> float | None:
        """The total as published, else the sum of the parts, else None when a part is unknown."""
        if self.total is not None:
            return self.total
        if self.statutory is None or self.insurance is None or self.pension is None:
            return None
        return round(self.statutory + self.insurance + self.pension, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharges:
    """The surcharges of all years and sectors."""

    __pydantic_config__ = STRICT

    source: str
    confidence: Literal["H", "M", "L"]
    rate: tuple[Rate, ...]


def surcharge(sector: Sector, year: int) -> Surcharge:
    """Return the standard surcharge (PO-pålägg).

    It is an average: the true cost differs for high salaries and between occupations.

    Args:
        sector: "kommun" or "region".
        year: Calendar year of the salaries.

    Raises:
        UsageError: There is no such sector (E138).
        NotEstimable: No rate is known for the year (E385).

    Example:
        >>> surcharge("kommun", 2021).percent
        40.15
    """
    if sector not in get_args(Sector):
        raise UsageError(Problem(code="E138", params={"name": sector, "known": ", ".join(get_args(Sector))}))
    table = _surcharges()
    known = {rate.year: (rate, rate.percent) for rate in table.rate if rate.sector == sector}
    rate, percent = known.get(year, (None, None))
    if rate is None or percent is None:
        years = [other for other, (_, value) in known.items() if value is not None]
        lines = Message("lines.surcharge", {"sector": sector, "year": str(year)})
        raise no_figure(LACKING, year, years, sector=Message(f"sector.{sector}"), lines=lines)
    return Surcharge(percent=percent, verified=rate.verified, source=table.source, note=rate.note)


def staff_cost(months: float, monthly_salary: Money, surcharge: Surcharge) -> Money:
    """Return what full-time months of work cost the employer.

    Premises, materials and overhead are not in it.

    Args:
        months: Full-time months; half-time for a year is 6.
        monthly_salary: Full-time salary.
        surcharge: The employer's surcharge, of the salary's year where there is one.

    Example:
        >>> own = Surcharge(percent=40, verified=True, source="ekonomikontoret")
        >>> staff_cost(6, Money(40_000, 2023), own)
        Money(amount=336000.0, year=2023)
    """
    return monthly_salary * months * (100 + surcharge.percent) / 100


@cache
def working_time() -> WorkingTime:
    """Return the hours of a full-time month, an assumption."""
    return published("working_time", WorkingTime)


@cache
def _surcharges() -> Surcharges:
    return published("surcharge", Surcharges)
