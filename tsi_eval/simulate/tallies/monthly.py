"""Counts by month and unit, such as reports of concern, with planted steps in their rate.

1. A month's mean is made of factors. Example: 24 enquiries a month at the start, a September that
   is 1.1 times the average month, a trend of 1.02 a year for three years, and a step of 1.35 at the
   pilot's start give a mean of 24 · 1.1 · 1.02³ · 1.35 = 37.8.
2. The count is drawn around the mean, with a variance that is `dispersion` times as large. All
   units' counts of a month are drawn before the next step.
3. Each count is divided among its parts, such as the ways in: 40 enquiries may be 13 that came by
   themselves, 12 by school, 8 by social services and 7 by others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from tsi_eval.simulate.drawn import Drawn, File, Setting
from tsi_eval.simulate.draws import overdispersed
from tsi_eval.simulate.times import iso_month
from tsi_eval.simulate.writing.cells import Hidden, Month, Row, UnitCell
from tsi_eval.simulate.writing.files import Form, Listing
from tsi_eval.simulate.writing.wide import Counts, Wide, WideForm
from tsi_eval.strict import STRICT

# The unit of a count that belongs to none.
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step in the rate.

    Attributes:
        since: First month with the step.
        ratio: Rate after over rate before.
        units: Where; everywhere when empty.
    """

    __pydantic_config__ = STRICT

    since: date
    ratio: float
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of each count.

    Attributes:
        label: Its name in the files.
        share: Its expected share; None for a part of what parts with a share leave.
        share_after: The share since the pilot's start; None when it stays.
        of_rest: Its share of what parts with a share of their own leave.
    """

    __pydantic_config__ = STRICT

    label: str
    share: float | None = None
    share_after: float | None = None
    of_rest: float | None = None

    def own(self, *, after: bool) -> float:
        """Return the part's own share, before or after the start; 0 for a part of the rest."""
        share = self.share_after if after and self.share_after is not None else self.share
        return share or 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """What is planted in monthly counts.

    Attributes:
        id: The subject.
        form: Columns: month, the unit where there are several, the part, its count, and the
            population where one is given. A wide form has months as rows, units as groups of
            columns, and in each the count and its parts.
        base: Mean of an average month at the start, by unit; "all" for a count that has none.
        season: Factor of each month, from January.
        trend: Rate ratio a year, throughout.
        steps: Steps, in order of time.
        dispersion: Variance over mean of a month's count.
        parts: Parts of each count. When none has `of_rest`, what they leave is not written.
        population: Whom the counts are about, by year.
        hidden: The (month, part) cells that the source hid.
        kind: Says that these are monthly counts.
    """

    __pydantic_config__ = STRICT

    id: str
    form: Form | WideForm
    base: Mapping[str, float]
    season: Annotated[tuple[float, ...], Field(min_length=12, max_length=12)]
    trend: float
    steps: tuple[Step, ...] = ()
    dispersion: float
    parts: tuple[Part, ...]
    population: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[tuple[str, str], ...] = ()
    kind: Literal["monthly"] = "monthly"

    @property
    def units(self) -> tuple[str, ...]:
        """The units that it names."""
        steps = [unit for step in self.steps for unit in step.units]
        return tuple(unit for unit in (*self.base, *steps) if unit != ALL)

    def draw(self, setting: Setting) -> Drawn:
        """Draw the history and each term from a stream of its own."""
        deliveries = setting.dated.deliveries(setting.terms)
        drawn = {name: self._counts(setting, name, months) for name, months in deliveries.items()}
        files = [self._file(name, counts) for name, counts in drawn.items()]
        return Drawn(files=files, tables=self._tables(setting, drawn))

    def expected(self, setting: Setting, unit: str, month: date) -> float:
        """Return the mean of a month."""
        mean = self.base[unit] * self.season[month.month - 1] * setting.dated.growth(self.trend, month)
        for step in self.steps:
            if month >= step.since and (not step.units or unit in step.units):
                mean *= step.ratio
        return mean

    def shares(self, *, after: bool) -> tuple[float, ...]:
        """Return the share of each part, before or after the start; last, of what none has."""
        own = [part.own(after=after) for part in self.parts]
        rest = 1 - sum(own)
        if all(part.of_rest is None for part in self.parts):
            return (*own, rest)
        return tuple(
            share if part.of_rest is None else rest * part.of_rest for share, part in zip(own, self.parts, strict=True)
        )

    def _counts(self, setting: Setting, name: str, months: tuple[date, ...]) -> Counts:
        rng = setting.stream([self.id], name)
        counts: dict[tuple[date, str], tuple[int, ...]] = {}
        for month in months:
            totals = {
                unit: overdispersed(rng, self.expected(setting, unit, month), self.dispersion) for unit in self.base
            }
            for unit, total in totals.items():
                counts[month, unit] = (total, *self._divided(rng, total, after=month >= setting.dated.start))
        return counts

    def _divided(self, rng: np.random.Generator, total: int, *, after: bool) -> tuple[int, ...]:
        divided: list[int] = rng.multinomial(total, self.shares(after=after)).tolist()
        return tuple(divided[: len(self.parts)])

    def _file(self, name: str, counts: Counts) -> File:
        if isinstance(self.form, WideForm):
            return Wide(form=self.form, delivery=name, counts=counts)
        return Listing(form=self.form, delivery=name, rows=[row for cell in counts for row in self._rows(cell, counts)])

    def _rows(self, cell: tuple[date, str], counts: Counts) -> list[Row]:
        month, unit = cell
        where = () if unit == ALL else (UnitCell(unit),)
        population = (self.population[str(month.year)],) if self.population else ()
        rows = []
        for part, count in zip(self.parts, counts[cell][1:], strict=True):
            shown = Hidden() if (iso_month(month), part.label) in self.hidden else count
            rows.append(Row(cells=(Month(month), *where, part.label, shown, *population)))
        return rows

    def _tables(self, setting: Setting, drawn: Mapping[str, Counts]) -> dict[str, dict[tuple[str, ...], float]]:
        expected: dict[tuple[str, ...], float] = {}
        totals: dict[tuple[str, ...], float] = {}
        parts: dict[tuple[str, ...], float] = {}
        for counts in drawn.values():
            for (month, unit), (total, *divided) in counts.items():
                cell = (iso_month(month), unit)
                expected[cell], totals[cell] = self.expected(setting, unit, month), total
                parts |= {(*cell, part.label): n for part, n in zip(self.parts, divided, strict=True)}
        return {"expected": expected, "counts": totals, "parts": parts}
