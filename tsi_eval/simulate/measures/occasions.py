"""When everyone is asked: the day of each questionnaire, and the file that it goes into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tsi_eval.simulate.drawn import Person
from tsi_eval.simulate.draws import between
from tsi_eval.simulate.times import working_day
from tsi_eval.simulate.writing.cells import Cell, Row
from tsi_eval.simulate.writing.files import Form
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """When a questionnaire is answered.

    Attributes:
        on: The first possible day, where it is the same for everyone.
        since: Otherwise, one of a person's days, by its name.
        after: How many days later the first possible day is.
        span: How many days later than that the last one is.
    """

    __pydantic_config__ = STRICT

    on: date | None = None
    since: str = ""
    after: int = 0
    span: int

    def draw(self, rng: np.random.Generator, person: Person) -> date:
        """Draw the day of a person."""
        first = self.on or person.days[self.since]
        if first is None:
            raise ValueError(f"{person.id} has no day {self.since!r}")
        return working_day(first + timedelta(days=self.after + between(rng, 0, self.span)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A time when everyone is asked.

    Attributes:
        id: Such as "T0".
        form: Columns are named by the questionnaire; its heading is not used.
        word: What a column says of the occasion; "" for no such column.
        day: When it is answered.
        lacks: Scales that are not asked for.
        stream: Names of its random numbers.
    """

    __pydantic_config__ = STRICT

    id: str
    form: Form
    word: str = ""
    day: Day
    lacks: tuple[str, ...] = ()
    stream: tuple[str, ...]

    def row(self, day: date, person: str, cells: tuple[Cell, ...]) -> Row:
        """Return a person's row."""
        word = (self.word,) if self.word else ()
        return Row(cells=(person, *word, day, *cells))
