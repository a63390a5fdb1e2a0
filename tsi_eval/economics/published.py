"""Reading the published figures that come with the package."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from tsi_eval.errors import NotEstimable, Param, Problem
from tsi_eval.strict import parsed

T = TypeVar("T")


def published(table: str, kind: type[T]) -> T:
    """Return a table of the package's `prices.toml`."""
    return parsed(kind, _tables()[table])


def no_figure(code: str, year: int, known: Iterable[int], **params: Param) -> NotEstimable:
    """Return the error for a year that a series lacks, with the years that it has."""
    return NotEstimable(Problem(code=code, params={"year": year, "years": _stretches(known), **params}))


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("prices.toml").read_text(encoding="utf-8"))


def _stretches(years: Iterable[int]) -> str:
    """Return years as text, those in a row as "2006–2023"."""
    found: list[list[int]] = []
    for year in sorted(years):
        if found and found[-1][1] == year - 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found) or "–"
