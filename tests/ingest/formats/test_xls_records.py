"""What the records of an xls workbook say beside its values."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from binary_books import PERCENT_STYLE, biff, number, record
from books import compound

from tsi_eval.ingest.formats.facts import Facts
from tsi_eval.ingest.formats.grid import Merge, UnreadableError
from tsi_eval.ingest.formats.xls_records import xls_facts

FILES = Path(__file__).parent / "files"


def facts_of(folder: Path, *sheets: bytes, extra: bytes = b"") -> list[Facts]:
    (folder / "t.xls").write_bytes(compound(biff(*sheets, extra=extra)))
    return xls_facts(folder / "t.xls")


def test_errors_and_percentages_are_told(tmp_path: Path) -> None:
    wrong = record(0x205, struct.pack("<HHHBB", 1, 2, 0, 0x2A, 1))
    truth = record(0x205, struct.pack("<HHHBB", 1, 3, 0, 1, 0))
    formula = record(0x06, struct.pack("<HHHBBB3xH", 2, 0, 0, 2, 0, 0x07, 0xFFFF) + bytes(6))

    (facts,) = facts_of(tmp_path, number(0, 1, 0.45, PERCENT_STYLE) + wrong + truth + formula)

    assert {(1, 2): "#N/A", (2, 0): "#DIV/0!"} == facts.errors
    assert {(0, 1)} == facts.percents
    assert (4, 2, 3, 1) == (facts.cells, facts.last_row, facts.last_place, facts.formulas)


def test_numbers_in_a_row_of_one_record_are_each_a_cell(tmp_path: Path) -> None:
    several = record(0xBD, struct.pack("<HHHIHIH", 4, 1, 0, 0, PERCENT_STYLE, 0, 2))

    (facts,) = facts_of(tmp_path, several)

    assert (2, 4, 2, {(4, 2)}) == (facts.cells, facts.last_row, facts.last_place, facts.percents)


def test_blank_cells_far_away_are_no_cells(tmp_path: Path) -> None:
    (facts,) = facts_of(tmp_path, number(0, 0, 1) + record(0x201, struct.pack("<HHH", 65535, 255, 0)))

    assert (1, 0, 0) == (facts.cells, facts.last_row, facts.last_place)


def test_merges_hidden_rows_and_hidden_columns_are_told(tmp_path: Path) -> None:
    merges = record(0xE5, struct.pack("<HHHHHHHHH", 2, 0, 2, 1, 1, 4, 4, 0, 3))
    hidden_row = record(0x208, struct.pack("<HHHHHHHH", 7, 0, 0, 0, 0, 0, 0x20, 0))
    hidden_columns = record(0x7D, struct.pack("<HHHHHH", 3, 5, 0, 0, 1, 0))

    (facts,) = facts_of(tmp_path, merges + hidden_row + hidden_columns)

    assert [Merge(top=1, bottom=3, left=1, right=1), Merge(top=5, bottom=5, left=0, right=3)] == facts.merges
    assert ({7}, [(3, 5)]) == (facts.hidden_rows, facts.hidden_columns)


def test_each_sheet_has_its_own(tmp_path: Path) -> None:
    assert [1, 2] == [f.cells for f in facts_of(tmp_path, number(0, 0, 1), number(0, 0, 1) + number(1, 0, 1))]


def test_workbook_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="E109"):
        facts_of(tmp_path, number(0, 0, 1), extra=record(0x2F, bytes(6)))


def test_xlsx_with_a_password_that_is_called_xls_is_said_to_have_one(tmp_path: Path) -> None:
    (tmp_path / "t.xls").write_bytes(compound(b"x", "EncryptedPackage"))

    with pytest.raises(UnreadableError, match="E109"):
        xls_facts(tmp_path / "t.xls")


@pytest.mark.parametrize("content", [compound(b"x", "WordDocument"), b"\xd0\xcf\x11\xe0", compound(biff(b""))[:600]])
def test_file_that_is_no_whole_workbook_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.xls").write_bytes(content)

    with pytest.raises(UnreadableError, match="E108"):
        xls_facts(tmp_path / "t.xls")


def test_comments_of_libreoffice_are_found() -> None:
    first, _ = xls_facts(FILES / "kinds.xls")

    assert any("811228-9874" in text for text in first.comments)
