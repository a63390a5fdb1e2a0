"""Months and terms that a school lacks and others of the same source have.

Designs sum over schools, and a month without rows adds nothing to a sum, as if nothing had happened
there. Example: two schools are delivered month by month, and the file for April to June of the
second is forgotten. Its term would look like one of three months.

A school that opened or closed in the middle says so in `pilot.toml`, by its first or last month.
Then nothing is missing outside these months, and nothing may have been counted there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from tsi_eval.errors import Problem
from tsi_eval.language import Message, Text
from tsi_eval.periods import month_index, months_of_term, term_order
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables import ABSENCE, CONTACTS, COUNTS
from tsi_eval.study.tables.checks import FEWEST_MONTHS
from tsi_eval.study.unit import Unit

if TYPE_CHECKING:
    import pandas as pd

# Tables that follow schools over time → what a school follows in each, beside itself.
FOLLOWED: Mapping[str, tuple[str, ...]] = {CONTACTS.name: (), COUNTS.name: ("series",), ABSENCE.name: ("grade",)}
TERM = "term"


def span_problems(source: Source, rows: pd.DataFrame, units: Iterable[Unit]) -> Iterator[Problem]:
    """Yield a problem for each school that lacks what others have (E369).

    Another is for each that has numbers outside its own first and last month (E370).
    """
    if source.table not in FOLLOWED or rows.empty:
        return
    when = TERM if source.table == ABSENCE.name else "month"
    by = [*FOLLOWED[source.table], "unit"]
    # Millions of rows are a few hundred places.
    places = rows[[*by, when]].assign(counted=_is_counted(source, rows)).drop_duplicates()
    if places.isna().any(axis=None):
        # What can't be placed is refused already, and is not what somebody lacks.
        return
    known = {unit.id: unit for unit in units}
    places = places[places["unit"].isin(list(known))]
    for unit, lacking in _lacking(source, places, when, known).items():
        yield _problem("E369", source, known[unit], lacking)
    for unit, outside in _outside(places, when, known).items():
        yield _problem("E370", source, known[unit], outside)


def _outside(places: pd.DataFrame, when: str, known: Mapping[str, Unit]) -> dict[str, set[str]]:
    """Return unit → the months with numbers that lie outside its own first and last."""
    parts = {str(name): part for name, part in places[places["counted"]].groupby("unit")}
    found = {name: {at for at in part[when] if not _lies_in(known[name], at)} for name, part in parts.items()}
    return {name: outside for name, outside in found.items() if outside}


def _lacking(source: Source, places: pd.DataFrame, when: str, known: Mapping[str, Unit]) -> dict[str, set[str]]:
    """Return school → the months or terms in which it has no row, while another has one."""
    by = [*FOLLOWED[source.table], "unit"]
    every = frozenset(places[when])
    found: dict[str, set[str]] = {}
    for names, own in places.groupby(by, dropna=False)[when]:
        unit = str(names[-1])
        others = every if source.table != COUNTS.name else _of_series(places, str(names[0]))
        lacking = {
            name for name in others.difference(own) if _lies_in(known[unit], name) and not _is_closed(source, name)
        }
        if source.table == COUNTS.name:
            lacking = _not_holes(lacking, own)
        if lacking:
            found.setdefault(unit, set()).update(lacking)
    return found


def _of_series(places: pd.DataFrame, series: str) -> frozenset[str]:
    """Return the months of a series in any school; none of a poll, which is no series in time."""
    months = frozenset(places.loc[places["series"] == series, "month"])
    return months if len(months) >= FEWEST_MONTHS else frozenset()


def _not_holes(lacking: set[str], own: pd.Series[str]) -> set[str]:
    """Return the months that are no holes inside a long series, which are said by E204."""
    if own.nunique() < FEWEST_MONTHS:
        return lacking
    first, last = own.min(), own.max()
    return {month for month in lacking if not first < month < last}


def _is_closed(source: Source, name: str) -> bool:
    return source.table != ABSENCE.name and int(name[5:]) in source.closed_months


def _lies_in(unit: Unit, name: str) -> bool:
    """Tell whether a month, or a month of a term, lies between a school's first and last."""
    return unit.was_open(*((name, name) if name[0].isdigit() else months_of_term(name)))


def _is_counted(source: Source, rows: pd.DataFrame) -> pd.Series[bool]:
    """Return the rows that hold a number; a zero of a closed school is none."""
    return rows["pupils" if source.table == ABSENCE.name else "n"] > 0


def _problem(code: str, source: Source, unit: Unit, names: Iterable[str]) -> Problem:
    place = Message("error.source", {"source": source.id})
    return Problem(
        code=code,
        params={"file": place, "unit": Message("error.named", {"name": unit.label}), "periods": _stretches(names)},
    )


def _stretches(names: Iterable[str]) -> Message:
    """Return months as stretches such as "2024-04 till 2024-06", and terms one by one."""
    ordered = sorted(names, key=_place)
    stretches = []
    for _, group in groupby(enumerate(ordered), key=lambda item: _place(item[1]) - item[0]):
        part = [name for _, name in group]
        stretches.append((part[0], part[-1]))
    sv, en = (
        ", ".join(one if one == other else f"{one} {to} {other}" for one, other in stretches) for to in ("till", "to")
    )
    return Message("error.named", {"name": Text(sv=sv, en=en)})


def _place(name: str) -> int:
    return month_index(name) if name[0].isdigit() else term_order(name)
