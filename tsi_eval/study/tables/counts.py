"""Counts: a number a month, of each series and unit.

Long files have a row for each of these, wide ones a column a series.
"""

from __future__ import annotations

from dataclasses import replace

from tsi_eval.language import Text
from tsi_eval.study.tables.column import Column, ColumnKind, Presence
from tsi_eval.study.tables.shared import MONTH, UNIT
from tsi_eval.study.tables.table import Table

COUNTS = Table(
    name="counts",
    columns=(
        replace(UNIT, file=Presence.MAY),
        Column(
            name="period",
            kind=ColumnKind.PERIOD,
            study=False,
            hint=Text(
                sv="Månad som 2024-03. Skriv 0 när inget hände.",
                en="A month such as 2024-03. Write 0 when nothing happened.",
            ),
        ),
        MONTH,
        Column(name="series", kind=ColumnKind.LABEL, wide="series"),
        Column(name="n", kind=ColumnKind.COUNT, wide="series"),
        Column(name="status", kind=ColumnKind.STATUS, file=Presence.NEVER, made_of=("n",)),
        Column(name="exposure", kind=ColumnKind.AMOUNT, file=Presence.MAY),
    ),
    key=("unit", "month", "series"),
    cells=("series", "unit", "month"),
    source_keys=("series", "year", "closed_months", "asked", "answered"),
    adds_up=(("n",),),
    unbroken=("unit", "series"),
)
