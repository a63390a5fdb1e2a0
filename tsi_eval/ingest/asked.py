"""Whom the sources say they asked, held against who answered.

Worked example. A source declares `asked = { HT2023 = 40 }`, and 45 families answered in autumn: a
number is wrong, and nobody can tell which (E424).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from tsi_eval.errors import Param, Problem
from tsi_eval.language import Message
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.declared_asked import PUPILS, askings_of, outcomes_of
from tsi_eval.pilot.source import Source
from tsi_eval.study import Asking
from tsi_eval.study.asking import answering
from tsi_eval.study.tables import COUNTS, ENROLMENT, MEASURES
from tsi_eval.study.tables.enrolment import State

Tables = Mapping[str, pd.DataFrame]


def askings_in(pilot: Pilot, tables: Tables) -> tuple[Asking, ...]:
    """Return whom the sources asked, of a delivery."""
    counts = tables.get(COUNTS.name)
    months: dict[str, set[str]] = {}
    if counts is not None and "series" in counts:
        months = {str(series): set(rows["month"]) for series, rows in counts.groupby("series")}
    return askings_of(pilot.sources, pilot.outcomes, pilot.units, months)


def contradicted(pilot: Pilot, tables: Tables) -> Iterator[Problem]:
    """Yield where more answered than were asked (E424), and what else can't be true.

    A unit whose pupils were asked and that has none declared (E423), a poll that nobody answered
    though a later one was (E425), persons who answered and were never at the stage (E426), and
    units that answered where only others are said to be asked (E429).
    """
    for source in pilot.sources:
        if not source.asked:
            continue
        askings = [asking for asking in askings_in(pilot, tables) if asking.source == source.id]
        if source.table == COUNTS.name and COUNTS.name in tables:
            table = tables[COUNTS.name]
            yield from _of_tallies(pilot, source, askings, table[table["series"] == source.answered])
        elif source.table == MEASURES.name and MEASURES.name in tables:
            yield from _of_persons(pilot, source, askings, tables)


def _of_persons(pilot: Pilot, source: Source, askings: list[Asking], tables: Tables) -> Iterator[Problem]:
    rows = tables[MEASURES.name].dropna(subset=["value"])
    rows = rows[rows["outcome"].isin(outcomes_of(source, pilot.outcomes))]
    for asking in askings:
        if asking.stage:
            yield from _strangers(source, asking, set(rows["person"]), tables)
        else:
            answered = rows.loc[rows["occasion"] == asking.period, "person"].nunique()
            yield from _too_many(source, asking, answered)


def _strangers(source: Source, asking: Asking, answered: set[str], tables: Tables) -> Iterator[Problem]:
    stages = tables.get(ENROLMENT.name)
    there: set[str] = set()
    if stages is not None:
        there = set(stages.loc[(stages["stage"] == asking.stage) & (stages["state"] == State.PRESENT), "person"])
    if outside := len(answered - there):
        params: dict[str, Param] = {"source": source.id, "stage": asking.stage, "count": outside}
        yield Problem(code="E426", params={"file": "sources.toml", "of": len(answered), **params})


def _of_tallies(pilot: Pilot, source: Source, askings: list[Asking], rows: pd.DataFrame) -> Iterator[Problem]:
    if source.asked == PUPILS:
        known = {unit.id for unit in pilot.units if unit.pupils}
        # A unit that nobody declared is another fault (E127).
        without = {"", *(unit.id for unit in pilot.units)} - known
        for unit in sorted(without.intersection(map(str, rows["unit"]))):
            yield Problem(code="E423", params={"file": "pilot.toml", "source": source.id, "unit": unit or "–"})
        rows = rows[rows["unit"].isin(known)]
    last = max(rows["month"], default="")
    for asking in askings:
        if asking.unit and (others := _not_asked(asking, askings, rows)):
            params = {"source": source.id, "period": asking.period, "units": ", ".join(others)}
            yield Problem(code="E429", params={"file": "sources.toml", **params})
        of_it = answering(asking, rows)
        if len(of_it):
            yield from _too_many(source, asking, int(of_it["n"].sum()))
        elif source.asked != PUPILS and _is_before(asking.period, last):
            params = {"source": source.id, "period": asking.period, "months": ", ".join(sorted(set(rows["month"])))}
            yield Problem(code="E425", params={"file": "sources.toml", **params})


def _not_asked(asking: Asking, askings: list[Asking], rows: pd.DataFrame) -> list[str]:
    """Return the units that answered where only others were asked, for the first of these."""
    same_time = [one for one in askings if one.period == asking.period]
    if asking is not same_time[0]:
        return []
    answered = {unit for unit in rows["unit"].unique() if len(answering(replace(asking, unit=unit), rows))}
    return sorted(answered - {one.unit for one in same_time})


def _is_before(period: str, last: str) -> bool:
    """Tell whether a month or a term begins before the last month of which there are answers."""
    first = period if "-" in period else f"{period[2:]}-{'07' if period.startswith('HT') else '01'}"
    return first <= last


def _too_many(source: Source, asking: Asking, answered: int) -> Iterator[Problem]:
    if answered > asking.n:
        place = Message("error.of_unit", {"unit": asking.unit}) if asking.unit else ""
        params = {"source": source.id, "period": asking.period, "unit": place, "count": answered, "of": asking.n}
        yield Problem(code="E424", params={"file": "sources.toml", **params})
