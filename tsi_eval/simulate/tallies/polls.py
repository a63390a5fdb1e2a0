"""Short polls: how many said yes, by unit and month, such as pupils who know of a team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tsi_eval.simulate.drawn import Drawn, Setting
from tsi_eval.simulate.times import year_of
from tsi_eval.simulate.writing.cells import Month, Row, UnitCell
from tsi_eval.simulate.writing.files import Form, Listing
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What is planted in a poll.

    Attributes:
        id: The subject.
        stream: Names of its random numbers, before the wave.
        form: Columns: unit, month, those who said yes, those who answered.
        month: The month of the year in which it is asked.
        asked: Persons asked, by unit.
        response: Expected share who answer.
        share: Expected share who say yes, by term; terms before the pilot are always delivered.
        kind: Says that this is a poll.
    """

    __pydantic_config__ = STRICT

    id: str
    stream: tuple[str, ...]
    form: Form
    month: int
    asked: Mapping[str, int]
    response: float
    share: Mapping[str, float]
    kind: Literal["poll"] = "poll"

    @property
    def units(self) -> tuple[str, ...]:
        """The units that it names."""
        return tuple(self.asked)

    def draw(self, setting: Setting) -> Drawn:
        """Draw each wave from a stream of its own."""
        waves = [wave for wave in self.share if wave in setting.terms or wave not in setting.dated.terms]
        files: list[Listing] = []
        yes: dict[tuple[str, ...], int] = {}
        answers: dict[tuple[str, ...], int] = {}
        for wave in waves:
            rng, rows, month = setting.stream(self.stream, wave), [], date(year_of(wave), self.month, 1)
            for unit, asked in self.asked.items():
                answered = int(rng.binomial(asked, self.response))
                agreed = int(rng.binomial(answered, self.share[wave]))
                yes[wave, unit], answers[wave, unit] = agreed, answered
                rows.append(Row(cells=(UnitCell(unit), Month(month), agreed, answered)))
            files.append(Listing(form=self.form, delivery=wave, rows=rows))
        return Drawn(files=files, tables={"yes": yes, "answers": answers})
