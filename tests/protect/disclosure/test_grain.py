"""A series leaves in the finest grain that may be shown whole, and the others leave no trace."""

from __future__ import annotations

from dataclasses import replace

import made
import pytest
from schools import MONTHS, START, axes, counts, monthly

from tsi_eval.designs import TimeSeries
from tsi_eval.findings import Finding, Kind, Series
from tsi_eval.findings.released import to_json
from tsi_eval.protect.disclosure.grain import finest

SERIES = TimeSeries(series=("s",), start=START, units=("a", "b"))


def by(axis: str, grain: int, *sizes: int, name: str = "all", choice: str = "together") -> Series:
    """Return a series of counts."""
    points = tuple(made.count(f"{axis} {i}", n, Kind.EVENT_ABOUT_PERSON, axis=axis) for i, n in enumerate(sizes))
    return Series(name=name, axis=axis, points=points, grain=grain, choice=choice)


def offered(*series: Series) -> Finding:
    return replace(made.finding("q", []), series=series)


def kept(finding: Finding) -> list[tuple[str, str]]:
    return [(series.name, series.axis) for series in finding.series]


def caveats(finding: Finding) -> list[str]:
    return [message.key for message in finding.caveats]


def test_six_months_with_a_small_one_are_shown_as_two_quarters() -> None:
    finding = finest(offered(by("month", 0, 7, 6, 3, 8, 9, 5), by("quarter", 1, 16, 22)), "default")

    assert [("all", "quarter")] == kept(finding)
    assert ["caveat.coarser_together"] == caveats(finding)
    assert "grain.quarter" == finding.caveats[0].params["grain"].key


def test_months_that_may_all_be_shown_are_kept_without_a_caveat() -> None:
    finding = finest(offered(by("month", 0, 7, 6, 5, 8, 9, 0), by("quarter", 1, 18, 17)), "default")

    assert ([("all", "month")], []) == (kept(finding), caveats(finding))


def test_order_of_what_is_offered_does_not_matter() -> None:
    finding = finest(offered(by("quarter", 1, 18, 17), by("month", 0, 7, 6, 5, 8, 9, 0)), "default")

    assert [("all", "month")] == kept(finding)


def test_coarsest_is_kept_where_no_grain_passes() -> None:
    finding = finest(offered(by("month", 0, 1, 1, 1), by("quarter", 1, 3)), "default")

    assert [("all", "quarter")] == kept(finding)


def test_lines_of_one_choice_have_one_grain() -> None:
    lines = [by("month", 0, 9, 9, 9, name="a"), by("month", 0, 9, 2, 9, name="b")]
    coarser = [by("quarter", 1, 27, name="a"), by("quarter", 1, 20, name="b")]

    assert [("a", "quarter"), ("b", "quarter")] == kept(finest(offered(*lines, *coarser), "default"))


def test_each_choice_has_its_own_grain() -> None:
    together = by("month", 0, 9, 9, 9), by("quarter", 1, 27)
    by_unit = by("month", 0, 3, name="a", choice="by_unit"), by("quarter", 1, 9, name="a", choice="by_unit")

    assert [("all", "month"), ("a", "quarter")] == kept(finest(offered(*together, *by_unit), "default"))


def test_series_that_stands_alone_stays_as_it_is() -> None:
    alone = replace(by("stage", 0, 3), grain=None, choice="")

    assert (alone,) == finest(offered(alone), "default").series


def test_policy_decides_what_may_be_shown() -> None:
    series = by("month", 0, 7, 6, 5), by("quarter", 1, 18)

    axes_kept = {policy: kept(finest(offered(*series), policy))[0][1] for policy in ("internal", "default", "strict")}
    assert {"internal": "month", "default": "month", "strict": "quarter"} == axes_kept


# A real design, from its answer to the report.


def test_months_are_shown_where_none_is_small() -> None:
    released = made.released_answers(monthly(20), q=SERIES)

    assert {"together": {"month"}, "by_unit": {"quarter"}} == axes(released)
    assert not [c for c in released.findings[0].caveats if "coarser" in c.key]


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_one_small_month_makes_all_of_them_quarters(n: int) -> None:
    study = counts({("s", "a", month): n if month == "2022-05" else 20 for month in MONTHS})
    released = made.released_answers(study, q=TimeSeries(series=("s",), start=START))

    assert {"together": {"quarter"}} == axes(released)
    assert "caveat.coarser_together" in {caveat.key for caveat in released.findings[0].caveats}
    assert {"suppressed"}.isdisjoint(released.frame()["status"])


@pytest.mark.parametrize("n", [0, 5])
def test_month_of_none_or_of_five_is_shown(n: int) -> None:
    study = counts({("s", "a", month): n if month == "2022-05" else 20 for month in MONTHS})

    assert {"together": {"month"}} == axes(made.released_answers(study, q=TimeSeries(series=("s",), start=START)))


def test_small_quarter_makes_terms_of_them() -> None:
    small = {"2022-04": 1, "2022-05": 1, "2022-06": 1}
    study = counts({("s", "a", month): small.get(month, 20) for month in MONTHS})

    assert {"together": {"term"}} == axes(made.released_answers(study, q=TimeSeries(series=("s",), start=START)))


def test_school_with_a_small_quarter_is_shown_by_term_and_the_whole_by_month() -> None:
    study = monthly(20, low={"2022-04": 1, "2022-05": 1, "2022-06": 1})

    assert {"together": {"month"}, "by_unit": {"term"}} == axes(made.released_answers(study, q=SERIES))


def test_coarser_series_leaves_no_trace_of_the_finer() -> None:
    study = counts({("s", "a", month): 3 if month == "2022-05" else 20 for month in MONTHS})
    released = made.released_answers(study, q=TimeSeries(series=("s",), start=START))

    text = to_json(released)
    assert [] == [month for month in MONTHS if month != START and f'"{month}"' in text]
    assert '"month"' not in text
    assert not [e.period for _, e in released.findings[0].every_estimate() if e.period in MONTHS]
