"""Merged cells: a label stands for each of its rows, and a number for nobody knows what."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import words, xlsx_of
from small_files import COUNTS

from tsi_eval.errors import Problem
from tsi_eval.ingest.formats.grid import Merge, UnreadableError
from tsi_eval.ingest.header import find_header
from tsi_eval.ingest.merged import check_unclear, unmerged
from tsi_eval.ingest.read import FileText, read_text

HEADER = (1, ("Skola", "Månad", "Vad", "Antal", "Not"))
ROWS = (
    (2, ("A", "2023-08", "x", "1", "")),
    (3, ("", "2023-09", "x", "2", "")),
    (4, ("", "2023-10", "x", "3", "")),
    (5, ("", "", "", "", "")),
    (6, ("B", "2023-08", "x", "4", "")),
)


def label(top: int, bottom: int, place: int = 0, right: int | None = None) -> Merge:
    return Merge(top=top, bottom=bottom, left=place, right=place if right is None else right)


def of(*merges: Merge) -> tuple[list[str], bool, int]:
    """Return the rows' schools, whether any was filled in, and how many merges are unclear."""
    found = unmerged(ROWS, merges, find_header((HEADER, *ROWS), COUNTS), COUNTS)
    return [fields[0] for _, fields in found.rows], found.filled, len(found.unclear)


def test_label_stands_for_each_row_that_it_is_merged_over_and_no_other() -> None:
    assert (["A", "A", "", "", "B"], True, 0) == of(label(2, 3))


def test_blank_row_inside_a_merge_stays_blank() -> None:
    assert (["A", "A", "A", "", "B"], True, 0) == of(label(2, 5))


def test_merge_of_the_header_or_a_blank_or_an_undeclared_column_says_nothing() -> None:
    assert (["A", "", "", "", "B"], False, 0) == of(label(1, 3), label(3, 4), label(2, 3, 4), label(90, 99))


@pytest.mark.parametrize("merge", [label(2, 3, 3), label(2, 2, 0, 1), label(2, 3, 0, 1)])
def test_merged_number_and_cells_merged_across_are_unclear(merge: Merge) -> None:
    assert (["A", "", "", "", "B"], False, 1) == of(merge)


def test_what_is_unclear_is_refused_only_in_rows_of_the_table() -> None:
    check_unclear([label(9, 9, 0, 3)], [2, 3, 4])
    with pytest.raises(UnreadableError, match="E327") as error:
        check_unclear([label(2, 3, 3)], [2, 3, 4])
    assert ((2,), {"columns": "D"}) == (error.value.rows, error.value.params)


def test_file_that_claims_more_merged_cells_than_a_sheet_has_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tsi_eval.ingest.merged._MOST_CELLS", 7)

    assert (["A", "A", "", "", "B"], True, 0) == of(*[label(2, 3)] * 3)
    with pytest.raises(UnreadableError, match="E108"):
        of(*[label(2, 3)] * 4)
    with pytest.raises(UnreadableError, match="E108"):
        of(label(2, 1_048_576), label(2, 1_048_576))


def read(folder: Path, cells: str, merge: str) -> tuple[FileText | None, list[Problem]]:
    problems: list[Problem] = []
    sheet = f"<sheetData>{cells}</sheetData><mergeCells><mergeCell ref='{merge}'/></mergeCells>"
    (folder / "t.xlsx").write_bytes(xlsx_of(sheet))
    return read_text(folder / "t.xlsx", COUNTS, problems), problems


def row(*texts: str) -> str:
    return f"<row>{words(*texts)}</row>"


CELLS = row(*HEADER[1][:4]) + row("A", "2023-08", "x", "1") + row("", "2023-09", "x", "2")


def test_school_that_is_merged_over_its_months_is_read_for_each_and_said(tmp_path: Path) -> None:
    text, _ = read(tmp_path, CELLS, "A2:A3")

    assert text is not None
    assert ["A", "A"] == text.frame["Skola"].tolist()
    assert "merged" in text.found


def test_number_that_is_merged_over_rows_is_refused_with_its_row(tmp_path: Path) -> None:
    text, problems = read(tmp_path, CELLS, "D2:D3")

    assert text is None
    assert [("E327", (2,))] == [(problem.code, problem.rows) for problem in problems]


def test_sum_and_footnote_that_are_merged_across_are_left_out_as_always(tmp_path: Path) -> None:
    text, problems = read(tmp_path, CELLS + row("Summa", "", "", "3"), "A4:C4")

    assert (text is not None, problems) == (True, [])
