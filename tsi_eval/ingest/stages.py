"""Who was present at which stage.

Wide files have a column a stage, long ones a row a stage.
"""

from __future__ import annotations

import pandas as pd

from tsi_eval.ingest.columns import labels
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.study.tables import ENROLMENT
from tsi_eval.study.tables.enrolment import PRESENT, STAGE

ABSENT = "no"
# What people write under a stage that somebody was not present at.
NOT_PRESENT = frozenset({"nej", "no", "n", "0", "false", "falskt", "-"})


def stages(file: SourceFile) -> pd.DataFrame:
    """Return one row a person and stage at which the person was present."""
    source = file.source
    rows = file.places().assign(person=file.text(source.person))
    if source.stages:
        present = {stage: _is_present(file.text(theirs)) for stage, theirs in source.stages.items()}
        return pd.concat([rows[at].assign(stage=stage) for stage, at in present.items()], ignore_index=True)
    rows = rows.assign(stage=labels(file, STAGE))
    if PRESENT.name in source.columns:
        answers = labels(file, PRESENT)
        # Blank is neither yes nor no.
        theirs = source.columns[PRESENT.name]
        file.refuse("E284", theirs, file.text(theirs).isna() & answers.isna())
        rows = rows[answers.notna() & (answers != ABSENT)]
    return rows.dropna(subset=ENROLMENT.rowless())


def _is_present(text: pd.Series[str]) -> pd.Series[bool]:
    return text.notna() & ~text.str.casefold().isin(NOT_PRESENT)
