"""Moving amounts between the prices of different years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from tsi_eval.economics.money import Money
from tsi_eval.economics.published import no_figure, published
from tsi_eval.errors import NotEstimable
from tsi_eval.language import Message, Text
from tsi_eval.strict import STRICT

LACKING = "E221"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceIndex:
    """A price index by year.

    Attributes:
        id: Short name for messages.
        label: Its name for readers, with its base.
        annual_mean: Year → index.
        source: Where it comes from, with its vintage.
        confidence: "H" read in a primary source, "M" one secondary source, "L" from general
            knowledge.
        declared: Year → source, of the years that a pilot gives.
    """

    __pydantic_config__ = STRICT

    id: str
    label: Text
    annual_mean: Mapping[int, float]
    source: str
    confidence: Literal["H", "M", "L"]
    declared: Mapping[int, str] = field(default_factory=dict)

    def lacks(self, years: Iterable[int]) -> tuple[int, ...]:
        """Return the years that it has no annual mean for, in order."""
        return tuple(sorted(set(years) - set(self.annual_mean)))

    def refusal(self, year: int) -> NotEstimable:
        """Return the error for a year that it lacks (E221), with the lines that declare it."""
        lines = Message("lines.index", {"year": str(year)})
        return no_figure(LACKING, year, self.annual_mean, series=self.id, lines=lines)


@cache
def kpi() -> PriceIndex:
    """Return Sweden's consumer price index, annual means."""
    return published("kpi", PriceIndex)


def to_year(money: Money, year: int, index: PriceIndex) -> Money:
    """Express an amount in another year's prices, by the ratio of the annual means.

    An amount that is already in that year's prices is returned as it is, also when the index lacks
    the year.

    Raises:
        NotEstimable: The index lacks one of the years (E221).

    Example:
        >>> round(to_year(Money(1000, 2015), 2023, kpi()).amount)
        1288
    """
    if money.year == year:
        return money
    for lacking in index.lacks((money.year, year)):
        raise index.refusal(lacking)
    means = index.annual_mean
    return Money(money.amount * means[year] / means[money.year], year)
