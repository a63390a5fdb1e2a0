"""Monthly counts against their own past."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from answers import number
from example_study import START, STUDY, UNITS, Planted

from tsi_eval.designs import TimeSeries
from tsi_eval.designs.contract import Design
from tsi_eval.designs.time_series.part_periods import months_around
from tsi_eval.findings import Finding, Quantity, Role
from tsi_eval.language import say
from tsi_eval.periods import GRAINS, month_index
from tsi_eval.stats.segmented import segmented_counts
from tsi_eval.study import Study

SCHOOLS = ("zq_north", "zq_south")
EXAMPLES: tuple[Design, ...] = (
    TimeSeries(
        series=("zq_self", "zq_school"),
        start=START,
        units=SCHOOLS,
        omit_months=(7,),
        jumps=("2022-01",),
    ),
    TimeSeries(series=("zq_self",), start=START, family="negative_binomial"),
)
# The study's counts are half as many again from the start on, and have no trend.
PLANTED = (Planted(design=TimeSeries(series=("zq_self", "zq_school"), start=START), study=STUDY, truth=1.5),)


def test_answer_is_the_segmented_model_of_the_summed_months() -> None:
    design = EXAMPLES[0]
    counts = STUDY.table("counts").query("series != 'zq_opened' and month.str[5:] != '07'")
    n = counts.groupby("month")["n"].sum()
    fit = segmented_counts(
        n.to_numpy(),
        np.array([month_index(month) for month in n.index]),
        start=month_index(START),
        jumps=[month_index("2022-01")],
    )

    finding = design.answer(STUDY)

    headline = number(finding, Quantity.RATE_RATIO, role=Role.HEADLINE)
    average = fit.average
    assert (average.estimate, average.ci_low, average.ci_high, average.p_value) == (
        headline.estimate,
        headline.ci_low,
        headline.ci_high,
        headline.p_value,
    )
    assert fit.step.estimate == number(finding, Quantity.RATE_RATIO, note="step").estimate
    assert n[n.index >= START].sum() == number(finding, Quantity.COUNT, period="since_start", axis="").estimate
    expected = number(finding, Quantity.EXPECTED, axis="").estimate
    assert pytest.approx(fit.expected_after) == expected
    assert pytest.approx(average.estimate) == n[n.index >= START].sum() / expected


def test_months_left_out_are_named_and_what_was_counted_then_is_a_number() -> None:
    counts = STUDY.table("counts").query("series != 'zq_opened' and month.str[5:] == '07'")

    found = EXAMPLES[0].answer(STUDY)

    assert counts["n"].sum() == number(found, Quantity.COUNT, group="left_out").estimate > 0
    (said,) = (message for message in found.caveats if message.key == "caveat.months_left_out")
    assert ": juli. " in say(said, "sv")
    assert ": July. " in say(said, "en")


def test_months_left_out_of_which_there_are_no_rows_have_no_number() -> None:
    counts = STUDY.table("counts")
    open_months = counts[counts["month"].str[5:] != "07"].reset_index(drop=True)
    study = Study.from_frames(counts=open_months, closed_months=(7,))
    design = TimeSeries(series=("zq_self",), start=START, omit_months=(7,))

    found = design.answer(study)

    assert not [item for item in found.estimates if item.group == "left_out"]
    assert "caveat.months_left_out_empty" in [message.key for message in found.caveats]


@pytest.fixture(scope="module")
def finding() -> Finding:
    """Return one answer for every grain: a model of 48 months takes its time."""
    return TimeSeries(series=("zq_self",), start=START, units=SCHOOLS).answer(STUDY)


@pytest.mark.parametrize("axis", ["month", "quarter", "term", "school_year"])
def test_every_grain_counts_and_expects_the_same(axis: str, finding: Finding) -> None:
    lines = {s.name: s.points for s in finding.series if s.axis == axis and s.choice == "together"}
    counts = STUDY.table("counts").query("series == 'zq_self'")
    assert counts["n"].sum() == sum(point.n for point in lines["observed"])
    model = TimeSeries(series=("zq_self",), start=START, units=SCHOOLS).fitted(STUDY)
    since = model[model["month"] >= months_around(START, GRAINS[axis])[0]]
    assert pytest.approx(since["expected"].sum()) == sum(point.estimate for point in lines["expected"])
    assert lines["expected"][0].period == lines["observed"][-len(lines["expected"])].period
    units = [s for s in finding.series if s.axis == axis and s.choice == "by_unit"]
    if units:
        assert counts["n"].sum() == sum(point.n for line in units for point in line.points)


def test_known_break_that_has_not_come_changes_nothing() -> None:
    plain = TimeSeries(series=("zq_self", "zq_school"), start=START, units=SCHOOLS)
    awaited = TimeSeries(series=("zq_self", "zq_school"), start=START, units=SCHOOLS, jumps=("2035-01",))

    first, second = (
        number(design.answer(STUDY), Quantity.RATE_RATIO, role=Role.HEADLINE) for design in (plain, awaited)
    )

    assert (first.estimate, first.ci_low, first.ci_high) == (second.estimate, second.ci_low, second.ci_high)
    heard = {caveat.key for caveat in awaited.answer(STUDY).caveats}
    assert "caveat.known_break" not in heard
    assert "segmented_without_breaks" not in {e.method for e in awaited.answer(STUDY).estimates}


def heard_of(*series: str) -> Study:
    """Return the example's counts, with series that no row has yet."""
    return Study.from_frames(counts=STUDY.table("counts"), units=UNITS, declared={"series": series})


def test_series_that_no_row_has_is_said_and_never_left_out() -> None:
    design = TimeSeries(series=("zq_self", "zq_new"), start=START)

    (problem,) = design.lacks(heard_of("zq_new"))

    assert ("E141", "zq_new") == (problem.code, problem.params["name"])


