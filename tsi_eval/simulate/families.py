"""Families new in the open service: before the pilot, and in each of its terms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

import numpy as np

from tsi_eval.simulate.draws import between, stream
from tsi_eval.simulate.files import csv_file
from tsi_eval.simulate.times import working_day
from tsi_eval.simulate.truth import FamilyTruth

HEADER = ("Ärende", "Kohort", "Kön", "Erbjuden", "Startad", "Avslutad enligt plan", "Veckor till kontakt")
BEFORE, DURING = "före", "under"
_MEAN_WEEKS = {BEFORE: 6.5, DURING: 4.5}
_SHAPE = 2.5
_START, _FINISH = 0.87, 0.80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Intake:
    cohort: str
    families: int
    first_case: int
    first_day: date
    last_day: date
    other_gender: int = 0


# The last to finish does so before the file is written.
_INTAKES = {
    "fore": _Intake(
        cohort=BEFORE,
        families=46,
        first_case=1,
        first_day=date(2022, 8, 15),
        last_day=date(2023, 6, 9),
        other_gender=1,
    ),
    "HT2023": _Intake(
        cohort=DURING,
        families=46,
        first_case=47,
        first_day=date(2023, 8, 15),
        last_day=date(2023, 11, 15),
        other_gender=2,
    ),
    "VT2024": _Intake(
        cohort=DURING, families=34, first_case=93, first_day=date(2024, 1, 8), last_day=date(2024, 4, 19)
    ),
    "HT2024": _Intake(
        cohort=DURING, families=32, first_case=127, first_day=date(2024, 8, 15), last_day=date(2024, 11, 15)
    ),
}


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


def families(seed: int, terms: tuple[str, ...]) -> tuple[dict[str, bytes], FamilyTruth]:
    """Return the families before and in each term, and their truth; the register has no other form than the tidy one."""
    drawn = {name: draw_families(seed, name) for name in ("fore", *terms)}
    files = {f"familjer_{name}.csv": csv_file([HEADER, *map(_fields, some)]) for name, some in drawn.items()}
    return files, _truth([family for some in drawn.values() for family in some])


def draw_families(seed: int, name: str) -> list[Family]:
    """Draw the families of "fore" or of a term, in order of their case numbers."""
    intake, rng = _INTAKES[name], stream(seed, "families", name)
    days = np.sort(rng.integers(0, (intake.last_day - intake.first_day).days, intake.families, endpoint=True))
    genders = rng.choice(["flicka", "pojke"], intake.families).tolist()
    for place in rng.choice(intake.families, intake.other_gender, replace=False):
        genders[place] = "annat"
    return [
        _family(rng, f"F{case:04d}", intake, gender, intake.first_day + timedelta(days=int(day)))
        for case, (day, gender) in enumerate(zip(days, genders, strict=True), start=intake.first_case)
    ]


def _family(rng: np.random.Generator, case: str, intake: _Intake, gender: str, offered: date) -> Family:
    starts, finishes = (rng.random(2) < (_START, _FINISH)).tolist()
    started = offered + timedelta(days=between(rng, 1, 14))
    finished = started + timedelta(days=between(rng, 28, 56))
    weeks = float(rng.gamma(_SHAPE, _MEAN_WEEKS[intake.cohort] / _SHAPE))
    return Family(
        case=case,
        cohort=intake.cohort,
        gender=gender,
        offered=working_day(offered),
        started=working_day(started) if starts else None,
        finished=working_day(finished) if starts and finishes else None,
        weeks=max(1, floor(weeks + 0.5)),
    )


def _fields(family: Family) -> tuple[str, ...]:
    days = (family.offered, family.started, family.finished)
    written = (day.isoformat() if day else "" for day in days)
    return (family.case, family.cohort, family.gender, *written, str(family.weeks))


def _truth(drawn: list[Family]) -> FamilyTruth:
    cohorts = {cohort: [family for family in drawn if family.cohort == cohort] for cohort in (BEFORE, DURING)}
    return FamilyTruth(
        mean_weeks=dict(_MEAN_WEEKS),
        start_share=_START,
        finish_share=_FINISH,
        drawn_offered={cohort: len(some) for cohort, some in cohorts.items()},
        drawn_started={cohort: sum(f.started is not None for f in some) for cohort, some in cohorts.items()},
        drawn_finished={cohort: sum(f.finished is not None for f in some) for cohort, some in cohorts.items()},
        drawn_mean_weeks={cohort: sum(f.weeks for f in some) / len(some) for cohort, some in cohorts.items()},
        drawn_gender=dict(Counter((family.cohort, family.gender) for family in drawn)),
    )
