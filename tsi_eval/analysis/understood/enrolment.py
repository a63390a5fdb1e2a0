"""Enrolment in words: how many were at each stage, and who has a later stage without an earlier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pandas as pd

from tsi_eval.analysis.understood.words import Names, Params, listed, whole
from tsi_eval.language import Message, Text
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import ENROLMENT, PERSONS

# A table that knows who has not come further yet says so in this column.
STATE, ONGOING = "state", "ongoing"
NOBODY: frozenset[str] = frozenset()


def enrolment_in_words(pilot: Pilot, tables: Mapping[str, pd.DataFrame], names: Names) -> Iterator[Message]:
    """Yield how many persons were at each stage, and what a project lead may wonder about."""
    table = tables[ENROLMENT.name]
    present = _by_stage(table[table[STATE] != ONGOING] if STATE in table else table)
    ongoing = _by_stage(table[table[STATE] == ONGOING] if STATE in table else table.iloc[:0])
    stages = dict.fromkeys([*_declared(pilot), *sorted(present | ongoing)])
    items = (_stage(names.of(stage), present.get(stage, NOBODY), ongoing.get(stage, NOBODY)) for stage in stages)
    yield Message("understood.stages", {"items": listed(items)})
    for earlier, later in dict.fromkeys(_steps(pilot)):
        skipped = len(present.get(later, NOBODY) - present.get(earlier, NOBODY))
        if skipped:
            params: Params = {"n": skipped, "earlier": names.of(earlier), "later": names.of(later)}
            yield Message("understood.stage_skipped", params)
    if PERSONS.name in tables:
        rest = len(set(tables[PERSONS.name]["person"].dropna()) - set(table["person"].dropna()))
        if rest:
            yield Message("understood.no_stage", {"n": rest})


def _by_stage(rows: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Return the persons of each stage."""
    return {str(stage): frozenset(persons.dropna()) for stage, persons in rows.groupby("stage")["person"]}


def _declared(pilot: Pilot) -> Iterator[str]:
    """Yield the stages in the order in which questions, and then sources, name them."""
    for question in pilot.questions:
        yield from question.design.needs.stages
    for source in pilot.sources:
        yield from (*source.stages, *source.values.get("stage", {}).values())


def _steps(pilot: Pilot) -> Iterator[tuple[str, str]]:
    """Yield each two stages that stand beside each other in a question's order."""
    for question in pilot.questions:
        if question.design.name == "participation":
            yield from pairwise(question.design.needs.stages)


def _stage(name: Text, present: frozenset[str], ongoing: frozenset[str]) -> Message:
    """Return how many were at a stage; one whose stage is under way is not there yet."""
    params: Params = {"name": name, "n": whole(len(present))}
    if ongoing:
        return Message("understood.item_ongoing", {**params, "ongoing": whole(len(ongoing))})
    return Message("understood.item", params)
