"""Absence: hours of a unit and term, and of a grade where files have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tsi_eval.language import Text
from tsi_eval.study.tables.shared import UNIT
from tsi_eval.study.tables.table import Column, ColumnKind, Fault, Presence, Table

if TYPE_CHECKING:
    import pandas as pd


def more_than_offered(rows: pd.DataFrame) -> Iterator[Fault]:
    """Find rows with more hours of absence than were offered (E206)."""
    over = rows["valid"] + rows["invalid"] > rows["offered"]
    yield Fault(code="E206", column="offered", rows=over)


ABSENCE = Table(
    name="absence",
    columns=(
        UNIT,
        Column(
            name="term",
            kind=ColumnKind.TERM,
            hint=Text(
                sv="Termin som HT2023 eller VT2024.", en="A term: HT2023 for autumn 2023, VT2024 for spring 2024."
            ),
        ),
        Column(name="school_year", kind=ColumnKind.SCHOOL_YEAR, file=Presence.MAY, study=False),
        Column(name="grade", kind=ColumnKind.LABEL, file=Presence.MAY),
        Column(name="pupils", kind=ColumnKind.COUNT),
        Column(name="valid", kind=ColumnKind.AMOUNT),
        Column(name="invalid", kind=ColumnKind.AMOUNT),
        Column(name="offered", kind=ColumnKind.AMOUNT),
        Column(
            name="status",
            kind=ColumnKind.STATUS,
            file=Presence.NEVER,
            made_of=("pupils", "valid", "invalid", "offered"),
        ),
    ),
    key=("unit", "term", "grade"),
    cells=("unit", "term", "grade"),
    words_of_sums=("unit", "term", "school_year", "grade"),
    faults=more_than_offered,
)
