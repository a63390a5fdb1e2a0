"""Measures: a value of an outcome at an occasion.

They come from long files, from wide ones, or from the items of a questionnaire.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tsi_eval.study.tables.column import Blank, Column, ColumnKind, Presence
from tsi_eval.study.tables.shared import DATE, OCCASION, PERSON
from tsi_eval.study.tables.table import Declared, Table


def unplaced(source: Declared) -> Iterator[str]:
    """Yield the keys that a source lacks to say what was measured, or when.

    Wide files name their occasions in `outcomes`; long files and questionnaires need a column that
    says when.
    """
    is_long = any(not isinstance(entry, Mapping) for entry in source.outcomes.values())
    is_questionnaire = source.instrument is not None
    if not source.outcomes and not source.days and not is_questionnaire:
        yield "outcomes"
    elif (is_long or is_questionnaire) and not {"date", "occasion"} & {*source.given()}:
        yield "columns.date"


MEASURES = Table(
    name="measures",
    columns=(
        PERSON,
        OCCASION,
        # `unplaced` says when there must be a date.
        replace(DATE, file=Presence.MAY, unless=()),
        Column(name="outcome", kind=ColumnKind.LABEL, file=Presence.NEVER),
        Column(name="value", kind=ColumnKind.LEVEL, file=Presence.NEVER, blank=Blank.NO_ROW),
    ),
    key=("person", "occasion", "outcome"),
    twice="E363",
    source_keys=("outcomes", "days", "instrument", "asked"),
    unplaced=unplaced,
)
