"""Workbooks whose bytes depend on nothing but their content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl

from tsi_eval.pilot.new.workbooks import CLOCK, settled

DAY = date(2026, 11, 22)
Make = Callable[..., Path]


def test_same_bytes_again(make: Make) -> None:
    first, second = (make(name) for name in ("ett", "tva"))

    for path in first.glob("*.xlsx"):
        assert path.read_bytes() == (second / path.name).read_bytes()
    for path in first.glob("*.toml"):
        assert path.read_bytes() == (second / path.name).read_bytes()


def made_at(moment: datetime) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Ärende", "Poäng"])
    book.properties.created, book.properties.modified = CLOCK, moment
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_clock_of_a_workbook_is_taken_away_and_its_cells_are_not() -> None:
    first, second = (settled(made_at(CLOCK + timedelta(days=day))) for day in (1, 2))

    assert first == second
    page = openpyxl.load_workbook(io.BytesIO(first)).active
    assert ("Ärende", "Poäng") == tuple(cell.value for cell in page[1])


def test_entries_stand_in_order_without_compression() -> None:
    with zipfile.ZipFile(io.BytesIO(settled(made_at(CLOCK)))) as archive:
        entries = archive.infolist()

    assert sorted(entry.filename for entry in entries) == [entry.filename for entry in entries]
    assert {zipfile.ZIP_STORED} == {entry.compress_type for entry in entries}
