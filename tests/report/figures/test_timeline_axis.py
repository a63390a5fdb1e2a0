"""Where periods stand along the axis of time."""

from __future__ import annotations

import pytest
from released_by_hand import words_of

from tsi_eval.report.figures.paper import PAGE, PHONE
from tsi_eval.report.figures.timeline_axis import name_periods, place_of, when


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2022-12", "2023-01"),
        ("2023-Q4", "2024-Q1"),
        ("VT2023", "HT2023"),
        ("HT2023", "VT2024"),
        ("2022/23", "2023/24"),
    ],
)
def test_periods_are_in_the_order_of_time(earlier: str, later: str) -> None:
    assert when(earlier) < when(later)


@pytest.mark.parametrize(
    ("period", "place"),
    [
        ("2023-08", (2023, 7)),
        ("2023-Q3", (2023, 2)),
        ("HT2023", (2023, 1)),
        ("VT2023", (2023, 0)),
        ("2022/23", (2022, 0)),
    ],
)
def test_a_period_is_a_year_and_a_place_in_it(period: str, place: tuple[int, int]) -> None:
    assert place == when(period)


@pytest.mark.parametrize(
    ("period", "axis", "place"), [("2023-03", "month", 14.0), ("2022-01", "month", 0.0), ("2023-03", "quarter", 1.0)]
)
def test_months_stand_as_far_apart_as_in_the_calendar_and_others_in_a_row(period: str, axis: str, place: float) -> None:
    assert place == place_of(period, axis, ["2022-01", "2023-03"])


def test_a_phone_names_fewer_periods_than_a_page() -> None:
    from matplotlib.figure import Figure

    terms = [f"{term}{year}" for year in range(2020, 2024) for term in ("VT", "HT")]
    named = []
    for paper in (PAGE, PHONE):
        panel = Figure().add_subplot()
        name_periods(panel, terms, words_of(), paper)
        named.append(len(panel.get_xticks()))

    assert [4, 3] == named
