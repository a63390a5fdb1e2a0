"""Questionnaires and tests: one file an occasion, with what each person answered there.

Random numbers are drawn in this order, which the files' bytes depend on:

1. Who answers, when it depends on no value; then each scale, in the order of the declaration; then
   who answers, when it does.
2. For each file, from a stream of its own, person by person: the day, and then the columns in the
   order of the declaration. A column that the occasion lacks is drawn too, and not written.
3. Which rows stand there twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from tsi_eval.simulate.drawn import Drawn, Person, Setting
from tsi_eval.simulate.draws import places_among
from tsi_eval.simulate.measures.answering import Again, Answering, Answers, Leaving
from tsi_eval.simulate.measures.columns import Column, Note, Spread
from tsi_eval.simulate.measures.course import Correlation, course
from tsi_eval.simulate.measures.occasions import Occasion
from tsi_eval.simulate.measures.scales import Scale, Sum
from tsi_eval.simulate.writing.cells import Cell
from tsi_eval.simulate.writing.files import Listing
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaires:
    """What is planted in questionnaires or tests.

    Attributes:
        id: The subject.
        stream: Names of its random numbers.
        people: The subject whose persons answer, and which of them.
        keys: Names of the first columns: the person, the occasion where it is written, the day.
        within_home: Correlation of two persons of one home.
        correlations: Of two occasions.
        scales: What is measured.
        answers: Who answers.
        columns: What follows the first columns.
        occasions: When everyone is asked, one file each.
        by_day: Whether a file's rows are in order of days; else of persons.
        kind: Says that these are questionnaires.
    """

    __pydantic_config__ = STRICT

    id: str
    stream: tuple[str, ...] = ()
    people: tuple[str, str]
    keys: tuple[str, ...]
    within_home: float = 0
    correlations: tuple[Correlation, ...] = ()
    scales: tuple[Scale, ...]
    answers: Answers
    columns: tuple[Column, ...]
    occasions: tuple[Occasion, ...]
    by_day: bool = False
    kind: Literal["questionnaires"] = "questionnaires"

    def __post_init__(self) -> None:
        """Refuse columns of scales that are not there, and sums that are none."""
        scales = {scale.id for scale in self.scales}
        named = {column.scale for column in self.columns if not isinstance(column, Note)}
        named |= {self.answers.scale} if isinstance(self.answers, Leaving) else set()
        if named - scales:
            raise ValueError(f"no scale is called {', '.join(sorted(named - scales))}")
        spread = {column.scale for column in self.columns if isinstance(column, Spread)}
        if spread - set(self.sums):
            raise ValueError(f"only a sum can be spread over questions: {', '.join(sorted(spread - set(self.sums)))}")

    @property
    def sums(self) -> dict[str, Sum]:
        """The scales that are sums of questions, by name."""
        return {scale.id: scale for scale in self.scales if isinstance(scale, Sum)}

    def scale(self, name: str) -> Scale:
        """Return a scale by its name."""
        return next(scale for scale in self.scales if scale.id == name)

    def draw(self, setting: Setting) -> Drawn:
        """Draw values and who answers, and then the files."""
        subject, which = self.people
        people = setting.earlier[subject].people[which]
        answering, values = self._answered(setting, people)
        files = [self._file(setting, occasion, people, answering, values) for occasion in self.occasions]
        tables: dict[str, dict[tuple[str, ...], float]] = {name: {} for name in values}
        for place, occasion in enumerate(self.occasions):
            for scale, table in tables.items():
                for person in answering.answered[occasion.id]:
                    if scale not in occasion.lacks and answering.has(person, scale):
                        table[people[person].id, occasion.id] = values[scale][person, place].item()
        return Drawn(files=files, tables=tables, chosen=_chosen(people, answering))

    def _answered(self, setting: Setting, people: Sequence[Person]) -> tuple[Answering, Mapping[str, np.ndarray]]:
        own, answers = setting.stream(self.stream), self.answers
        if isinstance(answers, Again):
            answering = answers.choose(own, people)
            return answering, self._values(setting, own, people)
        values = self._values(setting, own, people)
        return answers.choose(setting.stream(answers.stream), people, values[answers.scale][:, 0]), values

    def _values(self, setting: Setting, own: np.random.Generator, people: Sequence[Person]) -> Mapping[str, np.ndarray]:
        over_time = course(people, tuple(at.id for at in self.occasions), self.within_home, self.correlations)
        values = {}
        for scale in self.scales:
            rng = setting.stream(scale.stream) if scale.stream else own
            values[scale.id] = scale.draw(rng, over_time)
        return values

    def _file(
        self,
        setting: Setting,
        occasion: Occasion,
        people: Sequence[Person],
        answering: Answering,
        values: Mapping[str, np.ndarray],
    ) -> Listing:
        rng, first = setting.stream(occasion.stream), occasion == self.occasions[0]
        filled: list[tuple[date, str, tuple[Cell, ...]]] = []
        for person in answering.answered[occasion.id]:
            day = occasion.day.draw(rng, people[person])
            stopped = first and person == answering.unfinished
            measured = self._measured(occasion, person, answering, values)
            filled.append((day, people[person].id, self._cells(rng, occasion, measured, stopped=stopped)))
        if self.by_day:
            filled.sort(key=lambda row: row[:2])
        again = places_among(rng, len(filled), occasion.form.messy.doubled)
        form = replace(occasion.form, heading=self._heading(occasion))
        return Listing(form=form, delivery="", rows=[occasion.row(*person) for person in filled], again=again)

    def _measured(
        self, occasion: Occasion, person: int, answering: Answering, values: Mapping[str, np.ndarray]
    ) -> dict[str, float]:
        """Return a person's value of each scale at an occasion, but for those that it lacks."""
        place = self.occasions.index(occasion)
        return {name: drawn[person, place].item() for name, drawn in values.items() if answering.has(person, name)}

    def _cells(
        self, rng: np.random.Generator, occasion: Occasion, measured: Mapping[str, float], *, stopped: bool
    ) -> tuple[Cell, ...]:
        """Draw what stands in a person's row; what the occasion lacks is drawn and left out."""
        cells: list[Cell] = []
        for column in self.columns:
            if isinstance(column, Note):
                cells.append(column.draw(rng))
                continue
            drawn: Sequence[Cell] = [""] * len(column.names(self.sums))
            if column.scale in measured:
                drawn = column.cells(rng, measured[column.scale], self.sums, stopped=stopped)
            cells += [] if column.scale in occasion.lacks else drawn
        return tuple(cells)

    def _heading(self, occasion: Occasion) -> tuple[str, ...]:
        heading = list(self.keys)
        for column in self.columns:
            if isinstance(column, Note):
                heading.append(column.label)
            elif column.scale not in occasion.lacks:
                heading += column.names(self.sums)
        return tuple(heading)


def _chosen(people: Sequence[Person], answering: Answering) -> dict[str, tuple[str, ...]]:
    """Return by name who answered each time, who was lost, and who alone has values of a scale."""
    named = {at: tuple(people[place].id for place in places) for at, places in answering.answered.items()}
    first, second, *_ = named.values()
    named["lost"] = tuple(name for name in first if name not in second)
    named |= {scale: tuple(people[place].id for place in places) for scale, places in answering.only.items()}
    if answering.unfinished is not None:
        named["unfinished"] = (people[answering.unfinished].id,)
    return named
