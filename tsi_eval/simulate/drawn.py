"""What a generator gets and gives: the setting of a delivery, and a subject as it was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

import numpy as np

from tsi_eval.simulate.draws import stream
from tsi_eval.simulate.times import Calendar
from tsi_eval.simulate.units import Unit

Key = tuple[str, ...]
# Such as contacts by (term, unit).
Numbers = Mapping[Key, int | float | Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a synthetic pilot.

    Attributes:
        id: The same in every file.
        home: The same for two parents of one child; otherwise the person's own `id`.
        days: Days of what happened, by stage; None for a stage that was not reached.
        group: Place of the person's group or term, from 0.
        left: Whether the person left before the end.
    """

    id: str
    home: str
    days: Mapping[str, date | None] = field(default_factory=dict)
    group: int = 0
    left: bool = False


class File(Protocol):
    """A file that can be written messy or tidy."""

    @property
    def form(self) -> Named:
        """What it looks like."""
        ...

    @property
    def delivery(self) -> str:
        """The term, or the name of the history."""
        ...

    def content(self, units: Mapping[str, Unit], *, messy: bool) -> bytes:
        """Return the file's bytes."""
        ...


class Named(Protocol):
    """What has a file name."""

    @property
    def name(self) -> str:
        """The name, with {delivery} for the term or the history."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A subject as it was drawn.

    Attributes:
        files: Its files.
        tables: Numbers by name, and in each by cell; before any file hides, doubles or blanks one.
        chosen: Lists of persons by name, such as those who dropped out.
        people: Persons by delivery, for subjects that measure them.
    """

    files: Sequence[File] = ()
    tables: Mapping[str, Numbers] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every generator needs to know of a delivery.

    Attributes:
        seed: Any whole number from 0.
        terms: The terms that are delivered.
        calendar: The pilot's.
        units: The pilot's.
        earlier: Subjects that were drawn before, by id.
    """

    seed: int
    terms: tuple[str, ...]
    calendar: Calendar | None
    units: tuple[Unit, ...]
    earlier: Mapping[str, Drawn]

    @property
    def dated(self) -> Calendar:
        """The calendar, for a subject that has terms."""
        if self.calendar is None:
            raise ValueError("a subject that comes term by term needs [calendar]")
        return self.calendar

    def stream(self, names: Sequence[str], *more: str) -> np.random.Generator:
        """Return the random numbers of a subject's stream."""
        return stream(self.seed, *names, *more)
