"""Enrolment in words: how many were at each stage, and who has a later stage without an earlier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pandas as pd

from tsi_eval.analysis.understood.words import Names, Params, listed, whole
from tsi_eval.language import Message
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import ENROLMENT, PERSONS

# A table that knows who has not come further yet says so in this column.
STATE, ONGOING = "state", "ongoing"


def enrolment_in_words(pilot: Pilot, tables: Mapping[str, pd.DataFrame], names: Names) -> Iterator[Message]:
    """Yield how many persons were at each stage, and what a project lead may wonder about."""
    table = tables[ENROLMENT.name]
    stages = _stages(pilot, table)
    yield Message("understood.stages", {"items": listed(_stage(table, stage, names) for stage in stages)})
    for earlier, later in dict.fromkeys(_steps(pilot)):
        skipped = _persons(table, later) - _persons(table, earlier)
        if skipped:
            params: Params = {"n": len(skipped), "earlier": names.of(earlier), "later": names.of(later)}
            yield Message("understood.stage_skipped", params)
    if PERSONS.name in tables:
        rest = len(set(tables[PERSONS.name]["person"].dropna()) - set(table["person"].dropna()))
        if rest:
            yield Message("understood.no_stage", {"n": rest})


def _stages(pilot: Pilot, table: pd.DataFrame) -> tuple[str, ...]:
    """Return the stages in the order in which questions and sources name them, others last."""
    asked = [stage for question in pilot.questions for stage in question.design.needs.stages]
    declared = [
        stage for source in pilot.sources for stage in (*source.stages, *source.values.get("stage", {}).values())
    ]
    return tuple(dict.fromkeys([*asked, *declared, *sorted(table["stage"].unique())]))


def _steps(pilot: Pilot) -> Iterator[tuple[str, str]]:
    """Yield each two stages that stand beside each other in a question's order."""
    for question in pilot.questions:
        if question.design.name == "participation":
            yield from pairwise(question.design.needs.stages)


def _stage(table: pd.DataFrame, stage: str, names: Names) -> Message:
    params = {"name": names.of(stage), "n": whole(len(_persons(table, stage)))}
    ongoing = int((_at(table, stage)[STATE] == ONGOING).sum()) if STATE in table else 0
    if ongoing:
        return Message("understood.item_ongoing", {**params, "ongoing": whole(ongoing)})
    return Message("understood.item", params)


def _at(table: pd.DataFrame, stage: str) -> pd.DataFrame:
    return table[table["stage"] == stage]


def _persons(table: pd.DataFrame, stage: str) -> set[str]:
    """Return the persons who were at a stage; one whose stage is under way is not there yet."""
    rows = _at(table, stage)
    if STATE in table:
        rows = rows[rows[STATE] != ONGOING]
    return set(rows["person"].dropna())
