"""What became of each file."""

from __future__ import annotations

from tsi_eval.ingest.account import LeftOut, by_reason


def test_rows_that_were_left_out_are_gathered_by_reason_in_the_order_of_the_file() -> None:
    rows = [("blank", 4), ("totals", 9), ("blank", 10), ("totals", 11)]

    assert (LeftOut(why="blank", rows=(4, 10)), LeftOut(why="totals", rows=(9, 11))) == by_reason(rows)


def test_nothing_left_out_is_no_reason() -> None:
    assert () == by_reason([])
