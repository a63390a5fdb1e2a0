"""Enrolment: a row says that a person was present at a stage."""

from __future__ import annotations

from tsi_eval.language import Text
from tsi_eval.study.tables.shared import PERSON
from tsi_eval.study.tables.table import Blank, Column, ColumnKind, Presence, Table

STAGE = Column(
    name="stage",
    kind=ColumnKind.LABEL,
    wide="stages",
    blank=Blank.NO_ROW,
    hint=Text(sv="x för den som var med, annars tomt.", en="x for those who were there, otherwise empty."),
)
# Long files may also say who was absent.
PRESENT = Column(name="present", kind=ColumnKind.LABEL, file=Presence.MAY, study=False)
ENROLMENT = Table(
    name="enrolment",
    columns=(PERSON, STAGE, PRESENT),
    key=("person", "stage"),
    source_keys=("stages",),
)
