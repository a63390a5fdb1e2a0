"""Figures for a researcher's own screen: `study.explore()`.

They draw single persons' values, and counts before disclosure control. So each says that it may
not be handed over, and none can be made while a report's notebook runs. Each figure answers one
question that a researcher asks of data before she trusts an answer:

    .distributions()    how were values spread before and after?
    .missingness()      who was measured when?
    .baseline()         did those who left begin where the others began?
    .courses()          how did each person move, and who was measured once only?
    .groups()           how were values spread in each group?
    .stages()           who was at which stage?
    .series()           how did each school's counts run?
    .fitted()           does a design's model follow the counts?
    .absence()          how did each school's absence run?
    .contacts()         how many contacts were there, and where?
    .costs()            what was paid for, by whom?

A study that lacks a table has no figure of it: the call says which table is missing. Figures of
persons are drawn in `of_persons.py`, and those of tallies in `of_tallies.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsi_eval.errors import Problem, UsageError
from tsi_eval.report.reading import in_a_report
from tsi_eval.research.board import Explored
from tsi_eval.research.of_persons import OfPersons
from tsi_eval.research.of_tallies import OfTallies
from tsi_eval.speaking import known
from tsi_eval.study import Study
from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, COUNTS, ENROLMENT, MEASURES

# What is drawn of each table where nothing else is asked for.
_OF_TABLES = {
    MEASURES.name: ("distributions", "missingness", "baseline", "courses"),
    ENROLMENT.name: ("stages",),
    COUNTS.name: ("series",),
    ABSENCE.name: ("absence",),
    CONTACTS.name: ("contacts",),
    COSTS.name: ("costs",),
}


@dataclass(frozen=True, slots=True)
class Exploration(OfPersons, OfTallies):
    """What a study can be looked at by; JupyterLab shows every figure that the study has."""

    def figures(self) -> Mapping[str, Explored]:
        """Return every figure that the study has, by its name here."""
        tables = self.study.tables()
        return {name: getattr(self, name)() for table, names in _OF_TABLES.items() if table in tables for name in names}

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  only notebooks display

        for figure in self.figures().values():
            display(figure)  # type: ignore[no-untyped-call]


def explored(study: Study, language: str | None) -> Exploration:
    """Return what a study can be looked at by.

    Raises:
        UsageError: A report's notebook is running (E475), or there is no such language (E191).
    """
    if in_a_report():
        raise UsageError(Problem(code="E475"))
    return Exploration(study, known(language))
