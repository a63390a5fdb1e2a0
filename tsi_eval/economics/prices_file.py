"""A pilot's `prices.toml`, as a person writes it: unit prices, and years that the package lacks.

What is no TOML is refused, and so is every key and value that has no meaning here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, Literal

from annotated_types import Ge, Gt, Le
from pydantic import Field, ValidationError

from tsi_eval.economics.staff import SMALLEST_SURCHARGE, Sector
from tsi_eval.errors import DeclarationError, Problem, did_you_mean
from tsi_eval.language import Message, Text
from tsi_eval.strict import FILLED, STRICT, expected, parsed
from tsi_eval.written_file import toml_in

FILE = "prices.toml"
NO_NOTE = Text(sv="", en="")
NO_SUGGESTION = "–"
_MISSING = {"missing", "missing_argument", "missing_keyword_only_argument"}
_UNKNOWN = {"unexpected_keyword_argument", "extra_forbidden"}

Filled = Annotated[str, Field(pattern=FILLED)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Year = Annotated[int, Field(ge=1900, le=2100)]
End = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Confidence = Literal["H", "M", "L"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceEntry:
    """A `[[price]]`.

    A source that begins with ASSUMPTION says that nobody measured the amount, and `verified =
    false` that nobody has held it against the original.
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
    verified: bool = True
    note: Text = NO_NOTE
    low: End | None = None
    high: End | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """An `[[index]]`: the annual mean of the consumer price index in a year that the package lacks.

    Attributes:
        year: Calendar year.
        value: The annual mean, as it was published.
        source: Where it was read, or the word ASSUMPTION.
        base: The year whose annual mean is 100 in the published series.
    """

    __pydantic_config__ = STRICT

    year: Year
    value: Annotated[float, Gt(0)]
    source: Filled
    base: Year


@dataclass(frozen=True, slots=True, kw_only=True)
class SurchargeEntry:
    """A `[[surcharge]]`: what employers of a sector pay on top of a year's salaries.

    Attributes:
        sector: "kommun" or "region".
        year: Calendar year of the salaries.
        percent: Per cent of the salary, such as 44.9; a share such as 0.449 is refused.
        source: Where it was read, or the word ASSUMPTION.
    """

    __pydantic_config__ = STRICT

    sector: Sector
    year: Year
    percent: Annotated[float, Ge(SMALLEST_SURCHARGE), Le(100)]
    source: Filled


@dataclass(frozen=True, slots=True, kw_only=True)
class PricesFile:
    """The whole file."""

    __pydantic_config__ = STRICT

    price: tuple[PriceEntry, ...] = ()
    index: tuple[IndexEntry, ...] = ()
    surcharge: tuple[SurchargeEntry, ...] = ()


ENTRIES: Mapping[str, type] = {"price": PriceEntry, "index": IndexEntry, "surcharge": SurchargeEntry}


def prices_file(folder: Path) -> PricesFile:
    """Return a pilot's file, or an empty one where there is none.

    Raises:
        DeclarationError: Every problem of the file: it can't be read as `toml_in` says, a key is
            unknown (E153) or missing (E154), a value has the wrong form (E155), or something has no
            year (E222) or no source (E223).
    """
    path = folder / FILE
    if not path.exists() and not path.is_symlink():
        return PricesFile()
    return of_values(toml_in(path))


def of_values(raw: Mapping[str, Any]) -> PricesFile:
    """Return plain values as the record.

    Raises:
        DeclarationError: Every fault, with its place in the file.
    """
    try:
        return parsed(PricesFile, raw)
    except ValidationError as error:
        raise DeclarationError(_problem(raw, item) for item in error.errors(include_input=False)) from None


def _problem(raw: Mapping[str, Any], item: Mapping[str, Any]) -> Problem:
    params: dict[str, str | int | Message] = {"file": FILE, "key": _key(raw, item["loc"])}
    name, kind = str(item["loc"][-1]) if item["loc"] else "", item["type"]
    if name == "source" and kind in {*_MISSING, "string_pattern_mismatch"}:
        return Problem(code="E223", params=params)
    if kind in _MISSING:
        return Problem(code="E222" if name in {"price_year", "year"} else "E154", params=params)
    if kind in _UNKNOWN:
        suggestion = did_you_mean(name, _known_keys(item["loc"])) or ", ".join(_known_keys(item["loc"]))
        return Problem(code="E153", params=params | {"suggestion": suggestion or NO_SUGGESTION})
    return Problem(code="E155", params={**params, "expected": expected(item)})


def _known_keys(loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that may stand where a fault is: at the top of the file, or in an entry."""
    kind = ENTRIES.get(str(loc[0])) if len(loc) > 1 else None
    return [each.name for each in fields(kind)] if kind else [*ENTRIES]


def _key(raw: Mapping[str, Any], loc: tuple[str | int, ...]) -> str:
    """Return where a fault stands: a price by its id, and any other entry by its year."""
    parts = [str(part) for part in loc]
    if len(loc) > 1 and isinstance(loc[1], int):
        entry = raw[str(loc[0])][loc[1]]
        name = (entry.get("id") or entry.get("year")) if isinstance(entry, Mapping) else None
        parts[1] = str(name) if isinstance(name, (str, int)) and re.search(FILLED, str(name)) else str(loc[1] + 1)
    return ".".join(parts)
