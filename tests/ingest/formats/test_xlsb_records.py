"""What the records of an xlsb workbook say beside its values."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from binary_books import cell, part, row, xlsb_of
from books import zipped

from tsi_eval.ingest.formats.facts import Facts
from tsi_eval.ingest.formats.grid import Merge, UnreadableError
from tsi_eval.ingest.formats.xlsb_records import xlsb_facts


def facts_of(folder: Path, *sheets: bytes) -> list[Facts]:
    (folder / "t.xlsb").write_bytes(xlsb_of(*sheets))
    return xlsb_facts(folder / "t.xlsb")


def test_errors_percentages_and_formulas_are_told(tmp_path: Path) -> None:
    real = struct.pack("<d", 0.45)
    sheet = row(0) + cell(5, 1, real, style=1) + row(3) + cell(3, 0, b"\x2a") + cell(11, 2, b"\x17" + bytes(8))

    (facts,) = facts_of(tmp_path, sheet)

    assert ({(3, 0): "#N/A", (3, 2): "#REF!"}, {(0, 1)}) == (facts.errors, facts.percents)
    assert (3, 3, 2, 1) == (facts.cells, facts.last_row, facts.last_place, facts.formulas)


def test_blank_cells_are_no_cells(tmp_path: Path) -> None:
    (facts,) = facts_of(tmp_path, row(0) + cell(5, 0, struct.pack("<d", 1)) + row(1048575) + cell(1, 16383, b""))

    assert (1, 0, 0, 0) == (facts.cells, facts.last_row, facts.last_place, facts.formulas)


def test_merges_hidden_rows_and_hidden_columns_are_told(tmp_path: Path) -> None:
    columns = part(60, struct.pack("<IIIIH", 1, 2, 0, 0, 1))
    merged = part(176, struct.pack("<IIII", 0, 2, 1, 1))

    (facts,) = facts_of(tmp_path, columns + row(4, hidden=True) + merged)

    assert ({4}, [(1, 2)]) == (facts.hidden_rows, facts.hidden_columns)
    assert [Merge(top=1, bottom=3, left=1, right=1)] == facts.merges


@pytest.mark.parametrize("content", [zipped({"a": "b"}), xlsb_of(row(0) + cell(5, 0, b"")[:4])[:500]])
def test_file_that_is_no_whole_workbook_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.xlsb").write_bytes(content)

    with pytest.raises(UnreadableError, match="E108"):
        xlsb_facts(tmp_path / "t.xlsb")
