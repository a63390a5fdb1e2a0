"""Absence by school, grade and term, in hours, with a planted effect in the pilot's schools.

A school's share of absence is a sum. Example: 8.5 % in an average autumn, 1.5 points more in a
spring term, 0.6 points that school A always lies above, and 0.6 points less since the pilot began
give 10.0 % in school A's first spring. Chance is added for the term, the school and the grade.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np

from tsi_eval.simulate.drawn import Drawn, Setting
from tsi_eval.simulate.times import is_autumn, order, school_year
from tsi_eval.simulate.units import Unit
from tsi_eval.simulate.writing.cells import Cell, Hidden, Row, Term, UnitCell
from tsi_eval.simulate.writing.files import Form, Listing
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What the pilot changes.

    Attributes:
        since: First term with the effect.
        change: Change in the pilot schools' total absence; −0.006 is 0.6 percentage points less.
    """

    __pydantic_config__ = STRICT

    since: str
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """How far chance moves shares and hours.

    Attributes:
        term: Standard deviation of a term's share, all schools alike.
        school: Standard deviation of a school's.
        grade: Standard deviation of a grade's.
        offered: The lowest and the highest part of the planned hours that are held.
        invalid: The lowest and the highest factor of the hours without leave.
    """

    __pydantic_config__ = STRICT

    term: float
    school: float
    grade: float
    offered: tuple[float, float]
    invalid: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallGroup:
    """A grade with so few pupils that the source hid its hours."""

    __pydantic_config__ = STRICT

    unit: str
    grade: str
    pupils: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """What is planted in absence, as shares of the time offered.

    Attributes:
        id: The subject.
        form: Columns: school year, term, unit, grade, pupils, hours with leave, hours without,
            hours offered.
        history: Terms before the pilot.
        hours: Planned hours a pupil and term.
        mean: Mean share in an autumn term.
        spring: What a spring term lies above it.
        invalid: Mean share without leave.
        schools: What a school lies above the mean.
        grades: What a grade lies above the mean.
        effect: What the pilot changes.
        chance: How far chance moves it.
        small_group: A grade whose hours are hidden, or None.
        kind: Says that this is absence.
    """

    __pydantic_config__ = STRICT

    id: str
    form: Form
    history: tuple[str, ...]
    hours: float
    mean: float
    spring: float
    invalid: float
    schools: Mapping[str, float]
    grades: Mapping[str, float]
    effect: Effect
    chance: Chance
    small_group: SmallGroup | None = None
    kind: Literal["absence"] = "absence"

    @property
    def units(self) -> tuple[str, ...]:
        """The units that it names."""
        return tuple(self.schools)

    def draw(self, setting: Setting) -> Drawn:
        """Draw each term from a stream of its own."""
        terms = (*self.history, *setting.terms)
        drawn = {term: self._hours(setting.stream([self.id], term), setting.units, term) for term in terms}
        files = [Listing(form=self.form, delivery=term, rows=self._rows(rows, term)) for term, rows in drawn.items()]
        total: dict[tuple[str, ...], float] = {}
        invalid: dict[tuple[str, ...], float] = {}
        for term, hours in drawn.items():
            for unit in self.schools:
                whole = self._total([row for row in hours if row.unit == unit])
                total[term, unit] = float((whole.valid + whole.invalid) / whole.offered)
                invalid[term, unit] = float(whole.invalid / whole.offered)
        return Drawn(files=files, tables={"share": total, "invalid": invalid})

    def _hours(self, rng: np.random.Generator, units: tuple[Unit, ...], term: str) -> list[_Hours]:
        season = float(rng.normal(0, self.chance.term)) + (0 if is_autumn(term) else self.spring)
        rows = []
        for unit in units:
            if unit.id not in self.schools or unit.pupils is None:
                continue
            level = self.mean + season + self.schools[unit.id] + self._effect(unit, term)
            level += float(rng.normal(0, self.chance.school))
            for grade, shift in self.grades.items():
                rows.append(self._grade(rng, unit.id, grade, unit.pupils[grade], level + shift))
        return rows

    def _effect(self, unit: Unit, term: str) -> float:
        return self.effect.change if unit.pilot and order(term) >= order(self.effect.since) else 0.0

    def _grade(self, rng: np.random.Generator, unit: str, grade: str, pupils: int, level: float) -> _Hours:
        offered = tenths(pupils * self.hours * float(rng.uniform(*self.chance.offered)))
        total = float(offered) * (level + float(rng.normal(0, self.chance.grade)))
        invalid = float(offered) * self.invalid * float(rng.uniform(*self.chance.invalid))
        return _Hours(
            unit=unit,
            grade=grade,
            pupils=pupils,
            valid=tenths(total - invalid),
            invalid=tenths(invalid),
            offered=offered,
        )

    def _rows(self, hours: list[_Hours], term: str) -> list[Row]:
        rows: list[Row] = []
        for unit in self.schools:
            start: tuple[Cell, ...] = (school_year(term), Term(term), UnitCell(unit))
            grades = [row for row in hours if row.unit == unit]
            small = self.small_group
            if small is not None and small.unit == unit:
                rows.append(Row(cells=(*start, small.grade, small.pupils, Hidden(), Hidden(), Hidden())))
            rows += [Row(cells=(*start, *row.cells)) for row in grades]
            rows.append(Row(cells=(*start, *self._total(grades).cells), is_sum=True))
        return rows

    def _total(self, rows: list[_Hours]) -> _Hours:
        return _Hours(
            unit=rows[0].unit,
            grade=self.form.messy.total,
            pupils=sum(row.pupils for row in rows),
            valid=sum((row.valid for row in rows), Decimal(0)),
            invalid=sum((row.invalid for row in rows), Decimal(0)),
            offered=sum((row.offered for row in rows), Decimal(0)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hours:
    unit: str
    grade: str
    pupils: int
    valid: Decimal
    invalid: Decimal
    offered: Decimal

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.grade, self.pupils, self.valid, self.invalid, self.offered)


def tenths(hours: float) -> Decimal:
    """Return hours with one decimal.

    Example:
        >>> tenths(12.34)
        Decimal('12.3')
    """
    return Decimal(f"{hours:.1f}")
