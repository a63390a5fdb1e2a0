"""Rows that are wrong, named by the files that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tsi_eval.errors import Param, Problem, safe
from tsi_eval.language import Message, has_sentence
from tsi_eval.pilot.source import Source, their_names
from tsi_eval.study.tables.checks import KEPT_ROWS

if TYPE_CHECKING:
    import pandas as pd

    from tsi_eval.study.tables.table import Fault

# With more files, the last ones are named by no rows.
MOST_FILES = 6
OF_SEVERAL_FILES = ("error.advice.twice_", "error.advice.strangers")


def problems_of(faults: Iterable[Fault], table: pd.DataFrame, sources: Sequence[Source] = ()) -> Iterator[Problem]:
    """Yield the problems of rows that were read from files.

    Args:
        faults: What is wrong with which rows.
        table: All rows, with the file that each stands in and its number there.
        sources: Where they come from, so that a column is called as the files call it.
    """
    for fault in faults:
        if fault.rows.any():
            named = places_of(table[fault.rows])
            files = sorted(table["file"].unique())
            params: dict[str, Param] = {"count": _rows_in_files(table[fault.rows]), "of": _rows_in_files(table)}
            params |= _of_files(fault, files)
            params |= {"file": named[0][0]} | ({"column": their_names(sources, fault.column)} if fault.column else {})
            yield Problem(code=fault.code, params=params, rows=named[0][1], elsewhere=named[1:])


def _rows_in_files(rows: pd.DataFrame) -> int:
    """Return how many rows of files these are: a row of a file may hold several measurements."""
    return len(rows[["file", "row"]].drop_duplicates())


def _of_files(fault: Fault, files: Sequence[str]) -> dict[str, Param]:
    """Return what a fault's lines name, with the advice that holds for files where there is one.

    Last term's file may have been left beside this term's. Where a table was read from several
    files, advice on rows too many, or on persons whom nobody knows, names them first.

    Args:
        fault: What is wrong with which rows.
        files: The files that the table was read from.
    """
    advice = fault.more.get("advice")
    if not isinstance(advice, Message):
        return {**fault.more}
    own = Message(f"{advice.key}_in_files") if has_sentence(f"{advice.key}_in_files") else advice
    if len(files) > 1 and advice.key.startswith(OF_SEVERAL_FILES):
        named = ", ".join(str(safe(name)) for name in files[:MOST_FILES])
        own = Message("error.advice.several_files", {"files": named, "advice": own})
    return {**fault.more, "advice": own}


def places_of(rows: pd.DataFrame) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the files of some rows in the order of their names, each with its first rows."""
    files = sorted(rows["file"].unique())[:MOST_FILES]
    numbers = {file: rows.loc[rows["file"] == file, "row"].drop_duplicates().head(KEPT_ROWS) for file in files}
    return tuple((str(file), tuple(int(row) for row in found)) for file, found in numbers.items())
