"""Which quarters, terms and school years are not counted in all of their months."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tsi_eval import release
from tsi_eval.designs import TimeSeries
from tsi_eval.designs.time_series.part_periods import months_around, not_whole, part_periods
from tsi_eval.findings import Part
from tsi_eval.periods import GRAINS, quarter_of, school_year_of, term_of
from tsi_eval.report.caveats import caveats_of
from tsi_eval.report.words import Words
from tsi_eval.study import Study


def every(first: str, last: str, *, without: str = "") -> list[str]:
    months = [f"{year}-{month:02}" for year in range(2015, 2025) for month in range(1, 13)]
    return [month for month in months if first <= month <= last and month[5:] != without]


@pytest.mark.parametrize(
    ("months", "name", "expected"),
    [
        (every("2020-03", "2021-04"), quarter_of, {"2020-Q1": ("2020-03",), "2021-Q2": ("2021-04",)}),
        (every("2020-07", "2021-12"), term_of, {}),
        (every("2020-08", "2022-06", without="07"), term_of, {}),
        (every("2020-07", "2021-04"), school_year_of, {}),
        (every("2019-07", "2021-04"), school_year_of, {"2020/21": tuple(every("2020-07", "2021-04"))}),
    ],
    ids=["quarters", "whole terms", "no July ever", "one year has no like", "school years"],
)
def test_a_period_that_lacks_a_month_is_named(months: list[str], name: object, expected: dict[str, object]) -> None:
    assert expected == part_periods(months, name)  # type: ignore[arg-type]


def test_the_months_around_one_are_those_of_its_period() -> None:
    assert every("2020-07", "2020-12") == months_around("2020-09", term_of)
    assert every("2019-07", "2020-06") == months_around("2020-06", school_year_of)


def test_a_series_of_whole_periods_has_no_caveat() -> None:
    assert not list(not_whole(every("2019-07", "2022-06"), GRAINS.items()))


START = "2020-06"
MEAN = 3.0


def answered(rate: float = MEAN) -> object:
    months = every("2016-03", "2021-04")
    counts = np.random.default_rng(2).poisson(rate, len(months))
    study = Study.from_frames(counts=pd.DataFrame({"month": months, "series": "calls", "n": counts}))
    return TimeSeries(series=("calls",), start=START).answer(study)


@pytest.mark.parametrize("axis", ["month", "quarter", "term", "school_year"])
def test_counted_and_expected_are_of_the_same_months(axis: str) -> None:
    """At 50 a month and no change each period's expected count is near what was counted in it."""
    finding = answered(50.0)
    lines = {
        series.name: {point.period: point.estimate for point in series.points}
        for series in finding.series  # type: ignore[attr-defined]
        if series.axis == axis and series.choice == "together"
    }

    counted, expected = lines[Part.OBSERVED], lines[Part.EXPECTED]
    assert GRAINS[axis](START) == next(iter(expected))
    assert {period: value for period, value in expected.items() if abs(value / counted[period] - 1) > 0.5} == {}


@pytest.mark.parametrize(("rate", "grain"), [(MEAN, "term"), (300.0, "month")])
def test_only_the_shown_grain_is_said(rate: float, grain: str) -> None:
    released = release(answered(rate), data="synthetic")  # type: ignore[arg-type]
    finding = released.findings[0]

    said = [text for text in caveats_of(Words(released, "en"), finding) if "Not counted in all" in text]
    assert {"term": 1, "month": 0}[grain] == len(said)
    assert grain == finding.series[Part.OBSERVED][0].axis
    assert all("terms" in text and "spring\N{NO-BREAK SPACE}2016 (Mar" in text for text in said)


def test_a_hidden_month_is_not_named() -> None:
    months = every("2016-07", "2021-06")
    frame = pd.DataFrame({"month": months, "series": "calls", "n": 9.0, "status": ""})
    frame.loc[[0, 20], ["n", "status"]] = [np.nan, "secret"]
    frame["n"] += np.arange(len(months)) % 3

    finding = TimeSeries(series=("calls",), start=START).answer(Study.from_frames(counts=frame))

    keys = [caveat.key for caveat in finding.caveats]
    assert "caveat.hidden_months" in keys
    assert not [key for key in keys if key.startswith("caveat.part_")]
