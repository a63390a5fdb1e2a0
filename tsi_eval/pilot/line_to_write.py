"""The line of sources.toml that a source lacks, in words for an error."""

from __future__ import annotations

from tsi_eval.errors import Param
from tsi_eval.language import Message
from tsi_eval.study.tables import Table
from tsi_eval.study.tables.in_layouts import example_fixed


def line_to_write(table: Table, key: str) -> Param:
    """Return what to write for a key that a source lacks, such as "columns.kind" or "person".

    For any other key it is "".

    A column that may be the same in all rows has a second line, for files that don't have it.
    """
    if key == "person":
        return Message("error.line_person")
    where, _, name = key.partition(".")
    if where != "columns":
        return ""
    example = example_fixed(table, name)
    if example is None:
        return Message("error.line", {"name": name})
    value = f'"{example}"' if isinstance(example, str) else str(example)
    return Message("error.line_or_fixed", {"name": name, "value": value})
