"""Reports of concern (orosanmälningar) from four schools, month by month, with a change of case system on the way."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from tsi_eval.simulate.draws import overdispersed, stream
from tsi_eval.simulate.files import Cell, xlsx_file
from tsi_eval.simulate.schools import SCHOOLS, School
from tsi_eval.simulate.times import PILOT_START, deliveries, growth, iso_month
from tsi_eval.simulate.truth import ReportTruth

SHEET = "Anmälningar"
KINDS = ("anmälningar", "varav inledda")
_TITLE = "Orosanmälningar från skolor (syntetiska data)"
_SOURCE = "Källa: verksamhetssystemet (syntetiska data). Nytt verksamhetssystem från januari 2022."
_MERGED = ("B3:C3", "D3:E3", "F3:G3", "H3:I3", "J3:K3")
_REAL_DATES = "HT2023"
_BASE = {"a": 3.3, "b": 2.8, "c": 2.9, "d": 3.2}
_SEASON = (0.9, 1.0, 1.15, 1.15, 1.15, 0.7, 0.0, 0.7, 1.15, 1.15, 1.15, 0.85)
_DISPERSION = 1.6
_TREND = 1.05
_SWITCH, _SWITCH_FROM = 1.25, date(2022, 1, 1)
_STEP = 1.20
_OPENED = 0.38

_Months = dict[date, list[tuple[int, int]]]


def reports(seed: int, terms: tuple[str, ...], *, messy: bool) -> tuple[dict[str, bytes], ReportTruth]:
    """Return the reports of concern, history first and then one file a term, and their truth."""
    drawn = {name: _draw(seed, name, months) for name, months in deliveries(terms).items()}
    files = {
        f"orosanmalningar_{name}.xlsx": _messy(months, name) if messy else _clean(months)
        for name, months in drawn.items()
    }
    return files, _truth({month: pairs for months in drawn.values() for month, pairs in months.items()})


def _draw(seed: int, name: str, months: tuple[date, ...]) -> _Months:
    rng, drawn = stream(seed, "reports", name), {}
    for month in months:
        counts = [overdispersed(rng, _expected(school, month), _DISPERSION) for school in SCHOOLS]
        drawn[month] = [(count, int(rng.binomial(count, _OPENED))) for count in counts]
    return drawn


def _expected(school: School, month: date) -> float:
    switch = _SWITCH if month >= _SWITCH_FROM else 1.0
    step = _STEP if school.pilot and month >= PILOT_START else 1.0
    return _BASE[school.id] * _SEASON[month.month - 1] * growth(_TREND, month) * switch * step


def _messy(months: _Months, name: str) -> bytes:
    groups = [school.label for school in SCHOOLS] + ["Totalt"]
    top: list[Cell] = ["Månad", *(cell for group in groups for cell in (group, None))]
    rows: list[list[Cell]] = [[_TITLE], [], top, [None, *KINDS * len(groups)]]
    for year, block in groupby(months.items(), key=lambda item: item[0].year):
        lines = [(month, _with_total(pairs)) for month, pairs in block]
        rows += [[month if name == _REAL_DATES else iso_month(month), *map(_dash, line)] for month, line in lines]
        rows.append(
            [f"Summa {year}", *(_dash(sum(column)) for column in zip(*(line for _, line in lines), strict=True))]
        )
    return xlsx_file([*rows, [_SOURCE]], sheet=SHEET, merged=_MERGED)


def _clean(months: _Months) -> bytes:
    header = ["Månad", *(f"{school.label} / {kind}" for school in SCHOOLS for kind in KINDS)]
    rows: list[list[Cell]] = [
        [iso_month(month), *(count for pair in pairs for count in pair)] for month, pairs in months.items()
    ]
    return xlsx_file([header, *rows], sheet=SHEET)


def _with_total(pairs: list[tuple[int, int]]) -> list[int]:
    total = tuple(sum(column) for column in zip(*pairs, strict=True))
    return [count for pair in [*pairs, total] for count in pair]


def _dash(count: int) -> Cell:
    return count or "-"


def _truth(months: _Months) -> ReportTruth:
    cells = {
        (iso_month(month), school.id): (_expected(school, month), *pair)
        for month, pairs in months.items()
        for school, pair in zip(SCHOOLS, pairs, strict=True)
    }
    return ReportTruth(
        step_from=PILOT_START,
        step_rate_ratio=_STEP,
        switch_from=_SWITCH_FROM,
        switch_rate_ratio=_SWITCH,
        yearly_trend=_TREND,
        dispersion=_DISPERSION,
        share_opened_before=_OPENED,
        share_opened_after=_OPENED,
        expected={cell: expected for cell, (expected, _, _) in cells.items()},
        drawn={cell: count for cell, (_, count, _) in cells.items()},
        drawn_opened={cell: opened for cell, (_, _, opened) in cells.items()},
    )
