"""Who was present at which stage, and who is still on the way there.

Wide files have a column a stage, long ones a row a stage.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from tsi_eval.ingest.columns import labels
from tsi_eval.ingest.found import Found
from tsi_eval.ingest.presence import DATED, presence
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.ingest.who_is_who import in_one_spelling
from tsi_eval.pilot.stage_words import NO, ONGOING, YES
from tsi_eval.study.tables import ENROLMENT
from tsi_eval.study.tables.enrolment import PRESENT, STAGE, State
from tsi_eval.written_periods import parse_period

# Absent rows say nothing, and are none.
STATES = {YES: State.PRESENT.value, ONGOING: State.ONGOING.value}


def stages(file: SourceFile) -> pd.DataFrame:
    """Return one row a person and stage at which the person was present, or is on the way to.

    A file that says no and something else of one person and one stage is a problem (E400).
    """
    source = file.source
    rows = file.places().assign(person=file.text(source.person))
    if source.stages:
        said = {stage: presence(file, theirs, file.text(theirs)) for stage, theirs in source.stages.items()}
        file.out_of_order.append(_out_of_order(said))
        file.backwards.append(_backwards([file.text(theirs) for theirs in source.stages.values()]))
        for stage, words in said.items():
            _refuse_both(file, source.stages[stage], rows.assign(stage=stage, said=words))
        parts = [rows.assign(stage=stage, state=words.map(STATES)) for stage, words in said.items()]
        return pd.concat([part[part["state"].notna()] for part in parts], ignore_index=True)
    rows = rows.assign(stage=labels(file, STAGE), state=State.PRESENT.value)
    if PRESENT.name in source.columns:
        answers = labels(file, PRESENT)
        # Blank is neither yes nor no.
        theirs = source.columns[PRESENT.name]
        file.refuse("E284", theirs, file.text(theirs).isna() & answers.isna())
        words = presence(file, theirs, answers)
        _refuse_both(file, theirs, rows.assign(said=words))
        rows = rows.assign(state=words.map(STATES))
        rows = rows[rows["state"].notna()]
    return rows.dropna(subset=ENROLMENT.rowless())


def _out_of_order(said: dict[str, pd.Series[str]]) -> int:
    """Return how many rows say yes or ongoing to a stage after one that they don't say yes to.

    Such rows are no fault: sessions that somebody missed are stages too. A question about stages
    that contain each other counts a person only as far as the first stage that is lacking.
    """
    there = pd.DataFrame({stage: words == YES for stage, words in said.items()})
    on_the_way = pd.DataFrame({stage: words == ONGOING for stage, words in said.items()})
    before = there.cummin(axis=1).shift(axis=1, fill_value=True)
    return int(((there | on_the_way) & ~before).any(axis=1).sum())


def _backwards(columns: list[pd.Series[str]]) -> int:
    """Return how many rows have a date under a stage that lies before one under an earlier stage.

    Such rows are no fault: the day may be the one when something was written down, and stages of a
    source need have no order. Where a later one began before an earlier was over, such as a day in
    a month, nothing is known.
    """
    first: pd.Series[Any] = pd.Series(pd.NaT, columns[0].index, dtype="datetime64[s]")
    found = pd.Series(data=False, index=columns[0].index)
    for fields in columns:
        periods = {word: parse_period(word) for word in fields.dropna().unique()}
        dated = {word: period for word, period in periods.items() if period is not None and period.kind in DATED}
        begins, ends = (
            pd.to_datetime(fields.map({word: getattr(period, side) for word, period in dated.items()}))
            for side in ("start", "end")
        )
        found |= ends <= first
        first = first.where(begins.isna() | (begins <= first), begins)
    return int(found.sum())


def _refuse_both(file: SourceFile, theirs: str, rows: pd.DataFrame) -> None:
    """Refuse rows of which one says no and another yes, or ongoing, of one person and one stage.

    Nobody can tell which of the two holds. A blank says nothing, and contradicts nothing. What
    another file says is no contradiction: it is of another day.

    Args:
        file: The file.
        theirs: Its column of answers.
        rows: Its rows, with `person`, `stage`, and the answer as `said`.
    """
    told = in_one_spelling(rows[rows["said"].notna() & rows["person"].notna()], file.pilot)
    is_no = told["said"] == NO
    key = [told["person"], told["stage"]]
    both = is_no.groupby(key).transform("any") & (~is_no).groupby(key).transform("any")
    file.refuse("E400", theirs, both.reindex(rows.index, fill_value=False))


def without_overtaken(rows: pd.DataFrame, found: Found) -> pd.DataFrame:
    """Return the rows of a source without those of a state that another file says has passed.

    Each term's file tells how far everybody has come. Where one file says that a person is on the
    way to a stage and another that the person was there, the person was there: nobody comes back
    from a stage to the way there, whichever file was read first. Where two files say that the
    person is on the way, the first row is kept. Two rows of one file are not told apart here.
    """
    key = [rows["person"], rows["stage"]]
    ongoing = rows["state"] == State.ONGOING.value
    came = ~ongoing
    overtaken = ongoing & came.groupby(key).transform("any") & ~came.groupby([*key, rows["file"]]).transform("any")
    once = ~rows.duplicated(["person", "stage", "file"], keep=False)
    again = ongoing & once & ~came.groupby(key).transform("any")
    again &= rows["file"] != rows["file"].groupby(key).transform("first")
    gone = overtaken | again
    if gone.any():
        found.add({"overtaken": ""})
    return rows[~gone]
