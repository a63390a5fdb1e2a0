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
            words = {str(word) for word in frame[column].dropna().unique()} - known
            lost = [word for word in words if _LOST.search(word) and not _ADDRESS.search(word)]
            wrong = frame[column].isin(lost).to_numpy().nonzero()[0]
            if len(wrong):
                return tuple(int(place) for place in wrong[:KEPT_ROWS])
    return ()
