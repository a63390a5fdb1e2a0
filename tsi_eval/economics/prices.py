"""Prices with their source and year: the package's, and a pilot's own instead of or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from tsi_eval.economics.money import Money
from tsi_eval.economics.prices_file import (
    FILE,
    NO_NOTE,
    Amount,
    Confidence,
    End,
    Filled,
    PriceEntry,
    Year,
    of_values,
)
from tsi_eval.economics.published import published
from tsi_eval.errors import DeclarationError, Problem
from tsi_eval.language import Message, Text
from tsi_eval.options import OptionError, Options

_ASSUMPTION = re.compile(r"\s*ASSUMPTION\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price(Options):
    """What one unit of something costs.

    Attributes:
        id: Short name.
        label: Its name for readers.
        amount: Swedish kronor a unit, in the prices of `price_year`.
        unit: What it is a price of, in the plural, such as "timmar" and "hours".
        price_year: The year that the amount holds for.
        payer: Who pays.
        source: Where the amount comes from.
        confidence: "H" read in a primary source, "M" one secondary source, "L" from general
            knowledge.
        assumption: Whether nobody measured it.
        verified: Whether the amount was read in the original, or held against it. Where it was not,
            every report says so beside the number.
        note: What to know before it is used.
        low: The lowest that it may be, or None; no higher than the amount.
        high: The highest that it may be, or None; no lower than the amount.
    """

    id: Filled
    label: Text
    amount: Amount
    unit: Text
    price_year: Year
    payer: Filled
    source: Filled
    confidence: Confidence
    assumption: bool
    verified: bool = True
    note: Text = NO_NOTE
    low: End | None = None
    high: End | None = None

    def contradictions(self) -> Iterator[Problem]:
        """Yield an end that lies on the wrong side of the amount (E291).

        What is paid back would lie outside its own interval.
        """
        amount = f"{self.amount:.15g}"
        if self.low is not None and self.low > self.amount:
            most = Message("expected.less_than_equal", {"le": amount})
            yield self.refusal("E291", "low", expected=most, got=f"{self.low:.15g}")
        if self.high is not None and self.high < self.amount:
            least = Message("expected.greater_than_equal", {"ge": amount})
            yield self.refusal("E291", "high", expected=least, got=f"{self.high:.15g}")

    @property
    def money(self) -> Money:
        """The amount with its year."""
        return Money(self.amount, self.price_year)


def prices_of(entries: Iterable[PriceEntry]) -> Mapping[str, Price]:
    """Return the package's prices by id, and a pilot's own instead of or beside them.

    Args:
        entries: The pilot's own.

    Raises:
        DeclarationError: An id is there twice (E158), or the lowest or highest is on the wrong side
            of its amount (E291).
    """
    published_entries: list[dict[str, Any]] = []
    for price_list in published("list", list[dict[str, Any]]):
        published_entries += _of_list(price_list)
    return _by_id(of_values({"price": published_entries}).price) | _by_id(entries)


def _of_list(each: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a list's prices, each with what is said of the whole list."""
    shared = {key: value for key, value in each.items() if key != "price"}
    for entry in each["price"]:
        yield shared | entry


def _by_id(entries: Iterable[PriceEntry]) -> dict[str, Price]:
    found: dict[str, Price] = {}
    problems: list[Problem] = []
    for entry in entries:
        try:
            price = _price(entry)
        except OptionError as error:
            problems.extend(_in_file(problem, entry.id) for problem in error.problems)
            continue
        if price.id in found:
            problems.append(Problem(code="E158", params={"file": FILE, "id": price.id}))
        found[price.id] = price
    if problems:
        raise DeclarationError(problems)
    return found


def _price(entry: PriceEntry) -> Price:
    values = {each.name: getattr(entry, each.name) for each in fields(entry)}
    return Price(**values, assumption=is_assumption(entry.source))


def is_assumption(source: str) -> bool:
    """Tell whether a source says that nobody measured what it stands for."""
    return _ASSUMPTION.match(source) is not None


def _in_file(problem: Problem, name: str) -> Problem:
    """Return what a price can't mean, named by its key in the file."""
    key = f"price.{name}.{problem.params['key']}"
    return replace(problem, params={**problem.params, "file": FILE, "key": key, "place": f"{FILE}, {key}"})
