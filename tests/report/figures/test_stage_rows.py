"""Rows of a funnel: where they stand, on a page and on a phone."""

from __future__ import annotations

from findings_with_figures import COUNTED, HIDDEN_IN, words_of

from tsi_eval.report.figures.paper import PAGE, PHONE
from tsi_eval.report.figures.stage_rows import evenly, is_drawn, rows_of


def test_a_stage_is_a_row_and_the_first_has_all_others_inside() -> None:
    rows = list(rows_of(COUNTED["stages"], PAGE))

    assert [(0.0, "offered", True), (1.0, "started", False), (2.0, "done", False)] == [
        (row.at, row.stage, row.first) for row in rows
    ]
    assert [200, 160, 107] == [row.count.n for row in rows if row.count]


def test_a_groups_row_stands_nearer_on_a_page_and_takes_a_row_of_its_own_on_a_phone() -> None:
    wide, narrow = (list(rows_of(HIDDEN_IN["groups"], paper)) for paper in (PAGE, PHONE))

    assert any(row.group for row in wide)
    assert [row.stage for row in wide] == [row.stage for row in narrow]
    assert list(map(float, range(len(narrow)))) == [row.at for row in narrow]
    assert wide[-1].at < narrow[-1].at


def test_all_shares_have_the_decimals_of_the_least_certain() -> None:
    answer = COUNTED["stages"]

    shares = [row.share for row in evenly(words_of(answer), list(rows_of(answer, PAGE))) if is_drawn(row.share)]

    assert len({share.decimals for share in shares if share}) == 1