def test_series_that_ended_before_the_first_month_is_said() -> None:
    counts = STUDY.table("counts").query("series == 'zq_self' or month < '2022-01'")
    design = TimeSeries(series=("zq_self", "zq_school"), start=START, since="2022-01")

    (problem,) = design.lacks(Study.from_frames(counts=counts, units=UNITS))

    assert ("E141", "zq_school") == (problem.code, problem.params["name"])


def test_series_of_which_none_has_come_are_awaited() -> None:
    finding = TimeSeries(series=("zq_new",), start=START, jumps=("2022-01",)).answer(heard_of("zq_new"))

    assert finding.feasibility.reason is not None
    assert ("refusal.not_yet", ()) == (finding.feasibility.reason.key, finding.estimates)


def test_school_without_counts_is_said() -> None:
    counts = STUDY.table("counts").query("unit == 'zq_north'")
    study = Study.from_frames(counts=counts, units=UNITS)

    (problem,) = TimeSeries(series=("zq_self",), start=START, units=SCHOOLS).lacks(study)

    assert ("E142", "zq_south") == (problem.code, problem.params["group"])


def test_months_that_are_all_hidden_are_no_answer_and_no_fall() -> None:
    counts = STUDY.table("counts").assign(n=np.nan, status="secret")
    finding = TimeSeries(series=("zq_self",), start=START, jumps=("2022-01",)).answer(Study.from_frames(counts=counts))

    assert finding.feasibility.reason is not None
    assert "refusal.short_series" == finding.feasibility.reason.key


def exposed(hidden: str) -> Study:
    """Return the example's counts per 1000 children of a school; some of these are hidden."""
    counts = STUDY.table("counts").assign(exposure=1000.0)
    counts["exposure"] = counts["exposure"].mask(counts.index.isin(counts.query(hidden).index))
    return replace(STUDY, _tables={"counts": counts})


def test_month_in_which_a_schools_children_are_hidden_is_left_out() -> None:
    design = TimeSeries(series=("zq_self",), start=START, units=SCHOOLS)
    one_month = exposed("month == '2024-02' and unit == 'zq_south'")
    without = replace(STUDY, _tables={"counts": exposed("n < 0").table("counts").query("month != '2024-02'")})

    found, expected = (
        number(design.answer(study), Quantity.RATE_RATIO, role=Role.HEADLINE) for study in (one_month, without)
    )

    assert (expected.estimate, expected.ci_low) == (found.estimate, found.ci_low)
    assert "caveat.hidden_months" in {caveat.key for caveat in design.answer(one_month).caveats}
    assert "caveat.hidden_months" not in {caveat.key for caveat in design.answer(without).caveats}


def test_school_whose_children_are_never_known_leaves_no_month() -> None:
    finding = TimeSeries(series=("zq_self",), start=START, units=SCHOOLS).answer(exposed("unit == 'zq_south'"))

    assert finding.feasibility.reason is not None
    assert "refusal.short_series" == finding.feasibility.reason.key


@pytest.mark.parametrize("kept", ["month <= '2024-06'", "month >= '2022-01'"])
def test_series_that_is_shorter_than_the_others_is_not_counted_as_nought(kept: str) -> None:
    counts = STUDY.table("counts").query(f"series != 'zq_school' or unit != 'zq_south' or {kept}")
    study = Study.from_frames(counts=counts, units=UNITS)

    (problem,) = TimeSeries(series=("zq_self", "zq_school"), start=START).lacks(study)

    assert "E141" == problem.code
    assert str(problem.params["name"]).startswith("zq_school, zq_south (202")
    assert () == TimeSeries(series=("zq_self",), start=START).lacks(study)


def observed(finding: Finding) -> dict[str, float | None]:
    """Return what was counted since the start and in the year before, by period."""
    counted = (e for e in finding.estimates if e.quantity is Quantity.COUNT and not e.group)
    return {e.period: e.estimate for e in counted}


def test_what_was_counted_stands_beside_the_same_months_of_the_year_before() -> None:
    counts = STUDY.table("counts").query("series == 'zq_self' and month <= '2024-04'")
    months = counts.groupby("month")["n"].sum()
    study = Study.from_frames(counts=counts, units=UNITS)

    one_year = observed(TimeSeries(series=("zq_self",), start=START).answer(study))
    two_years = observed(TimeSeries(series=("zq_self",), start="2022-08").answer(study))

    since, before = months["2023-08":"2024-04"].sum(), months["2022-08":"2023-04"].sum()  # type: ignore[misc]
    assert {"since_start": since, "year_before": before} == one_year
    assert (
        {
            "since_start": months["2022-08":].sum(),  # type: ignore[misc]
            "first_year": months["2022-08":"2023-07"].sum(),  # type: ignore[misc]
            "year_before": months["2021-08":"2022-07"].sum(),  # type: ignore[misc]
        }
        == two_years
    )


def test_a_month_that_is_hidden_in_one_year_is_counted_in_neither() -> None:
    counts = STUDY.table("counts").query("series == 'zq_self' and month <= '2024-04'")
    gone = counts["month"] == "2022-10"
    hidden = counts.assign(n=counts["n"].mask(gone), status=np.where(gone, "secret", ""))
    months = counts.groupby("month")["n"].sum()

    found = observed(TimeSeries(series=("zq_self",), start=START).answer(Study.from_frames(counts=hidden, units=UNITS)))

    assert months["2023-08":"2024-04"].sum() == found["since_start"]  # type: ignore[misc]
    assert months["2023-08":"2024-04"].sum() - months["2023-10"] == found["first_year"]  # type: ignore[misc]
    assert months["2022-08":"2023-04"].sum() - months["2022-10"] == found["year_before"]  # type: ignore[misc]
