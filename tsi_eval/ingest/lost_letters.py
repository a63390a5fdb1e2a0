"""Words in which a program wrote a question mark for each letter that it did not know.

Example: "föräldramöte" became "f?r?ldram?te", which would be a meeting place of its own. What stood
there can't be known from the file.
"""

from __future__ import annotations

import re

import pandas as pd

from tsi_eval.ingest.value_labels import columns_of_words
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.checks import KEPT_ROWS

# A question mark between two letters. A capital letter after a small one begins a new sentence.
_LOST = re.compile(r"[^\W\d_]\?[a-zåäö]|[A-ZÅÄÖ]\?[A-ZÅÄÖ]")
_ADDRESS = re.compile(r"://|www\.")


def rows_with_lost_letters(frame: pd.DataFrame, source: Source) -> tuple[int, ...]:
    """Return the places of the first rows with such a word, in one column.

    Only a declared column of words is looked at, since a question may stand in any other. Words
    that the source translates are known, and an address may have a question mark in it.
    """
    known = {word for values in source.values.values() for word in values}
    for column in (*sorted(columns_of_words(source)), *source.stages.values()):
        if column in frame:
            words = set(map(str, frame[column].dropna().unique())) - known
            wrong = frame[column].isin([*filter(_has_lost, words)]).to_numpy().nonzero()[0]
            if len(wrong):
                return tuple(int(place) for place in wrong[:KEPT_ROWS])
    return ()


def _has_lost(word: str) -> bool:
    return _LOST.search(word) is not None and _ADDRESS.search(word) is None
