"""Absence by school, grade and term, in hours, from a school system that changed its habits on the way."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from tsi_eval.simulate.draws import stream
from tsi_eval.simulate.files import HIDDEN, NBSP, csv_file, number
from tsi_eval.simulate.schools import SCHOOLS, School, spreadsheet_code, unit_code
from tsi_eval.simulate.times import is_autumn, order, school_year
from tsi_eval.simulate.truth import AbsenceTruth

HEADER = (
    "Läsår",
    "Termin",
    "Skolenhet",
    "Årskurs",
    "Elever",
    "Giltig frånvaro (h)",
    "Ogiltig frånvaro (h)",
    "Erbjuden tid (h)",
)
TOTAL = "Totalt"
_TITLE = ("Frånvaro per skolenhet och årskurs, totalt för årskurs 7–9 (syntetiska data)",)
_HISTORY = ("HT2021", "VT2022", "HT2022", "VT2023")
_WRITTEN = {"HT2021": "HT21", "VT2022": "vt", "HT2022": "HT 2022", "VT2023": "VT", "HT2023": "ht", "VT2024": "VT 2024"}
_LEADING_ZEROS = ("VT2022", "VT2023", "HT2023")
_OLD_ENCODING_UNTIL = "VT2022"
_SMALL_GROUP_SCHOOL, _SMALL_GROUP = "d", ("6", "8", HIDDEN, HIDDEN, HIDDEN)

_HOURS = 425
_MEAN, _SPRING, _INVALID = 0.085, 0.015, 0.015
_SCHOOL = {"a": 0.006, "b": 0.003, "c": 0.0, "d": -0.002}
_GRADE = {"7": -0.004, "8": 0.0, "9": 0.004}
_EFFECT, _EFFECT_FROM = -0.006, "HT2023"
_TERM_SD, _SCHOOL_SD, _GRADE_SD = 0.003, 0.0015, 0.0015


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hours:
    school: str
    grade: str
    pupils: int
    valid: Decimal
    invalid: Decimal
    offered: Decimal


def absence(seed: int, terms: tuple[str, ...], *, messy: bool) -> tuple[dict[str, bytes], AbsenceTruth]:
    """Return absence from HT2021 on, one file a term, and its truth."""
    drawn = {term: _draw(stream(seed, "absence", term), term) for term in (*_HISTORY, *terms)}
    write = _messy if messy else _clean
    return {f"franvaro_{term}.csv": write(hours, term) for term, hours in drawn.items()}, _truth(drawn)


def _draw(rng: np.random.Generator, term: str) -> list[_Hours]:
    season = float(rng.normal(0, _TERM_SD)) + (0 if is_autumn(term) else _SPRING)
    rows = []
    for school in SCHOOLS:
        level = _MEAN + season + _SCHOOL[school.id] + _effect(school, term) + float(rng.normal(0, _SCHOOL_SD))
        for (grade, shift), pupils in zip(_GRADE.items(), school.pupils, strict=True):
            offered = _tenths(pupils * _HOURS * float(rng.uniform(0.985, 1.0)))
            total = float(offered) * (level + shift + float(rng.normal(0, _GRADE_SD)))
            invalid = float(offered) * _INVALID * float(rng.uniform(0.75, 1.25))
            rows.append(
                _Hours(
                    school=school.id,
                    grade=grade,
                    pupils=pupils,
                    valid=_tenths(total - invalid),
                    invalid=_tenths(invalid),
                    offered=offered,
                )
            )
    return rows


def _effect(school: School, term: str) -> float:
    return _EFFECT if school.pilot and order(term) >= order(_EFFECT_FROM) else 0.0


def _tenths(hours: float) -> Decimal:
    return Decimal(f"{hours:.1f}")


def _messy(hours: list[_Hours], term: str) -> bytes:
    rows: list[tuple[str, ...]] = []
    for school in SCHOOLS:
        code = unit_code(school.id, term) if term in _LEADING_ZEROS else spreadsheet_code(school.id, term)
        start = (school_year(term), _WRITTEN.get(term, term[:2]), code)
        grades = [row for row in hours if row.school == school.id]
        if school.id == _SMALL_GROUP_SCHOOL:
            rows.append((*start, *_SMALL_GROUP))
        rows += [(*start, *_fields(row, NBSP)) for row in [*grades, _total(grades)]]
    encoding = "cp1252" if order(term) <= order(_OLD_ENCODING_UNTIL) else "utf-8"
    return csv_file([_TITLE, HEADER, *rows], encoding=encoding)


def _clean(hours: list[_Hours], term: str) -> bytes:
    rows: list[tuple[str, ...]] = [(school_year(term), term, row.school, *_fields(row, "")) for row in hours]
    first = next(place for place, row in enumerate(hours) if row.school == _SMALL_GROUP_SCHOOL)
    rows.insert(first, (school_year(term), term, _SMALL_GROUP_SCHOOL, *_SMALL_GROUP))
    return csv_file([HEADER, *rows])


def _fields(row: _Hours, thousands: str) -> tuple[str, ...]:
    return (row.grade, str(row.pupils), *(number(value, thousands) for value in (row.valid, row.invalid, row.offered)))


def _total(rows: list[_Hours]) -> _Hours:
    return _Hours(
        school=rows[0].school,
        grade=TOTAL,
        pupils=sum(row.pupils for row in rows),
        valid=sum((row.valid for row in rows), Decimal(0)),
        invalid=sum((row.invalid for row in rows), Decimal(0)),
        offered=sum((row.offered for row in rows), Decimal(0)),
    )


def _truth(drawn: dict[str, list[_Hours]]) -> AbsenceTruth:
    totals = {
        (term, school.id): _total([row for row in hours if row.school == school.id])
        for term, hours in drawn.items()
        for school in SCHOOLS
    }
    return AbsenceTruth(
        effect_from=_EFFECT_FROM,
        effect=_EFFECT,
        spring=_SPRING,
        drawn={cell: float((row.valid + row.invalid) / row.offered) for cell, row in totals.items()},
        drawn_invalid={cell: float(row.invalid / row.offered) for cell, row in totals.items()},
    )
