"""Columns that several tables have, said once."""

from __future__ import annotations

from tsi_eval.language import Text
from tsi_eval.study.tables.column import Column, ColumnKind, Presence

PERSON = Column(
    name="person",
    kind=ColumnKind.PERSON,
    hint=Text(
        sv="Ärendets nummer. Aldrig namn eller personnummer.",
        en="The case's number. Never a name or an identity number.",
    ),
)
DATE = Column(
    name="date",
    kind=ColumnKind.DATE,
    unless=("occasion",),
    study=False,
    hint=Text(sv="Datum som 2024-03-01.", en="A date such as 2024-03-01."),
)
# A row's date stands in for it, so that a source names one of the two.
OCCASION = Column(name="occasion", kind=ColumnKind.OCCASION, file=Presence.MAY)
UNIT = Column(
    name="unit",
    kind=ColumnKind.UNIT,
    hint=Text(
        sv="Skolans namn, id eller kod, som i pilot.toml.", en="The school's name, id or code, as in pilot.toml."
    ),
)
MONTH = Column(name="month", kind=ColumnKind.MONTH, file=Presence.NEVER, made_of=("period",))
