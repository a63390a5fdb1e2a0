"""Rows with names: beside them on a page, over them on a phone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tsi_eval.report.figures.paper import PAGE, PHONE
from tsi_eval.report.figures.rows import BAR, name_groups, name_rows, rows_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = [(0.0, "kort"), (1.0, "ett namn som är så långt att det inte får rum på en enda rad, vart det än står")]


def axes() -> Axes:
    from matplotlib.figure import Figure

    return Figure().add_subplot()


def test_on_a_page_a_row_is_as_high_as_asked_and_its_name_stands_beside_it() -> None:
    panel, rows = axes(), rows_on(PAGE, ["kort"], 0.4)

    name_rows(panel, rows, NAMES)

    assert math.isclose(rows.height(1), 0.4 * 2.2)
    assert ["kort"] == [label.get_text() for label in panel.get_yticklabels()][:1]
    assert panel.get_ylim() == (1.6, -0.6)
    assert not panel.texts


def test_on_a_page_rows_are_higher_where_a_name_has_more_lines_than_fit_and_bars_are_not() -> None:
    short, long = (rows_on(PAGE, [name], 0.4) for _, name in NAMES)

    assert long.inches > short.inches
    assert math.isclose(long.inches * long.thick, short.inches * short.thick)


def test_a_groups_heading_stands_over_its_first_row_and_its_name() -> None:
    for paper in (PAGE, PHONE):
        panel, rows = axes(), rows_on(paper, ["kort"], 0.4)
        name_rows(panel, rows, [(rows.head, "kort")])

        name_groups(panel, rows, [(rows.head, "plats")])

        heading = panel.texts[-1]
        assert "Plats" == heading.get_text()
        assert rows.ends(rows.head)[1] < heading.xy[1] < rows.head - rows.thick / 2


def test_on_a_phone_a_row_has_room_for_its_longest_name_over_a_bar_of_one_height() -> None:
    panel, rows = axes(), rows_on(PHONE, [name for _, name in NAMES], 0.4)

    name_rows(panel, rows, NAMES)

    assert math.isclose(rows.inches * rows.thick, BAR)
    assert rows.inches > rows_on(PHONE, ["kort"], 0.4).inches
    assert not panel.get_yticklabels()
    assert [1, 2] == [len(label.get_text().split("\n")) for label in panel.texts]
    # Each name begins at the left, over its bar and under the one before.
    assert all(label.xy == (0.0, at - rows.thick / 2) for label, (at, _) in zip(panel.texts, NAMES, strict=True))
