"""A delivery in words, so that a project lead can compare it with what she knows.

`tsi-eval check` says it, and nothing else does. It is made of the exact numbers, before any door:
small counts stand in it. Each table has a file of its own, which turns the table's rows into
sentences. Example: "Stages: offer 60, start 47, completion 39."

No sentence holds a value that stands in a person's row, unless the pilot declared the word itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from tsi_eval.analysis.understood.absence import absence_in_words
from tsi_eval.analysis.understood.costs import costs_in_words
from tsi_eval.analysis.understood.enrolment import enrolment_in_words
from tsi_eval.analysis.understood.measures import measures_in_words
from tsi_eval.analysis.understood.persons import persons_in_words
from tsi_eval.analysis.understood.tallies import contacts_in_words, counts_in_words
from tsi_eval.analysis.understood.whole import whole_in_words
from tsi_eval.analysis.understood.words import Names, names_of
from tsi_eval.ingest import Intake
from tsi_eval.language import Message
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, COUNTS, ENROLMENT, MEASURES, PERSONS, table_names

__all__ = ["Understood", "study_in_words"]

Speaker = Callable[[Pilot, Mapping[str, pd.DataFrame], Names], Iterator[Message]]
SPEAKERS: Mapping[str, Speaker] = {
    PERSONS.name: persons_in_words,
    ENROLMENT.name: enrolment_in_words,
    MEASURES.name: measures_in_words,
    CONTACTS.name: contacts_in_words,
    COUNTS.name: counts_in_words,
    ABSENCE.name: absence_in_words,
    COSTS.name: costs_in_words,
}

# What the tables say of each other.
WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What one table of a delivery says.

    Attributes:
        table: The table's name; its words are `understood_table.<name>`.
        sentences: What it says, in order.
    """

    table: str
    sentences: tuple[Message, ...]


def study_in_words(intake: Intake) -> tuple[Understood, ...]:
    """Return what each delivered table says, in the order of the tables, and all together."""
    names = names_of(intake.pilot)
    spoken = [(table, SPEAKERS[table]) for table in table_names() if table in intake.tables and table in SPEAKERS]
    said = [
        Understood(table=table, sentences=tuple(speaker(intake.pilot, intake.tables, names)))
        for table, speaker in [*spoken, (WHOLE, whole_in_words)]
    ]
    return tuple(item for item in said if item.sentences or item.table != WHOLE)
