"""Enrolment: a row says that a person was present at a stage, or is still on the way there."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from tsi_eval.language import Text
from tsi_eval.study.tables.column import Blank, Column, ColumnKind, Presence
from tsi_eval.study.tables.shared import PERSON
from tsi_eval.study.tables.table import Fault, Table

if TYPE_CHECKING:
    import pandas as pd


class State(StrEnum):
    """How far a person has come with a stage. Who was never there has no row.

    Attributes:
        PRESENT: The person was there.
        ONGOING: The person is still on the way there, and may yet come: not yet is not left.
    """

    PRESENT = "present"
    ONGOING = "ongoing"


def unknown_states(rows: pd.DataFrame) -> Iterator[Fault]:
    """Find rows of a researcher's frame whose state is none that we know (E128)."""
    states = [*State]
    wrong = rows["state"].notna() & ~rows["state"].isin(states)
    yield Fault(code="E128", column="state", rows=wrong, more={"known": ", ".join(states)})


STAGE = Column(
    name="stage",
    kind=ColumnKind.LABEL,
    wide="stages",
    blank=Blank.NO_ROW,
    hint=Text(
        sv="x eller ett datum för den som var med, pågår för den som är på väg, annars tomt.",
        en="x or a date for those who were there, ongoing for those on their way, otherwise empty.",
    ),
)
# Long files may also say who was absent.
PRESENT = Column(name="present", kind=ColumnKind.LABEL, file=Presence.MAY, study=False)
STATE = Column(name="state", kind=ColumnKind.STATE, file=Presence.NEVER)
ENROLMENT = Table(
    name="enrolment",
    columns=(PERSON, STAGE, PRESENT, STATE),
    key=("person", "stage"),
    source_keys=("stages", "words"),
    faults=unknown_states,
)
