"""What stands in a file's cells, before it is decided how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class UnitCell:
    """A unit, by its short name."""

    unit: str


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week."""

    year: int
    number: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month, by its first day."""

    first: date


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year, which is never written with a blank among its digits."""

    year: int


@dataclass(frozen=True, slots=True)
class Term:
    """A school term, such as "HT2023"."""

    name: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A number that the source hid, since it was small."""


Cell = str | int | Decimal | date | UnitCell | Week | Month | Year | Term | Hidden | None
Written = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a file.

    Attributes:
        cells: What stands in it.
        is_sum: Whether it repeats what other rows hold, added up; tidy files leave such rows out.
    """

    cells: tuple[Cell, ...]
    is_sum: bool = False
