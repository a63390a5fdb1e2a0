"""Rows under a header as a `Sheet`, for the tests of what is asked of one."""

from __future__ import annotations

from tsi_eval.ingest.header import find_header
from tsi_eval.ingest.sheet import Sheet, sheet_of
from tsi_eval.pilot.source import Source

PERSONS = Source(id="p", table="persons", files=("t.csv",), person="id", columns={"age": "ålder"})


def sheet(source: Source, *lines: str) -> Sheet:
    """Return lines such as "id;ålder" and "F1;7", the header first, as a sheet."""
    rows = tuple((number, tuple(line.split(";"))) for number, line in enumerate(lines, start=1))
    header = find_header(rows, source)
    return sheet_of(rows[header.rows_before :], header, source)


def persons(*lines: str) -> Sheet:
    """Return persons under "id;ålder;not"; the last column is declared by nobody."""
    return sheet(PERSONS, "id;ålder;not", *lines)
