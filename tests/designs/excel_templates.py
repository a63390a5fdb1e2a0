"""What the Excel templates of a new pilot hold as numbers, and what a study reads as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
from pandas.api.types import is_numeric_dtype

from tsi_eval.pilot.new.texts import template_name
from tsi_eval.pilot.source import Source
from tsi_eval.study import Study

NUMBER, TEXT = "General", "@"


def formats(folder: Path, source: Source) -> dict[str, str]:
    """Return the columns of a source's template, and how Excel shows what is filled in."""
    page = openpyxl.load_workbook(folder / template_name(source)).active
    assert page is not None
    return {str(cell.value): page.column_dimensions[cell.column_letter].number_format for cell in page[1]}


def expected(source: Source, study: Study) -> dict[str, str]:
    """Return the same as the tables want it.

    Numbers are the columns that are numbers in a study.
    """
    numbers = {*_numbers(source, study)}
    return {column: NUMBER if column in numbers else TEXT for column in source.their_columns()}


def _numbers(source: Source, study: Study) -> Iterator[str]:
    table = study.table(source.table)
    yield from (theirs for ours, theirs in source.columns.items() if ours in table and is_numeric_dtype(table[ours]))
    yield from source.item_columns().values()
    for entry in (*source.outcomes.values(), *source.series.values()):
        yield from _named_in(entry)


def _named_in(entry: object) -> Iterator[str]:
    """Yield the columns that a declaration names: one, several, or some for each occasion."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, Mapping):
        for item in entry.values():
            yield from _named_in(item)
    elif isinstance(entry, tuple | list):
        for item in entry:
            yield from _named_in(item)
