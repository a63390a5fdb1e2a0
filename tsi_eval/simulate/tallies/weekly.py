"""Tallies by unit and week, such as contacts at school.

They hold nobody's identity, only how many contacts there were and how long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np

from tsi_eval.simulate.drawn import Drawn, Setting
from tsi_eval.simulate.times import year_of
from tsi_eval.simulate.writing.cells import Row, UnitCell, Week
from tsi_eval.simulate.writing.files import Form, Listing
from tsi_eval.strict import STRICT

# Minutes are rounded to fives, and spread as the sum of four equal parts of each meeting.
_STEP, _PARTS = 5, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of contact.

    Attributes:
        labels: Its words, one a column, such as where and with whom.
        share: Its share of all contacts.
    """

    __pydantic_config__ = STRICT

    labels: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """What is planted in a weekly tally.

    Attributes:
        id: The subject.
        form: Columns: unit, week, the labels of a kind, contacts, minutes.
        expected: Mean contacts of a term, by unit.
        kinds: Kinds of contact; their shares add up to one.
        season: Weeks in which contacts of a kind happen, by season ("HT") and the kind's first
            label; a kind that is not named here happens in every school week.
        minutes: Mean length of a contact.
        kind: Says that this is a weekly tally.
    """

    __pydantic_config__ = STRICT

    id: str
    form: Form
    expected: Mapping[str, float]
    kinds: tuple[Kind, ...]
    season: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    minutes: float
    kind: Literal["weekly"] = "weekly"

    @property
    def units(self) -> tuple[str, ...]:
        """The units that it names."""
        return tuple(self.expected)

    def draw(self, setting: Setting) -> Drawn:
        """Draw each term from a stream of its own."""
        drawn = {term: self._tallies(setting, term) for term in setting.terms}
        files = [
            Listing(form=self.form, delivery=term, rows=self._rows(tallies, term)) for term, tallies in drawn.items()
        ]
        cells = [(term, unit) for term in drawn for unit in self.expected]
        contacts: dict[tuple[str, ...], int] = dict.fromkeys(cells, 0)
        minutes: dict[tuple[str, ...], int] = dict.fromkeys(cells, 0)
        for term, tallies in drawn.items():
            for tally in tallies:
                contacts[term, tally.unit] += tally.contacts
                minutes[term, tally.unit] += tally.minutes
        return Drawn(files=files, tables={"contacts": contacts, "minutes": minutes})

    def _tallies(self, setting: Setting, term: str) -> list[_Tally]:
        rng, weeks = setting.stream([self.id], term), setting.dated.school_weeks(term)
        tallies = []
        for unit, expected in self.expected.items():
            for week in weeks:
                for kind in self.kinds:
                    busy = self.season.get(term[:2], {}).get(kind.labels[0], weeks)
                    count = int(rng.poisson(expected * kind.share / len(busy))) if week in busy else 0
                    if count:
                        minutes = self._minutes(rng, count)
                        tallies.append(
                            _Tally(unit=unit, week=week, labels=kind.labels, contacts=count, minutes=minutes)
                        )
        return [*tallies, *self._nothing(tallies, year_of(term))]

    def _nothing(self, tallies: list[_Tally], year: int) -> Iterator[_Tally]:
        """Yield a row of 0 for each unit without contacts in a month in which another has some.

        A month without rows could also be one that nobody sent, and is refused (E369).
        """
        first_week: dict[str, int] = {}
        for tally in sorted(tallies, key=lambda tally: tally.week):
            first_week.setdefault(_month(year, tally.week), tally.week)
        counted = {(tally.unit, _month(year, tally.week)) for tally in tallies}
        for unit in self.expected:
            for month, week in first_week.items():
                if (unit, month) not in counted:
                    yield _Tally(unit=unit, week=week, labels=self.kinds[0].labels, contacts=0, minutes=0)

    def _minutes(self, rng: np.random.Generator, contacts: int) -> int:
        steps = float(rng.gamma(_PARTS * contacts, self.minutes / (_STEP * _PARTS)))
        return _STEP * max(1, round(steps))

    def _rows(self, tallies: list[_Tally], term: str) -> list[Row]:
        rows = [
            Row(cells=(UnitCell(t.unit), Week(year_of(term), t.week), *t.labels, t.contacts, t.minutes))
            for t in tallies
        ]
        blank = [""] * (1 + len(self.kinds[0].labels))
        sums = (sum(t.contacts for t in tallies), sum(t.minutes for t in tallies))
        return [*rows, Row(cells=(self.form.messy.total, *blank, *sums), is_sum=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    unit: str
    week: int
    labels: tuple[str, ...]
    contacts: int
    minutes: int


def _month(year: int, week: int) -> str:
    """Return the month that a week belongs to: that of its Thursday."""
    return f"{date.fromisocalendar(year, week, 4):%Y-%m}"
