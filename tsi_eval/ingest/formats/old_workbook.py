"""Binary Excel workbooks: xls (Excel 97-2003) and xlsb, by python-calamine.

It gives the values. What it leaves out (errors, percentages, currencies, hidden rows) comes from
the file's own records. They are read before it, since it makes room for every cell up to the last:
a stray value far away would cost gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tsi_eval.ingest.formats.cells import column_letters, duration_text, moment_text, number_text, percent_text
from tsi_eval.ingest.formats.facts import Facts
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.ingest.formats.sheet import LARGEST_COLUMNS, Gathered, Sheet, grids
from tsi_eval.ingest.formats.styles import amount_text
from tsi_eval.ingest.formats.xls_records import xls_facts
from tsi_eval.ingest.formats.xlsb_records import xlsb_facts
from tsi_eval.pilot.source import FileFormat

# Cells that python-calamine may make room for, and how many for each that holds something.
_ROOM, _ROOM_A_CELL = 4_000_000, 20
_FIRST_DAY = date(1900, 1, 1)


def xls(path: Path, form: FileFormat) -> Iterator[Grid]:
    """Yield what each sheet of an Excel 97-2003 workbook gives that may be meant.

    Raises:
        UnreadableError: It is no whole workbook (E108), has a password (E109), a stray value far
            away (E333), or no sheet to read (E104, E115, E326).
    """
    yield from grids(tuple(_sheets(path, form, xls_facts(path))), form)


def xlsb(path: Path, form: FileFormat) -> Iterator[Grid]:
    """Yield what each sheet of a binary workbook gives that may be meant; raises as `xls` does."""
    yield from grids(tuple(_sheets(path, form, xlsb_facts(path))), form)


def _sheets(path: Path, form: FileFormat, facts: list[Facts]) -> Iterator[Sheet]:
    import python_calamine  # noqa: PLC0415  only these files pay for it

    decimal = "," if form.decimal_sign == "auto" else form.decimal_sign
    for known in facts:
        _check_room(known)
    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            # Sheets that are not told alike by both raise a ValueError.
            for place, (item, known) in enumerate(zip(book.sheets_metadata, facts, strict=True)):
                if item.typ is python_calamine.SheetTypeEnum.WorkSheet:
                    visible = item.visible is python_calamine.SheetVisibleEnum.Visible
                    values = book.get_sheet_by_index(place).to_python(skip_empty_area=False)
                    yield _sheet(item.name, values, known, decimal, visible=visible)
    except python_calamine.PasswordError:
        raise UnreadableError("E109") from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise UnreadableError("E108") from None
    except BaseException as error:
        # What Rust calls a panic is no exception of Python's: the file is damaged.
        if type(error).__name__ == "PanicException":
            raise UnreadableError("E108") from None
        raise


def _check_room(facts: Facts) -> None:
    """Refuse a sheet with a stray value far from all others (E333)."""
    room = (facts.last_row + 1) * (facts.last_place + 1)
    if room > _ROOM and room > _ROOM_A_CELL * facts.cells:
        raise UnreadableError("E333", cell=f"{column_letters(facts.last_place)}{facts.last_row + 1}")


def _sheet(name: str, values: list[list[Any]], facts: Facts, decimal: str, *, visible: bool) -> Sheet:
    gathered = Gathered()
    gathered.merges.extend(facts.merges)
    _note_formulas(gathered, facts)
    same = dict[str, str]().setdefault
    for row, cells in enumerate(values):
        texts = [_cell_text(value, (row, place), facts, decimal) for place, value in enumerate(cells)]
        far = [place for place, text in enumerate(texts) if place >= LARGEST_COLUMNS and text.strip()]
        if far:
            gathered.add_far_cell(row + 1, far[0])
        gathered.add_row(row + 1, list(map(same, texts[:LARGEST_COLUMNS], texts[:LARGEST_COLUMNS])))
        _note_hidden(gathered, facts, row, texts)
    return gathered.sheet(name, visible=visible, outside=[("comment", text) for text in facts.comments])


def _note_formulas(gathered: Gathered, facts: Facts) -> None:
    if facts.formulas:
        gathered.found["formulas_unsure"] = ""
    if facts.formulas == len(facts.empty_formulas):
        # A program that can't calculate wrote them: none has an answer.
        for row, place in facts.empty_formulas:
            gathered.add_formula_without_value(row + 1, place, linked=False)


def _cell_text(value: Any, at: tuple[int, int], facts: Facts, decimal: str) -> str:
    """Return what a cell shows: an error, a share as per cent, another currency, or its value."""
    if at in facts.errors:
        return facts.errors[at]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if at in facts.percents:
            return percent_text(repr(value), decimal)
        if at in facts.currencies:
            return amount_text(repr(value), facts.currencies[at], decimal)
    return _text(value, decimal)


def _note_hidden(gathered: Gathered, facts: Facts, row: int, texts: list[str]) -> None:
    """Remember whether what nobody sees holds anything."""
    if row in facts.hidden_rows and any(map(str.strip, texts)):
        gathered.found["hidden_rows"] = ""
    if any(any(map(str.strip, texts[first : last + 1])) for first, last in facts.hidden_columns):
        gathered.found["hidden_columns"] = ""


def _text(value: Any, decimal: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number_text(repr(value), decimal)
    if isinstance(value, timedelta):
        return duration_text(round(value.total_seconds()))
    if isinstance(value, time):
        return duration_text(
            round(
                timedelta(
                    hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond
                ).total_seconds()
            )
        )
    return _day_text(value)


def _day_text(value: date | datetime) -> str:
    moment = value if isinstance(value, datetime) else datetime.combine(value, time.min)
    # A day before the first is how an empty cell looks that a formula has fetched as a date.
    return "1900-01-00" if moment.date() < _FIRST_DAY else moment_text(moment)
