"""Short polls in the pilot schools, before and at the end: pupils who know of the team, staff who are content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tsi_eval.simulate.draws import stream
from tsi_eval.simulate.files import csv_file
from tsi_eval.simulate.schools import PILOT_SCHOOLS
from tsi_eval.simulate.times import iso_month, swedish_month, year_of
from tsi_eval.simulate.truth import SurveyTruth

PUPIL_HEADER = ("Skola", "Månad", "Känner till Familjeteamet", "Svarande")
STAFF_HEADER = ("Skola", "Månad", "Nöjda med samverkan", "Svarande")
_BEFORE, _AFTER = "VT2023", "VT2024"
_PUPIL_SHARE = {_BEFORE: 0.35, _AFTER: 0.62}
_STAFF_SHARE = {_BEFORE: 0.45, _AFTER: 0.60}
_PUPILS = {school.id: sum(school.pupils) for school in PILOT_SCHOOLS}
_STAFF = {"a": 35, "b": 30}
_RESPONSE = 0.85

_Answers = dict[tuple[str, str], tuple[int, int]]


def surveys(seed: int, terms: tuple[str, ...], *, messy: bool) -> tuple[dict[str, bytes], SurveyTruth]:
    """Return the polls of pupils and of staff, one file each a spring, and their truth."""
    waves = (_BEFORE, *(term for term in terms if term == _AFTER))
    pupils = {wave: _draw(seed, "pupils", wave, _PUPILS, _PUPIL_SHARE[wave]) for wave in waves}
    staff = {wave: _draw(seed, "staff", wave, _STAFF, _STAFF_SHARE[wave]) for wave in waves}
    files = {f"elevenkat_{wave}.csv": _file(PUPIL_HEADER, pupils[wave], messy=messy) for wave in waves}
    files |= {f"personalenkat_{wave}.csv": _file(STAFF_HEADER, staff[wave], messy=messy) for wave in waves}
    return files, SurveyTruth(
        pupil_share=dict(_PUPIL_SHARE),
        staff_share=dict(_STAFF_SHARE),
        drawn_pupils={cell: pair for answers in pupils.values() for cell, pair in answers.items()},
        drawn_staff={cell: pair for answers in staff.values() for cell, pair in answers.items()},
    )


def _draw(seed: int, who: str, wave: str, asked: Mapping[str, int], share: float) -> _Answers:
    rng, answers = stream(seed, "survey", who, wave), {}
    for school, number in asked.items():
        answered = int(rng.binomial(number, _RESPONSE))
        answers[wave, school] = (int(rng.binomial(answered, share)), answered)
    return answers


def _file(header: tuple[str, ...], answers: _Answers, *, messy: bool) -> bytes:
    labels = {school.id: school.label for school in PILOT_SCHOOLS}
    rows = []
    for (wave, school), (yes, answered) in answers.items():
        month = date(year_of(wave), 5, 1)
        start = (labels[school], swedish_month(month)) if messy else (school, iso_month(month))
        rows.append((*start, str(yes), str(answered)))
    return csv_file([header, *rows])
