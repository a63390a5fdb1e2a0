"""Columns that a source declares and a file does not have, and what the file has instead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pandas as pd

from tsi_eval.errors import Param, Problem, did_you_mean
from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.read import ROW
from tsi_eval.ingest.shown_names import Names, in_words, names_to_say, variables_of
from tsi_eval.language import Message
from tsi_eval.pilot.source import Source

# Of a file with less than this share of its columns nobody knows where the header is. What looks
# like the names of columns may be what is known of a person.
FOUND_AT_LEAST = 1 / 3
MOST_NAMED = 40


def has_columns(frame: pd.DataFrame, readers: Sequence[Source], file: str, problems: list[Problem]) -> bool:
    """Tell whether a file has every declared column; those it lacks are problems (E126).

    Each names the columns that the file has, so that the right one can be copied from there.

    Args:
        frame: The file's rows.
        readers: The source that must have its columns, and after it the others that read the file.
        file: Its name.
        problems: Where problems are added.
    """
    declared = readers[0].their_columns()
    absent = [column for column in declared if column not in frame.columns]
    if not absent:
        return True
    if 1 - len(absent) / len(declared) < FOUND_AT_LEAST:
        params: dict[str, Param] = {"file": file, "column": ", ".join(absent), "found": Message("error.no_header")}
        problems.append(Problem(code="E126", params=params))
        return False
    known = _known(frame, readers, file)
    # A column that the source names as well is what it says, and no other one's.
    unclaimed = [name for name in known.said if name not in declared]
    for column in absent:
        suggestion = did_you_mean(column, unclaimed)
        params = {"file": file, "column": column, "suggestion": suggestion, "found": _named(known)}
        problems.append(Problem(code="E126", params=params))
    return False


def _known(frame: pd.DataFrame, readers: Sequence[Source], file: str) -> Names:
    """Return the columns of a file that may be said, and where the others stand."""
    names = [name for name in map(str, frame.columns) if name not in {ROW, TITLES}]
    named = {place: name for place, name in enumerate(names, start=1) if "\0" not in name}
    words = chain.from_iterable(reader.words_declared() for reader in readers)
    declared = (*words, *variables_of(file, named.values(), len(frame)))
    return names_to_say(named.values(), declared, named)


def _named(names: Names) -> Message:
    """Return the columns of a file, the first of very many."""
    more = ("…",) if len(names.said) > MOST_NAMED else ()
    first = Names(said=(*names.said[:MOST_NAMED], *more), hidden=names.hidden, places=names.places)
    return Message("error.columns", {"names": in_words(first)})
