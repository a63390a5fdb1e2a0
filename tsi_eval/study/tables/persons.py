"""Persons: one row a person, with whatever attributes a pilot declares."""

from __future__ import annotations

from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.shared import PERSON
from tsi_eval.study.tables.table import Table

PERSONS = Table(
    name="persons",
    columns=(PERSON,),
    key=("person",),
    attributes=ColumnKind.LABEL,
    source_keys=("clusters", "dates"),
)
