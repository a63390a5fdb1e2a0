"""One thing that stands twice in a table: a label in two spellings, or a row in two copies.

Where the rows of a table have a key, a doubled key is a fault of the key (`checks.py`). What is
looked for here has no key to be found by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from tsi_eval.language import Message
from tsi_eval.study.spelling import folded, rarer_spellings
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.table import BOOKKEEPING, Fault, Table


def label_faults(table: Table, rows: pd.DataFrame, apart: Iterable[str] = ()) -> Iterator[Fault]:
    """Yield rows whose label another row has in another spelling (E355).

    Of two spellings, the rows with the rarer one are named.

    Example: of "korridor", "Korridor" and "korridor", the second is named. A design would have
    counted two meeting places.

    Args:
        table: The record.
        rows: The rows.
        apart: Columns that hold no labels, such as identifiers of what persons belong to.
    """
    labels = {column.name for column in table.of_kind(ColumnKind.LABEL, ColumnKind.OCCASION) if not column.own_words}
    named = {*BOOKKEEPING, *apart, *(column.name for column in table.columns)}
    if table.attributes is ColumnKind.LABEL:
        labels |= {str(column) for column in rows.columns} - named
    for column in sorted(labels & {*rows.columns}):
        more = {"advice": Message("error.advice.labels")}
        yield Fault(code="E355", column=column, rows=rarer_spellings(rows[column]), more=more)


def doubled_rows(table: Table, rows: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows of a table without a key repeat another of the same file in every column.

    Two posts of a budget are the same whatever capitals their names have.
    """
    return _comparable(table, rows).assign(file=rows["file"]).duplicated(keep=False) & (not table.key)


def shared_rows(table: Table, rows: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Return how much two files of a table without a key have in common, by their names.

    It is the share of the shorter file's rows that stand in the other as well.
    """
    if table.key:
        return {}
    marks = pd.util.hash_pandas_object(_comparable(table, rows), index=False)
    of_file = {str(file): {*marks[rows["file"] == file]} for file in rows["file"].unique()}
    names = [*of_file]
    pairs = ((one, other) for place, one in enumerate(names) for other in names[place + 1 :])
    return {(a, b): len(of_file[a] & of_file[b]) / min(len(of_file[a]), len(of_file[b])) for a, b in pairs}


def _comparable(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the study's columns of some rows, with names in one spelling."""
    own = [column.name for column in table.columns if column.own_words and column.name in rows]
    spelled = {name: rows[name].map(folded, na_action="ignore") for name in own}
    return rows[[name for name in table.study_columns if name in rows]].assign(**spelled)
