"""Words that a file itself gives for its values, as SPSS does: 1 is "Ja", 2 is "Nej".

Both are in the file, and each column of a table needs one of them:

1. Where a number is read (items of a questionnaire, measures, counts), the field stays the code.
2. Where a word is read, the field becomes its word; a value without a word stays as it is.
3. Where `values` is declared for the column and names codes and none of the words, it stays the
   code: what the project lead wrote decides.

A code may also mean that there is no answer, such as 99 for "Vet ej". The file should declare it as
missing; where only its word says so, a mean would count it as 99 points. `hidden_missing` finds it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from tsi_eval.pilot.source import Source
from tsi_eval.study.spelling import folded
from tsi_eval.study.tables.column import NUMBERS

_NO_ANSWER = re.compile(
    r"\b(?:ej|inget|inga|inte|no|not|utan) (?:svar|besvarad|angiv|uppgett|uppgiv|aktuell|tillämp|relevant|answer|applicable"
    r"|available|stated)|\bvet (?:ej|inte)|\bobesvara|\b(?:vill|kan|önskar) (?:ej|inte) (?:svara|ange|uppge|bedöma|säga)"
    r"|\b(?:uppgift|svar|värde|data)\w* saknas|^saknas?\b|\bmissing|\bbortfall|\bokän[dt]|\bunknown|\bogiltig|\binvalid"
    r"|\b(?:don.?t|do not) know|\brefuse[ds]?\b|\bskipped|\bhoppa\w* över|\btveksam|^(?:n/a|na|blank|tomt?)$"
)
# A code that means something else than a number stands this many times as far away as any other.
TIMES_AS_FAR = 2


def in_words(frame: pd.DataFrame, labels: Mapping[str, Mapping[str, str]], source: Source) -> pd.DataFrame:
    """Return a file's rows with words instead of codes in the columns that are read as words."""
    worded = {
        name: frame[name].replace(dict(labels[name]))
        for name in (*columns_of_words(source), *source.stages.values())
        if name in frame.columns and labels.get(name) and not _codes_are_declared(name, labels[name], source)
    }
    return frame.assign(**worded) if worded else frame


def hidden_missing(
    frame: pd.DataFrame, labels: Mapping[str, Mapping[str, str]], source: Source
) -> dict[str, pd.Series[bool]]:
    """Return the rows of columns of numbers whose code may mean that there is none.

    A code does if its word says so, such as "Vet ej". It does as well if it has a word and stands
    alone, far from all numbers without one: whatever the word is, it can't be a step of the scale.
    What the source declares as `missing` is understood, and no such row.

    Example: of 3, 8, 17 and 99, only 99 has a word, which is "hoppade av". It is found, since 82
    to the next number is far more than the 9 between the others.
    """
    read_as_words = {*columns_of_words(source), *source.stages.values(), source.person, *source.clusters.values()}
    found = {}
    for name in source.their_columns():
        if name in frame.columns and labels.get(name) and name not in read_as_words:
            codes = _without_answer(frame[name], labels[name]).difference(source.format.missing)
            wrong = frame[name].isin(codes)
            if wrong.any():
                found[name] = wrong
    return found


def _without_answer(fields: pd.Series[str], words: Mapping[str, str]) -> set[str]:
    """Return the codes of a column of numbers that may mean that there is no answer."""
    said = {code for code, word in words.items() if _NO_ANSWER.search(folded(word))}
    present = pd.Series(sorted({*fields.dropna().unique(), *words}), dtype="str")
    numbers = pd.to_numeric(present.str.replace(",", "."), errors="coerce")
    codes = pd.Series(numbers.to_numpy(), present).dropna().sort_values()
    gaps = pd.Series(codes.diff().to_numpy()).dropna().sort_values(ascending=False)
    if len(gaps) > 1 and gaps.iloc[0] >= TIMES_AS_FAR * gaps.iloc[1]:
        place = int(gaps.index[0])
        far = min(codes.index[place:], codes.index[:place], key=len)
        said |= {*far} if {*far} <= words.keys() and len(far) < len(codes) / 2 else set()
    return said


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
