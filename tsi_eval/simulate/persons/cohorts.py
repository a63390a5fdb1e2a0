"""Families that come to an open service: before the pilot, and in each of its terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor
from typing import Literal

import numpy as np

from tsi_eval.simulate.drawn import Drawn, Person, Setting
from tsi_eval.simulate.draws import between
from tsi_eval.simulate.times import working_day
from tsi_eval.simulate.writing.cells import Row
from tsi_eval.simulate.writing.files import Form, Listing
from tsi_eval.strict import STRICT

OFFERED, STARTED, FINISHED = "offered", "started", "finished"
STAGES = (OFFERED, STARTED, FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The families of one delivery.

    Attributes:
        cohort: What the files call those who come then.
        families: How many.
        first_case: The first case number.
        first_day: First day on which help was offered.
        last_day: Last day; the last to finish does so before the file is written.
        other_gender: How many children have the third gender.
    """

    __pydantic_config__ = STRICT

    cohort: str
    families: int
    first_case: int
    first_day: date
    last_day: date
    other_gender: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Weeks from the first concern to the first contact.

    Attributes:
        mean: Expected weeks, by cohort.
        shape: Of the gamma distribution.
    """

    __pydantic_config__ = STRICT

    mean: Mapping[str, float]
    shape: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts:
    """What is planted about families.

    Attributes:
        id: The subject.
        form: Columns: case, cohort, gender, the days of offer, start and planned end, weeks.
        case: Pattern of a case number.
        genders: Two that are equally common, and one that an intake counts.
        intakes: By delivery; those that are no term are always delivered.
        start: Expected share of the offered who start.
        finish: Expected share of the started who finish.
        starts_after: Fewest and most days from the offer to the start.
        lasts: Fewest and most days from start to end.
        wait: Weeks to the first contact.
        kind: Says that these are cohorts of families.
    """

    __pydantic_config__ = STRICT

    id: str
    form: Form
    case: str
    genders: tuple[str, str, str]
    intakes: Mapping[str, Intake]
    start: float
    finish: float
    starts_after: tuple[int, int]
    lasts: tuple[int, int]
    wait: Wait
    kind: Literal["cohorts"] = "cohorts"

    def draw(self, setting: Setting) -> Drawn:
        """Draw the intakes before the pilot and of its terms, each from a stream of its own."""
        terms = setting.dated.terms
        names = [*(name for name in self.intakes if name not in terms), *setting.terms]
        drawn = {name: self._families(setting, name) for name in names}
        files = [
            Listing(form=self.form, delivery=name, rows=[family.row for family in intake])
            for name, intake in drawn.items()
        ]
        people = {name: tuple(family.person for family in intake) for name, intake in drawn.items()}
        families = [family for intake in drawn.values() for family in intake]
        return Drawn(files=files, tables=_tables(families), people=people)

    def _families(self, setting: Setting, name: str) -> list[Family]:
        """Draw an intake's families, in order of their case numbers."""
        intake, rng = self.intakes[name], setting.stream([self.id], name)
        days = np.sort(rng.integers(0, (intake.last_day - intake.first_day).days, intake.families, endpoint=True))
        *common, other = self.genders
        genders = rng.choice(common, intake.families).tolist()
        for place in rng.choice(intake.families, intake.other_gender, replace=False):
            genders[place] = other
        families = []
        for place, (day, gender) in enumerate(zip(days.tolist(), genders, strict=True)):
            case, offered = self.case.format(intake.first_case + place), intake.first_day + timedelta(days=day)
            families.append(self._family(rng, case, intake.cohort, gender, offered))
        return families

    def _family(self, rng: np.random.Generator, case: str, cohort: str, gender: str, offered: date) -> Family:
        starts, finishes = (rng.random(2) < (self.start, self.finish)).tolist()
        started = offered + timedelta(days=between(rng, *self.starts_after))
        finished = started + timedelta(days=between(rng, *self.lasts))
        weeks = float(rng.gamma(self.wait.shape, self.wait.mean[cohort] / self.wait.shape))
        return Family(
            case=case,
            cohort=cohort,
            gender=gender,
            offered=working_day(offered),
            started=working_day(started) if starts else None,
            finished=working_day(finished) if starts and finishes else None,
            weeks=max(1, floor(weeks + 0.5)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family with one child.

    Attributes:
        case: Case number, the same in every file.
        cohort: Before or during the pilot.
        gender: The child's.
        offered: Day of the first contact, when help was offered.
        started: Day it started, or None.
        finished: Day it ended as planned, or None.
        weeks: From the first concern to the first contact.
    """

    case: str
    cohort: str
    gender: str
    offered: date
    started: date | None
    finished: date | None
    weeks: int

    @property
    def row(self) -> Row:
        """The family's line in the register."""
        return Row(cells=(self.case, self.cohort, self.gender, self.offered, self.started, self.finished, self.weeks))

    @property
    def person(self) -> Person:
        """The family, for those who measure it."""
        days = dict(zip(STAGES, (self.offered, self.started, self.finished), strict=True))
        return Person(id=self.case, home=self.case, days=days)


def _tables(families: list[Family]) -> dict[str, dict[tuple[str, ...], float]]:
    reached: Counter[tuple[str, ...]] = Counter()
    weeks: dict[tuple[str, ...], list[int]] = {}
    for family in families:
        weeks.setdefault((family.cohort,), []).append(family.weeks)
        for stage, day in family.person.days.items():
            reached[family.cohort, stage] += day is not None
    return {
        "reached": dict(reached),
        "mean_weeks": {cohort: sum(waits) / len(waits) for cohort, waits in weeks.items()},
        "gender": dict(Counter((family.cohort, family.gender) for family in families)),
    }
