"""Familjeteamet's tally of contacts: school, week, place, who; nobody's identity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tsi_eval.simulate.draws import stream
from tsi_eval.simulate.files import NBSP, csv_file, number
from tsi_eval.simulate.schools import PILOT_SCHOOLS, spreadsheet_code
from tsi_eval.simulate.times import is_autumn, weeks, year_of
from tsi_eval.simulate.truth import ContactTruth

HEADER = ("Skolenhet", "Vecka", "Mötesplats", "Vem", "Antal", "Minuter")
_TITLES = (("Familjeteamet på skolan – kontakter",), ("Syntetiska data",))
_PER_TERM = {"a": 68.0, "b": 48.0}
_SHARES = {
    ("korridor", "elev"): 0.60,
    ("korridor", "vårdnadshavare"): 0.06,
    ("föräldramöte", "elev"): 0.01,
    ("föräldramöte", "vårdnadshavare"): 0.12,
    ("utvecklingssamtal", "elev"): 0.09,
    ("utvecklingssamtal", "vårdnadshavare"): 0.12,
}
# Weeks with parent meetings and development talks.
_SEASON = {
    ("HT", "föräldramöte"): (36, 37, 39),
    ("VT", "föräldramöte"): (4, 5, 6),
    ("HT", "utvecklingssamtal"): (41, 42, 43, 45, 46),
    ("VT", "utvecklingssamtal"): (10, 11, 12, 13, 16),
}
_MINUTES = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    school: str
    week: int
    place: str
    who: str
    contacts: int
    minutes: int


def contacts(seed: int, terms: tuple[str, ...], *, messy: bool) -> tuple[dict[str, bytes], ContactTruth]:
    """Return the tally sheets, one a term, and their truth."""
    drawn = {term: _tallies(stream(seed, "contacts", term), term) for term in terms}
    write = _messy if messy else _clean
    return {f"kontakter_{term}.csv": write(tallies, term) for term, tallies in drawn.items()}, _truth(drawn)


def _tallies(rng: np.random.Generator, term: str) -> list[_Tally]:
    tallies = []
    for school, expected in _PER_TERM.items():
        for week in weeks(term):
            for (place, who), share in _SHARES.items():
                season = _SEASON.get((term[:2], place), weeks(term))
                count = int(rng.poisson(expected * share / len(season))) if week in season else 0
                if count:
                    minutes = 5 * max(1, round(float(rng.gamma(4 * count, _MINUTES / 20))))
                    tallies.append(
                        _Tally(school=school, week=week, place=place, who=who, contacts=count, minutes=minutes)
                    )
    return tallies


def _messy(tallies: list[_Tally], term: str) -> bytes:
    rows = [
        (spreadsheet_code(t.school, term), _week(t.week, term), t.place, t.who, str(t.contacts), str(t.minutes))
        for t in tallies
    ]
    sums = (sum(t.contacts for t in tallies), sum(t.minutes for t in tallies))
    total = ("Totalt", "", "", "", *(number(value, NBSP) for value in sums))
    return csv_file([*_TITLES, HEADER, *rows, total], encoding="cp1252")


def _clean(tallies: list[_Tally], term: str) -> bytes:
    rows = [(t.school, _iso_week(t.week, term), t.place, t.who, str(t.contacts), str(t.minutes)) for t in tallies]
    return csv_file([HEADER, *rows])


def _week(week: int, term: str) -> str:
    return f"v. {week} {year_of(term)}" if is_autumn(term) else _iso_week(week, term)


def _iso_week(week: int, term: str) -> str:
    return f"{year_of(term)}-W{week:02d}"


def _truth(drawn: Mapping[str, list[_Tally]]) -> ContactTruth:
    cells = [(term, school.id) for term in drawn for school in PILOT_SCHOOLS]
    return ContactTruth(
        expected=dict(_PER_TERM),
        pupil_share=sum(share for (_, who), share in _SHARES.items() if who == "elev"),
        drawn={cell: sum(t.contacts for t in drawn[cell[0]] if t.school == cell[1]) for cell in cells},
        drawn_minutes={cell: sum(t.minutes for t in drawn[cell[0]] if t.school == cell[1]) for cell in cells},
    )
