"""Whom the sources asked, in words: how many, and how many of them answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from tsi_eval.analysis.understood.words import Names, listed, whole
from tsi_eval.ingest.asked import askings_in
from tsi_eval.language import Message
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.declared_asked import above_pupils
from tsi_eval.study import Asking
from tsi_eval.study.asking import answering
from tsi_eval.study.tables import COUNTS, ENROLMENT, MEASURES
from tsi_eval.study.tables.enrolment import State

Tables = Mapping[str, pd.DataFrame]


def asked_in_words(pilot: Pilot, tables: Tables, names: Names, table: str) -> Iterator[Message]:
    """Yield for each source of a table how many were asked, and how many answered, each time."""
    askings = askings_in(pilot, tables)
    for source in pilot.sources:
        of_it = [asking for asking in askings if asking.source == source.id]
        if source.table == table and of_it:
            said = _polls(of_it, tables, names) if table == COUNTS.name else _persons(of_it, tables, names)
            yield Message("understood.list", {"name": names.of(source.id), "items": listed(said)})
    if table == COUNTS.name:
        for source_id, time, unit, n, pupils in above_pupils(pilot.sources, pilot.units):
            place = {"name": names.of(source_id), "when": names.of(time), "unit": names.unit(unit)}
            yield Message("understood.asked_above_pupils", {**place, "asked": whole(n), "pupils": whole(pupils)})


def _polls(askings: list[Asking], tables: Tables, names: Names) -> Iterator[Message]:
    """Yield a poll's times; its units together."""
    rows = tables[COUNTS.name]
    rows = rows[rows["series"].isin(askings[0].answers) & rows["n"].notna()]
    for period in dict.fromkeys(asking.period for asking in askings):
        of_it = [asking for asking in askings if asking.period == period]
        answered = {asking: answering(asking, rows)["n"] for asking in of_it}
        asked = sum(asking.n for asking, numbers in answered.items() if len(numbers))
        n = sum(float(numbers.sum()) for numbers in answered.values())
        yield Message("understood.asked", {"when": names.of(period), "asked": whole(asked), "n": whole(n)})


def _persons(askings: list[Asking], tables: Tables, names: Names) -> Iterator[Message]:
    rows = tables[MEASURES.name].dropna(subset=["value"])
    rows = rows[rows["outcome"].isin(askings[0].answers)]
    for asking in askings:
        for occasion in [asking.period] if asking.period else list(dict.fromkeys(rows["occasion"])):
            answered = rows.loc[rows["occasion"] == occasion, "person"].nunique()
            asked = _at_stage(asking.stage, tables) if asking.stage else asking.n
            params = {"when": names.of(occasion), "asked": whole(asked), "n": whole(answered)}
            yield Message("understood.asked", params)


def _at_stage(stage: str, tables: Tables) -> int:
    rows = tables[ENROLMENT.name] if ENROLMENT.name in tables else pd.DataFrame(columns=["stage", "state", "person"])
    return int(rows.loc[(rows["stage"] == stage) & (rows["state"] == State.PRESENT), "person"].nunique())
