"""An amount that can't lose its price year."""

from __future__ import annotations

from dataclasses import dataclass

from tsi_eval.errors import NotEstimable, Problem


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the prices of a year.

    Amounts of the same year can be added, subtracted and ordered; of different years they can't
    (E220). Equal means the same amount in the same year's prices.

    Attributes:
        amount: Swedish kronor.
        year: The year in whose prices the amount is.

    Example:
        >>> 3 * (Money(1000, 2023) + Money(500, 2023))
        Money(amount=4500.0, year=2023)
    """

    amount: float
    year: int

    def __add__(self, other: Money) -> Money:
        check_same_year(self, other)
        return Money(self.amount + other.amount, self.year)

    def __sub__(self, other: Money) -> Money:
        check_same_year(self, other)
        return Money(self.amount - other.amount, self.year)

    def __mul__(self, factor: float) -> Money:
        return Money(self.amount * float(factor), self.year)

    __rmul__ = __mul__

    def __truediv__(self, divisor: float) -> Money:
        return Money(self.amount / float(divisor), self.year)

    def __lt__(self, other: Money) -> bool:
        check_same_year(self, other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        check_same_year(self, other)
        return self.amount <= other.amount


def check_same_year(one: Money, other: Money) -> None:
    """Refuse amounts in the prices of different years (E220)."""
    if one.year != other.year:
        raise NotEstimable(Problem(code="E220", params={"one": one.year, "other": other.year}))
