"""What a file holds before anybody knows what it means."""

from __future__ import annotations

from tsi_eval.ingest.formats.grid import Grid, UnreadableError


def test_error_carries_its_code_its_rows_and_what_its_lines_name() -> None:
    error = UnreadableError("E116", rows=(2, 3), columns="B")

    assert ("E116", (2, 3), {"columns": "B"}) == (error.code, error.rows, error.params)


def test_grid_of_a_file_without_sheets_has_only_rows() -> None:
    grid = Grid(rows=((1, ("a",)),))

    assert ("", (), (), {}) == (grid.sheet, grid.merges, grid.faults, grid.labels)
