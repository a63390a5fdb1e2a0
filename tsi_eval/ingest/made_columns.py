"""Columns of text that no file has, and how they are called where something is wrong with them.

A section title is a column of the rows below it, and what a pilot says of all rows is one too.
"""

from __future__ import annotations

from tsi_eval.language import Message

# The section title that a row stands under.
TITLES = "#title"
_MADE = "#made "


def made(ours: str) -> str:
    """Return the name of a column whose fields the declaration gives."""
    return _MADE + ours


def shown(column: str) -> str | Message:
    """Return what a message calls a column: its name in the file, or what it was made of."""
    if column == TITLES:
        return Message("made_column.titles")
    return Message("made_column.declared") if column.startswith(_MADE) else column
