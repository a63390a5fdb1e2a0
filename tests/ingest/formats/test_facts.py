"""What records say of the cells of a binary workbook."""

from __future__ import annotations

from tsi_eval.ingest.formats.cells import Shown
from tsi_eval.ingest.formats.facts import Facts
from tsi_eval.ingest.formats.grid import Merge
from tsi_eval.ingest.formats.styles import Style


def test_last_cell_is_the_last_that_holds_anything() -> None:
    facts = Facts()
    facts.add_cell(4, 1, Style(shown=Shown.NUMBER, currency="EUR"))
    facts.add_cell(2, 7, Style(shown=Shown.PERCENT))

    assert (2, 4, 7, {(2, 7)}) == (facts.cells, facts.last_row, facts.last_place, facts.percents)
    assert {(4, 1): "EUR"} == facts.currencies


def test_errors_have_their_words_and_merges_the_numbers_of_their_rows() -> None:
    facts = Facts()
    facts.add_error(0, 0, 0x2A)
    facts.add_error(0, 1, 0x17)
    facts.add_error(0, 2, 0x99)
    facts.add_merge(0, 2, 1, 1)

    assert {(0, 0): "#N/A", (0, 1): "#REF!", (0, 2): "#N/A"} == facts.errors
    assert [Merge(top=1, bottom=3, left=1, right=1)] == facts.merges
