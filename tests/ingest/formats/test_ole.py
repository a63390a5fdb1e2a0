"""Streams inside a compound file."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from books import compound

from tsi_eval.ingest.formats.grid import UnreadableError
from tsi_eval.ingest.formats.ole import Compound

FILES = Path(__file__).parent / "files"


def test_stream_is_found_by_its_name_and_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(compound(bytes(range(256)) * 30))

    file = Compound(tmp_path / "a.xls")

    assert "Workbook" in file
    assert "Book" not in file
    assert bytes(range(256)) * 30 == file.stream("Workbook")


def test_file_of_libreoffice_has_a_workbook_that_begins_as_one() -> None:
    assert struct.pack("<HH", 0x809, 16) == Compound(FILES / "kinds.xls").stream("Workbook")[:4]


def test_small_stream_lies_in_small_sectors() -> None:
    assert 0 < len(Compound(FILES / "kinds.xls").stream("\x01CompObj")) < 4096


def test_sectors_that_lead_in_a_circle_are_damage(tmp_path: Path) -> None:
    content = bytearray(compound(bytes(5000)))
    # The last sector of the file is the table; its first entry now names itself.
    content[-512:-508] = struct.pack("<I", 0)
    (tmp_path / "a.xls").write_bytes(bytes(content))

    with pytest.raises(UnreadableError, match="E108"):
        Compound(tmp_path / "a.xls").stream("Workbook")
