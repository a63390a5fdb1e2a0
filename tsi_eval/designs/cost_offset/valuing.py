"""What costs are worth in one year's prices: salaries with their surcharge, moved by an index.

Worked example. Two months of a salary of 40 000 kronor in 2022, at a surcharge of 39.25 per cent,
are 2 × 40 000 × 1.3925 = 111 400 kronor of that year. In the prices of 2023 they are
111 400 × 403.70 / 371.91 = 120 922 kronor.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from annotated_types import Ge, Le

from tsi_eval.designs.contract import caveats
from tsi_eval.designs.option import Name
from tsi_eval.economics import Money, Rates, Surcharge, to_year, working_time
from tsi_eval.economics.prices import is_assumption
from tsi_eval.economics.staff import SMALLEST_SALARY, SMALLEST_SURCHARGE, Sector
from tsi_eval.errors import NotEstimable, Problem
from tsi_eval.language import LANGUAGES, Message, Text, say
from tsi_eval.language.numbers import number
from tsi_eval.options import Options

if TYPE_CHECKING:
    import pandas as pd

STAFF, OTHER = "staff", "other"
MOST_DECIMALS = 2
HOUR, MONTH = "hour", "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSurcharge(Options):
    """A municipality's own surcharge on salaries, the same for every year.

    Attributes:
        percent: Per cent of the salary, such as 45; 0 when the amounts hold the surcharge already.
        source: Where it comes from, or the word ASSUMPTION.
    """

    option: ClassVar[str] = "surcharge"

    percent: Annotated[float, Ge(0), Le(100)]
    source: Name

    def contradictions(self) -> Iterator[Problem]:
        """Yield a share, such as 0.45, in the place of per cent (E291)."""
        if 0 < self.percent < SMALLEST_SURCHARGE:
            least = Message("expected.greater_than_equal", {"ge": str(SMALLEST_SURCHARGE)})
            yield self.refusal("E291", "percent", expected=least, got=f"{self.percent:.15g}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuing:
    """How amounts of different years become amounts of one.

    Attributes:
        price_year: The year in whose prices all amounts are expressed.
        sector: Whose surcharge on salaries.
        own: The surcharge of a question's options, which goes before all others, or None.
        rates: The index and the surcharges by year.
    """

    price_year: int
    sector: Sector
    own: OwnSurcharge | None
    rates: Rates

    def lacks(self, rows: pd.DataFrame, prices: Iterable[Money]) -> Iterator[Problem]:
        """Yield what amounts can't be valued by.

        Salaries that are none by the month (E486), each year that has no index (E221), or no
        surcharge where it is needed (E385). Amounts that are all of the year asked for need no
        index.
        """
        staff = _staff(rows)
        low = staff["price"].astype(float).between(0, SMALLEST_SALARY, inclusive="neither")
        if low.any():
            yield Problem(
                code="E486", params={"count": int(low.sum()), "of": len(staff), "least": str(SMALLEST_SALARY)}
            )
        for year in self.rates.index.lacks(self._years_of_index(rows, prices)):
            yield from self.rates.index.refusal(year).problems
        for year in _years(_staff(rows)):
            try:
                self.surcharge(year)
            except NotEstimable as error:
                yield from error.problems

    def total(self, rows: pd.DataFrame) -> Money:
        """Return what rows of costs sum to, whatever their order."""
        hours = (rows["kind"] == STAFF) & (rows["measure"] == HOUR)
        quantity = rows["quantity"].astype(float)
        quantity = quantity.mask(hours, quantity / working_time().hours_per_month)
        fees = rows["price_year"].map(self._fees(rows)).where(rows["kind"] == STAFF, 1.0)
        factors = {year: self.price(Money(1.0, year)).amount for year in _years(rows)}
        amounts = quantity * rows["price"].astype(float) * fees * rows["price_year"].map(factors)
        return Money(math.fsum(amounts), self.price_year)

    def price(self, money: Money) -> Money:
        """Return an amount in the prices of the year asked for."""
        return to_year(money, self.price_year, self.rates.index)

    def surcharge(self, year: int) -> Surcharge:
        """Return the surcharge on a year's salaries.

        Raises:
            NotEstimable: None is known for the year (E385).
        """
        if self.own is None:
            return self.rates.surcharge(self.sector, year)
        assumed = is_assumption(self.own.source)
        return Surcharge(percent=self.own.percent, verified=not assumed, source=self.own.source, own=True)

    def caveats(self, rows: pd.DataFrame, prices: Iterable[Money]) -> Iterator[Message]:
        """Yield which surcharges were used, and what is doubtful of them and of hours and index."""
        staff = _staff(rows)
        used = {year: self.surcharge(year) for year in _years(staff)}
        if used:
            yield Message("compared.surcharge", {"percents": _percents(used)})
        yield from _not_verified(used.values())
        if (staff["measure"] == HOUR).any():
            yield from caveats("hours_assumed")
        if self.own is None:
            yield from _declared("surcharge_declared", {year: s.source for year, s in used.items() if s.own})
        index = self.rates.index.declared
        declared = self._years_of_index(rows, prices) & set(index)
        yield from _declared("index_declared", {year: index[year] for year in sorted(declared)})

    def _years_of_index(self, rows: pd.DataFrame, prices: Iterable[Money]) -> set[int]:
        """Return the years whose index is needed: none where all are the year asked for."""
        years = {self.price_year, *_years(rows), *(price.year for price in prices)}
        return years if len(years) > 1 else set()

    def _fees(self, rows: pd.DataFrame) -> Mapping[int, float]:
        """Return year → what a salary of it costs, as a multiple."""
        return {year: (100 + self.surcharge(year).percent) / 100 for year in _years(_staff(rows))}


def _staff(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["kind"] == STAFF]


def _years(rows: pd.DataFrame) -> list[int]:
    return sorted({int(year) for year in rows["price_year"].unique()})


def _not_verified(surcharges: Iterable[Surcharge]) -> Iterator[Message]:
    """Yield that a surcharge is not verified: one of the house, and one of the pilot's own."""
    is_own = {surcharge.own for surcharge in surcharges if not surcharge.verified}
    if False in is_own:
        yield from caveats("surcharge_not_verified")
    if True in is_own:
        yield from caveats("surcharge_assumed")


def _percents(used: Mapping[int, Surcharge]) -> Text:
    """Return the surcharge of each year, in words."""
    sv, en = (
        ", ".join(
            say(Message("surcharge.of_year", {"percent": _percent(one, language), "year": str(year)}), language)
            for year, one in used.items()
        )
        for language in LANGUAGES
    )
    return Text(sv=sv, en=en)


def _percent(surcharge: Surcharge, language: str) -> str:
    """Return per cent with the decimals that it has, two at the most."""
    decimals = next(d for d in range(3) if d == MOST_DECIMALS or round(surcharge.percent, d) == surcharge.percent)
    return number(surcharge.percent, decimals, language)


def _declared(name: str, sources: Mapping[int, str]) -> Iterator[Message]:
    """Yield which figure of which year is a pilot's own, with its source."""
    for year, source in sources.items():
        yield Message(f"caveat.{name}", {"year": str(year), "source": source})
