"""Words that a file itself gives for its values, as SPSS does: 1 is "Ja", 2 is "Nej".

Both are in the file, and each column of a table needs one of them:

1. Where a number is read (items of a questionnaire, measures, counts), the field stays the code.
2. Where a word is read, the field becomes its word; a value without a word stays as it is.
3. Where `values` is declared for the column and names codes and none of the words, it stays the
   code: what the project lead wrote decides.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.table import NUMBERS


def in_words(frame: pd.DataFrame, labels: Mapping[str, Mapping[str, str]], source: Source) -> pd.DataFrame:
    """Return a file's rows with words instead of codes in the columns that are read as words."""
    worded = {
        name: frame[name].replace(dict(labels[name]))
        for name in (*columns_of_words(source), *source.stages.values())
        if name in frame.columns and labels.get(name) and not _codes_are_declared(name, labels[name], source)
    }
    return frame.assign(**worded) if worded else frame


def columns_of_words(source: Source) -> frozenset[str]:
    """Return the files' columns that say what a row is about, in words."""
    names = {source.instrument.respondent} if source.instrument else set()
    for ours, theirs in source.columns.items():
        column = source.record.column(ours)
        kind = column.kind if column else source.record.attributes
        if kind not in NUMBERS:
            names.add(theirs)
    return frozenset(names - {""})


def _codes_are_declared(name: str, labels: Mapping[str, str], source: Source) -> bool:
    """Tell whether `values` speaks of a column's codes, and not of its words."""
    for ours, theirs in source.columns.items():
        if theirs == name and (declared := source.values.get(ours)):
            return bool(labels.keys() & declared.keys()) and not set(labels.values()) & declared.keys()
    return False
