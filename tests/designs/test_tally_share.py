"""A share of what was tallied, before and from a start."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from answers import number
from example_study import MONTHS, START, STUDY, UNITS, Planted

from tsi_eval.designs import TallyShare
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Quantity
from tsi_eval.language import say
from tsi_eval.stats.proportion import newcombe_difference, wilson
from tsi_eval.study import Study

EXAMPLES: tuple[Design, ...] = (
    TallyShare(part=("zq_self",), whole=("zq_self", "zq_school"), start=START, omit_months=(7,)),
    TallyShare(part=("zq_opened",), whole=("zq_school",), units=("zq_north",)),
    TallyShare(part=("zq_self",), whole=("zq_self", "zq_school"), start=START, kind="staff"),
    TallyShare(part=("zq_self",), whole=("zq_self", "zq_school"), start=START, kind="person"),
)


def rising() -> Study:
    """Return counts of which three tenths are of one kind before the start, and half from it on."""
    rows = [
        ("u", month, series, n, "", np.nan)
        for month in MONTHS
        for series, n in (("a", 5.0 if month >= START else 3.0), ("b", 5.0 if month >= START else 7.0))
    ]
    return Study.from_frames(counts=pd.DataFrame(rows, columns=["unit", "month", "series", "n", "status", "exposure"]))


PLANTED = (Planted(design=TallyShare(part=("a",), whole=("a", "b"), start=START), study=rising(), truth=0.2),)


def test_share_and_its_difference_are_wilsons_and_newcombes() -> None:
    counts = STUDY.table("counts").query("month.str[5:] != '07'")
    sums = {
        period: rows.groupby("series")["n"].sum().astype(int)
        for period, rows in counts.groupby(np.where(counts["month"] < START, "before_start", "after_start"))
    }
    whole = ["zq_self", "zq_school"]
    k, n = ({p: int(s[names].sum()) for p, s in sums.items()} for names in (["zq_self"], whole))

    finding = TallyShare(part=("zq_self",), whole=tuple(whole), start=START, omit_months=(7,)).answer(STUDY)

    (said,) = (message for message in finding.caveats if message.key == "caveat.months_outside")
    assert "juli" in say(said, "sv")
    expected = newcombe_difference(k["before_start"], n["before_start"], k["after_start"], n["after_start"], level=0.95)
    change = number(finding, Quantity.SHARE_DIFFERENCE)
    assert (expected.estimate, expected.ci_low, expected.ci_high) == (change.estimate, change.ci_low, change.ci_high)
    assert pytest.approx(k["after_start"] / n["after_start"] - k["before_start"] / n["before_start"]) == change.estimate
    for period in sums:
        share, by_hand = number(finding, Quantity.SHARE, period=period), wilson(k[period], n[period], level=0.95)
        assert (by_hand.estimate, by_hand.ci_low, n[period]) == (share.estimate, share.ci_low, share.n)


def test_month_with_anything_hidden_is_left_out_of_part_and_whole() -> None:
    counts = STUDY.table("counts")
    gone = (counts["month"] == "2022-05") & (counts["series"] == "zq_school") & (counts["unit"] == "zq_north")
    hidden = Study.from_frames(
        counts=counts.assign(n=counts["n"].mask(gone), status=np.where(gone, "secret", "")), units=UNITS
    )
    without = Study.from_frames(counts=counts[counts["month"] != "2022-05"], units=UNITS, closed_months=(5,))
    design = TallyShare(part=("zq_self",), whole=("zq_self", "zq_school"), start=START)

    assert design.answer(without).estimates == design.answer(hidden).estimates


def heard_of(counts: pd.DataFrame) -> Study:
    return Study.from_frames(counts=counts, units=UNITS, declared={"series": ["zq_new"]})


@pytest.mark.parametrize("start", ["", START])
@pytest.mark.parametrize(
    ("part", "whole"), [(("zq_new",), ("zq_self", "zq_school")), (("zq_self",), ("zq_new",))], ids=["part", "whole"]
)
def test_part_or_whole_of_which_nothing_has_come_is_awaited(
    part: tuple[str, ...], whole: tuple[str, ...], start: str
) -> None:
    finding = TallyShare(part=part, whole=whole, start=start).answer(heard_of(STUDY.table("counts")))

    assert finding.feasibility.reason is not None
    assert ("refusal.not_yet", ()) == (finding.feasibility.reason.key, finding.estimates)


def test_one_series_of_several_that_no_row_has_is_said() -> None:
    (problem,) = TallyShare(part=("zq_self",), whole=("zq_self", "zq_new")).lacks(heard_of(STUDY.table("counts")))

    assert ("E141", "zq_new") == (problem.code, problem.params["name"])


def test_series_that_ends_before_the_start_is_not_counted_as_nought() -> None:
    counts = STUDY.table("counts")
    ended = counts[(counts["series"] != "zq_self") | (counts["month"] < START)]
    design = TallyShare(part=("zq_self",), whole=("zq_self", "zq_school"), start=START)

    finding = design.answer(heard_of(ended))
    (problem,) = TallyShare(part=("zq_school",), whole=("zq_self", "zq_school"), start=START).lacks(heard_of(ended))

    assert finding.feasibility.reason is not None
    assert "refusal.not_yet" == finding.feasibility.reason.key
    assert ("E141", "zq_self (after_start)") == (problem.code, problem.params["name"])


def test_school_without_counts_is_said() -> None:
    counts = STUDY.table("counts").query("unit == 'zq_north'")
    design = TallyShare(part=("zq_self",), whole=("zq_school",), units=("zq_north", "zq_south"))

    (problem,) = design.lacks(heard_of(counts))

    assert ("E142", "zq_south") == (problem.code, problem.params["group"])


def test_part_that_ends_before_the_whole_is_said_and_schools_may_come_and_go() -> None:
    counts = STUDY.table("counts")
    late = counts["month"] > "2024-06"
    design = TallyShare(part=("zq_self",), whole=("zq_school",), start=START)

    (problem,) = design.lacks(
        heard_of(counts[~late | (counts["series"] != "zq_self") | (counts["unit"] == "zq_south")])
    )

    assert ("E141", "zq_self, zq_north (2023-08\u20132024-06)") == (problem.code, problem.params["name"])
    assert () == design.lacks(heard_of(counts[~late | (counts["unit"] == "zq_south")]))


def test_last_school_year_ends_where_the_question_does() -> None:
    finding = TallyShare(part=("a",), whole=("a", "b"), start=START, until="2024-03").answer(rising())

    years = {item.period: item.n for item in finding.series[0].points}
    # Ten a month: from July to June, and from July to February.
    assert [120, 80] == [years[year] for year in ("2022/23", "2023/24")]


def test_how_many_are_in_the_part_is_counted_beside_its_share() -> None:
    finding = TallyShare(part=("a",), whole=("a", "b"), start=START).answer(rising())

    # Three a month in the 31 months before August 2023, five in the 17 from then on; ten in all.
    counted = {e.period: e.estimate for e in finding.estimates if e.quantity is Quantity.COUNT}
    wholes = {e.period: e.n for e in finding.estimates if e.quantity is Quantity.SHARE}
    assert {"before_start": 3 * 31, "after_start": 5 * 17} == counted
    assert {"before_start": 310, "after_start": 170} == wholes


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({}, True),
        ({"since": "2022-08", "until": "2024-08"}, False),
        ({"since": "2022-09", "until": "2024-08"}, True),
        ({"kind": "person"}, False),
    ],
)
def test_counts_of_unlike_months_are_said_to_be_so(about: dict[str, str], said: bool) -> None:
    design = TallyShare(part=("a",), whole=("a", "b"), start=START, **about)  # type: ignore[arg-type]

    assert said == ("caveat.unequal_periods" in {caveat.key for caveat in design.answer(rising()).caveats})


def polled(*polls: tuple[str, str]) -> Study:
    """Return a study in which 30 of 60 answered yes in each poll: a school and a month."""
    rows = [
        (unit, month, series, n, "", np.nan) for unit, month in polls for series, n in (("yes", 30.0), ("no", 30.0))
    ]
    return Study.from_frames(counts=pd.DataFrame(rows, columns=["unit", "month", "series", "n", "status", "exposure"]))


BEFORE, FIRST, SECOND = ("u", "2022-05"), ("u", "2023-05"), ("u", "2023-11")


@pytest.mark.parametrize("kind", ["person", "staff"])
@pytest.mark.parametrize(
    ("polls", "added_up"),
    [
        ((BEFORE, FIRST), False),
        ((BEFORE, FIRST, SECOND), True),
        # Two schools that were asked once each are different persons.
        ((BEFORE, ("v", "2022-05"), FIRST, ("v", "2023-11")), False),
    ],
)
def test_polls_that_are_added_up_are_said_to_be(polls: tuple[tuple[str, str], ...], added_up: bool, kind: str) -> None:
    found = TallyShare(part=("yes",), whole=("yes", "no"), start="2023-01", kind=kind).answer(polled(*polls))

    assert added_up is ("caveat.polls_added_up" in {message.key for message in found.caveats})


def test_events_are_not_polls() -> None:
    found = TallyShare(part=("yes",), whole=("yes", "no"), start="2023-01").answer(polled(BEFORE, FIRST, SECOND))

    assert "caveat.polls_added_up" not in {message.key for message in found.caveats}
