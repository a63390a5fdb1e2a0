"""Enquiries to the open service, month by month and by the way in, with a planted step at the pilot's start."""

from __future__ import annotations

from datetime import date

from tsi_eval.simulate.draws import overdispersed, stream
from tsi_eval.simulate.files import HIDDEN, NNBSP, csv_file, number
from tsi_eval.simulate.times import PILOT_START, deliveries, growth, iso_month, swedish_month
from tsi_eval.simulate.truth import EnquiryTruth

HEADER = ("Månad", "Väg in", "Antal", "Barn 0–17 år")
ROUTES = ("självmant", "skola", "socialtjänst", "övriga")
_BASE = 24.0
_TREND = 1.02
_STEP = 1.35
_DISPERSION = 1.5
_SEASON = (1.0, 1.05, 1.1, 1.1, 1.1, 0.85, 0.04, 0.85, 1.1, 1.1, 1.1, 0.9)
_OWN_BEFORE, _OWN_AFTER = 0.22, 0.33
# How the others came: school, social services, other.
_OTHERS = (0.44, 0.30, 0.26)
_CHILDREN = {2020: 4061, 2021: 4048, 2022: 4030, 2023: 4017, 2024: 3992}
_HIDDEN = ((date(2021, 3, 1), "övriga"),)

_Counts = dict[tuple[date, str], int]


def enquiries(seed: int, terms: tuple[str, ...], *, messy: bool) -> tuple[dict[str, bytes], EnquiryTruth]:
    """Return the enquiries, history first and then one file a term, and their truth."""
    drawn = {name: _draw(seed, name, months) for name, months in deliveries(terms).items()}
    files = {f"forfragningar_{name}.csv": _file(counts, messy=messy) for name, counts in drawn.items()}
    return files, _truth({cell: count for counts in drawn.values() for cell, count in counts.items()})


def _draw(seed: int, name: str, months: tuple[date, ...]) -> _Counts:
    rng, counts = stream(seed, "enquiries", name), {}
    for month in months:
        total = overdispersed(rng, _expected(month), _DISPERSION)
        for route, count in zip(ROUTES, rng.multinomial(total, _shares(month)), strict=True):
            counts[month, route] = int(count)
    return counts


def _expected(month: date) -> float:
    step = _STEP if month >= PILOT_START else 1.0
    return _BASE * _SEASON[month.month - 1] * growth(_TREND, month) * step


def _shares(month: date) -> tuple[float, ...]:
    own = _OWN_AFTER if month >= PILOT_START else _OWN_BEFORE
    return (own, *((1 - own) * share for share in _OTHERS))


def _file(counts: _Counts, *, messy: bool) -> bytes:
    write_month, thousands = (swedish_month, NNBSP) if messy else (iso_month, "")
    rows = [
        (
            write_month(month),
            route,
            HIDDEN if (month, route) in _HIDDEN else str(count),
            number(_CHILDREN[month.year], thousands),
        )
        for (month, route), count in counts.items()
    ]
    return csv_file([HEADER, *rows], encoding="utf-8-sig" if messy else "utf-8")


def _truth(counts: _Counts) -> EnquiryTruth:
    return EnquiryTruth(
        step_from=PILOT_START,
        step_rate_ratio=_STEP,
        slope_rate_ratio=1.0,
        yearly_trend=_TREND,
        dispersion=_DISPERSION,
        self_referred_before=_OWN_BEFORE,
        self_referred_after=_OWN_AFTER,
        hidden=tuple((iso_month(month), route) for month, route in _HIDDEN),
        expected={iso_month(month): _expected(month) for month, _ in counts},
        drawn={(iso_month(month), route): count for (month, route), count in counts.items()},
    )
