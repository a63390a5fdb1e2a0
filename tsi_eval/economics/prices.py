"""Prices with their source and year: the package's, and a pilot's own instead of or beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from tsi_eval.economics.money import Money
from tsi_eval.economics.published import published
from tsi_eval.errors import DeclarationError, Problem, did_you_mean
from tsi_eval.language import Message, Text
from tsi_eval.options import OptionError, Options
from tsi_eval.strict import FILLED, STRICT, expected, parsed

FILE = "prices.toml"
LARGEST_FILE = 1_000_000
NO_NOTE = Text(sv="", en="")
_ASSUMPTION = re.compile(r"\s*ASSUMPTION\b", re.IGNORECASE)
_MISSING = {"missing", "missing_argument", "missing_keyword_only_argument"}
_UNKNOWN = {"unexpected_keyword_argument", "extra_forbidden"}

Filled = Annotated[str, Field(pattern=FILLED)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Year = Annotated[int, Field(ge=1900, le=2100)]
End = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Confidence = Literal["H", "M", "L"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Price(Options):
    """What one unit of something costs.

    Attributes:
        id: Short name.
        label: Its name for readers.
        amount: Swedish kronor a unit, in the prices of `price_year`.
        unit: Such as "timme" and "hour".
        price_year: The year that the amount holds for.
        payer: Who pays.
        source: Where the amount comes from.
        confidence: "H" read in a primary source, "M" one secondary source, "L" from general
            knowledge.
        assumption: Whether nobody measured it.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceEntry:
    """A `[[price]]` of `prices.toml`.

    A source that begins with ASSUMPTION says that nobody measured the amount.
    """

    __pydantic_config__ = STRICT

    id: Filled
    label: Text
    amount: Amount
    unit: Text
    price_year: Year
    payer: Filled
    source: Filled
    confidence: Confidence = "L"
    note: Text = NO_NOTE
    low: End | None = None
    high: End | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PricesFile:
    """A pilot's `prices.toml`, as a person writes it."""

    __pydantic_config__ = STRICT

    price: tuple[PriceEntry, ...]


def load_prices(folder: Path | None = None) -> Mapping[str, Price]:
    """Return all prices by id: the package's and a pilot's own.

    A price of the pilot's `prices.toml` replaces the package's price of the same id.

    Args:
        folder: The pilot's folder; its file may be missing.

    Raises:
        DeclarationError: Every problem of the pilot's file: it is too large (E151) or not TOML
            (E152), a key is unknown (E153) or missing (E154), a value has the wrong form (E155), an
            id is there twice (E158), a price has no year (E222) or no source (E223), or its lowest
            or highest is on the wrong side of its amount (E291).
    """
    entries: list[dict[str, Any]] = []
    for price_list in published("list", list[dict[str, Any]]):
        entries += _of_list(price_list)
    found = _by_id(_parse({"price": entries}))
    if folder is not None and (folder / FILE).is_file():
        found |= _by_id(_parse(_toml(folder / FILE)))
    return found


def _of_list(each: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a list's prices, each with what is said of the whole list."""
    shared = {key: value for key, value in each.items() if key != "price"}
    for entry in each["price"]:
        yield shared | entry


def _toml(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LARGEST_FILE:
        raise DeclarationError(Problem(code="E151", params={"file": FILE}))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise DeclarationError(Problem(code="E152", params={"file": FILE, "line": line[1] if line else "?"})) from None


def _parse(raw: Mapping[str, Any]) -> tuple[PriceEntry, ...]:
    try:
        return parsed(PricesFile, raw).price
    except ValidationError as error:
        raise DeclarationError(_problem(raw, item) for item in error.errors(include_input=False)) from None


def _problem(raw: Mapping[str, Any], item: Mapping[str, Any]) -> Problem:
    params: dict[str, str | int] = {"file": FILE, "key": _key(raw, item["loc"])}
    name, kind = str(item["loc"][-1]) if item["loc"] else "", item["type"]
    if name == "source" and kind in {*_MISSING, "string_pattern_mismatch"}:
        return Problem(code="E223", params=params)
    if kind in _MISSING:
        return Problem(code="E222" if name == "price_year" else "E154", params=params)
    if kind in _UNKNOWN:
        suggestion = did_you_mean(name, _known_keys(item["loc"])) or "–"
        return Problem(code="E153", params=params | {"suggestion": suggestion})
    return Problem(code="E155", params={**params, "expected": expected(item)})


def _known_keys(loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that may stand where a fault is: at the top of the file, or in a price."""
    return ["price"] if len(loc) == 1 else [each.name for each in fields(PriceEntry)]


def _key(raw: Mapping[str, Any], loc: tuple[str | int, ...]) -> str:
    """Return where a fault stands, a price by its id where it has one."""
    parts = [str(part) for part in loc]
    if len(loc) > 1 and isinstance(loc[1], int):
        entry = raw["price"][loc[1]]
        name = entry.get("id") if isinstance(entry, Mapping) else None
        parts[1] = name if isinstance(name, str) and name.strip() else str(loc[1] + 1)
    return ".".join(parts)


def _by_id(entries: tuple[PriceEntry, ...]) -> dict[str, Price]:
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
    return Price(**values, assumption=_ASSUMPTION.match(entry.source) is not None)


def _in_file(problem: Problem, name: str) -> Problem:
    """Return what a price can't mean, named by its key in the file."""
    key = f"price.{name}.{problem.params['key']}"
    return replace(problem, params={**problem.params, "file": FILE, "key": key, "place": f"{FILE}, {key}"})
