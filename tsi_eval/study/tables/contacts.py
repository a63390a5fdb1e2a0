"""Contacts: how many met somebody where, a row a unit, period, meeting place and kind of person."""

from __future__ import annotations

from tsi_eval.language import Text
from tsi_eval.study.tables.column import Blank, Column, ColumnKind, Presence
from tsi_eval.study.tables.shared import MONTH, UNIT
from tsi_eval.study.tables.table import Table

CONTACTS = Table(
    name="contacts",
    columns=(
        UNIT,
        Column(
            name="period",
            kind=ColumnKind.PERIOD,
            hint=Text(
                sv="Månad som 2024-03, vecka som 2024-W35, eller dag som 2024-03-01.",
                en="A month such as 2024-03, a week such as 2024-W35, or a day such as 2024-03-01.",
            ),
        ),
        MONTH,
        Column(name="arena", kind=ColumnKind.LABEL),
        Column(name="who", kind=ColumnKind.LABEL),
        Column(name="n", kind=ColumnKind.COUNT),
        Column(name="status", kind=ColumnKind.STATUS, file=Presence.NEVER, made_of=("n",)),
        Column(name="minutes", kind=ColumnKind.AMOUNT, file=Presence.MAY, blank=Blank.MISSING),
    ),
    key=("unit", "period", "arena", "who"),
    cells=("unit", "month", "arena", "who"),
    source_keys=("year", "closed_months"),
    adds_up=(("n",),),
)
