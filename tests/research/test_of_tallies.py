"""Figures of tallies: a hidden number is a gap and never nought."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tsi_eval import Study
from tsi_eval.designs import TimeSeries
from tsi_eval.research.exploring import explored

MONTHS = [f"{year}-{month:02}" for year in (2021, 2022, 2023) for month in range(1, 13)]


def counted(n: list[float], **more: object) -> Study:
    frame = pd.DataFrame({"series": "s_t", "month": MONTHS[: len(n)], "n": n}).assign(**more)
    return Study.from_frames(counts=frame)


def heights(shown: object) -> list[list[float]]:
    (axes,) = shown.figure.axes  # type: ignore[attr-defined]
    return [[float(y) for y in line.get_ydata()] for line in axes.lines]


def test_a_hidden_count_is_not_drawn_as_nought() -> None:
    study = counted([4, np.nan, 6], status=["", "secret", ""])
    (line,) = heights(explored(study, "en").series(("s_t",)))

    assert 0.0 not in line
    assert {4.0, 6.0} <= set(line)


def test_an_id_without_words_is_written_as_words() -> None:
    (axes,) = explored(counted([4, 5, 6]), "en").series().figure.axes

    assert ["s t"] == [text.get_text() for text in axes.get_legend().get_texts()]


def test_the_fit_is_drawn_over_the_months_that_the_model_uses() -> None:
    study = counted([10 + month % 4 + (5 if month > 23 else 0) for month in range(36)])
    design = TimeSeries(series=("s_t",), start="2023-01", omit_months=(7,))
    (axes,) = explored(study, "en").fitted(design).figure.axes

    fitted, expected, _ = axes.lines
    assert (33, 11) == (len(fitted.get_ydata()), len(expected.get_ydata()))
    assert 33 == len(axes.collections[0].get_offsets())


def test_where_the_model_cannot_be_fitted_there_are_the_counts() -> None:
    shown = explored(counted([4, 5, 6]), "en").fitted(TimeSeries(series=("s_t",), start="2021-03"))

    assert [[4.0, 5.0, 6.0]] == heights(shown)


def test_absence_is_the_share_of_the_hours_offered_and_hidden_terms_are_gaps() -> None:
    rows = [
        ("a", "HT2022", 8.0, ""),
        ("a", "VT2023", 10.0, ""),
        ("b", "HT2022", np.nan, "secret"),
        ("b", "VT2023", 5.0, ""),
    ]
    frame = pd.DataFrame(rows, columns=["unit", "term", "valid", "status"])
    study = Study.from_frames(absence=frame.assign(pupils=10, invalid=frame["valid"] / 4, offered=100.0))

    first, second = heights(explored(study, "en").absence())
    assert [10.0, 12.5] == pytest.approx(first)
    assert np.isnan(second[0])
    assert 6.25 == pytest.approx(second[1])


def test_contacts_are_stacked_by_arena_and_costs_have_their_years() -> None:
    contacts = pd.DataFrame(
        {"unit": "a", "month": ["2023-01", "2023-02"], "arena": ["x", "y"], "who": "pupil", "n": [3, 4]}
    )
    costs = pd.DataFrame(
        {
            "item": ["Wages"], "kind": ["staff"], "quantity": [2.0], "measure": ["month"], "price": [40_000.0],
            "price_year": [2023], "payer": ["social"], "source": ["s"],
        }
    )  # fmt: skip
    study = Study.from_frames(contacts=contacts, costs=costs)

    (bars,) = explored(study, "en").contacts().figure.axes
    assert 7.0 == sum(bar.get_height() for bar in bars.patches)
    (money,) = explored(study, "en").costs().figure.axes
    assert ["Wages, 2023"] == [label.get_text() for label in money.get_yticklabels()]
    assert 80.0 == max(bar.get_width() for bar in money.patches)
