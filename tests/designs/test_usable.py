"""Numbers that can't be calculated with are refused as such, and never for another reason.

The studies are made as nothing in the package makes them: whatever checks the door in, a design
does not rely on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from example_study import START, STUDY

from tsi_eval.designs import (
    Absence,
    Comparison,
    CostOffset,
    Occasions,
    OpenArenas,
    PrePost,
    TallyShare,
    TimeSeries,
)
from tsi_eval.designs.contract import StandardDesign
from tsi_eval.designs.pre_post import Clinical, Matters, Selected
from tsi_eval.designs.usable import unusable_numbers
from tsi_eval.errors import DataError, Problem, UsageError
from tsi_eval.language import LANGUAGES, Text
from tsi_eval.study import Study

INFINITE = float("inf")
WORDS = Text(sv="ord", en="words")
CHANGE = PrePost(outcome="zq_score", before="zq_before", after="zq_after")
COURSE = Occasions(outcome="zq_score", occasions=("zq_before", "zq_after", "zq_later"))
SHARE = TallyShare(part=("zq_self",), whole=("zq_self", "zq_school"))
GROUPS = Comparison(outcome="zq_score", occasion="zq_after", group="zq_arm", reference="zq_a")


def with_number(table: str, column: str, value: float, row: int = 0) -> Study:
    """Return the example's study with one number changed."""
    rows = STUDY.table(table)
    rows[column] = rows[column].astype(float)
    rows.loc[row, column] = value
    tables = {name: STUDY.table(name) for name in STUDY.tables()} | {table: rows}
    return replace(STUDY, _tables=tables)


def refusals(design: StandardDesign, study: Study) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as error:
        design.answer(study)
    return error.value.problems


@pytest.mark.parametrize("value", [INFINITE, -INFINITE, 1e200])
@pytest.mark.parametrize(
    ("design", "occasion"),
    [(CHANGE, "zq_after"), (COURSE, "zq_later"), (GROUPS, "zq_after")],
    ids=lambda item: getattr(item, "name", item),
)
def test_infinite_value_is_no_lack_of_variation(design: StandardDesign, occasion: str, value: float) -> None:
    measures = STUDY.table("measures")
    (row, *_) = measures.index[(measures["outcome"] == "zq_score") & (measures["occasion"] == occasion)]

    (problem,) = refusals(design, with_number("measures", "value", value, row))

    assert ("E297", f"zq_score ({occasion})", 1) == (problem.code, problem.params["name"], problem.params["count"])


def test_infinite_value_of_another_outcome_of_the_question_is_refused() -> None:
    measures = STUDY.table("measures")
    row = measures.index[measures["outcome"] == "zq_mood"][0]

    (problem,) = refusals(replace(CHANGE, also=("zq_mood",)), with_number("measures", "value", INFINITE, row))

    assert ("E297", "zq_mood (zq_before)") == (problem.code, problem.params["name"])


@pytest.mark.parametrize(("design", "occasion"), [(CHANGE, "zq_after"), (COURSE, "zq_later")], ids=["change", "course"])
def test_value_outside_the_outcomes_scale_is_no_lack_of_variation(design: StandardDesign, occasion: str) -> None:
    measures = STUDY.table("measures")
    (row, *_) = measures.index[(measures["outcome"] == "zq_score") & (measures["occasion"] == occasion)]

    (problem,) = refusals(design, with_number("measures", "value", 40.5, row))

    assert ("E136", f"zq_score ({occasion})", "0", "40", 1) == (
        problem.code,
        *(problem.params[name] for name in ("column", "low", "high", "count")),
    )


TALLIED = (
    (OpenArenas(units=("zq_north", "zq_south")), "contacts", "n", -1.0),
    (OpenArenas(units=("zq_north", "zq_south")), "contacts", "n", 2.5),
    (OpenArenas(units=("zq_north", "zq_south")), "contacts", "minutes", INFINITE),
    (TallyShare(part=("zq_self",), whole=("zq_self", "zq_school")), "counts", "n", -1.0),
    (TallyShare(part=("zq_self",), whole=("zq_self", "zq_school")), "counts", "n", INFINITE),
    (TimeSeries(series=("zq_self",), start=START), "counts", "n", -3.0),
    (TimeSeries(series=("zq_self",), start=START), "counts", "n", 0.5),
    (TimeSeries(series=("zq_self",), start=START), "counts", "exposure", -100.0),
    (Absence(units=("zq_north",), start="HT2023"), "absence", "valid", -1.0),
    (Absence(units=("zq_north",), start="HT2023"), "absence", "pupils", INFINITE),
    (CostOffset(price_year=2023), "costs", "quantity", -1.0),
    (CostOffset(price_year=2023), "costs", "price", INFINITE),
    (CostOffset(price_year=2023), "costs", "price_year", INFINITE),
)


@pytest.mark.parametrize(
    ("design", "table", "column", "value"), TALLIED, ids=lambda item: str(getattr(item, "name", item))
)
def test_negative_broken_or_infinite_number_is_no_short_series(
    design: StandardDesign, table: str, column: str, value: float
) -> None:
    (problem,) = refusals(design, with_number(table, column, value))

    assert ("E298", table, column, 1) == (
        problem.code,
        problem.params["table"],
        problem.params["column"],
        problem.params["count"],
    )
    for language in LANGUAGES:
        assert f"{value:g}" not in problem.lines(language)[0].split("E298")[1].replace(column, "")


def test_number_that_is_not_known_and_nought_can_be_calculated_with() -> None:
    rows = pd.DataFrame({"n": [0.0, np.nan, 3.0], "exposure": [np.nan, np.nan, 2.5]})

    assert [] == list(unusable_numbers(rows, "counts", "n", "exposure"))


OUTSIDE: tuple[tuple[StandardDesign, str, str, str], ...] = (
    (replace(CHANGE, scale="binary", at_least=400), "at_least", "0", "40"),
    (replace(CHANGE, scale="binary", at_least=-1), "at_least", "0", "40"),
    (replace(COURSE, scale="binary", at_least=40.5), "at_least", "0", "40"),
    (replace(CHANGE, matters=Matters(change=41, reason=WORDS)), "matters.change", "0", "40"),
    (replace(CHANGE, selected=Selected(mean=-3, source=WORDS)), "selected.mean", "0", "40"),
    (
        replace(CHANGE, clinical=Clinical(clinical_mean=250, clinical_sd=5, norm_mean=10, norm_sd=5, source=WORDS)),
        "clinical.clinical_mean",
        "0",
        "40",
    ),
)


@pytest.mark.parametrize(
    ("design", "option", "low", "high"), OUTSIDE, ids=lambda item: str(getattr(item, "name", item))
)
def test_option_that_lies_outside_the_outcomes_scale_is_refused(
    design: StandardDesign, option: str, low: str, high: str
) -> None:
    (problem,) = refusals(design, STUDY)

    named: Any = problem.params
    assert ("E299", option, low, high) == (problem.code, named["key"], named["low"], named["high"])


def test_ends_of_the_scale_are_on_it() -> None:
    assert () == replace(CHANGE, scale="binary", at_least=40).lacks(STUDY)
    assert () == replace(CHANGE, matters=Matters(change=40, reason=WORDS)).lacks(STUDY)


def test_scale_that_is_not_declared_holds_everything() -> None:
    rows = [(f"p{i}", at, "y", float(i % 7)) for i in range(20) for at in ("T0", "T1")]
    study = Study.from_frames(measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]))

    assert () == PrePost(outcome="y", before="T0", after="T1", scale="binary", at_least=400).lacks(study)


def test_break_before_the_first_month_of_the_series_is_refused() -> None:
    design = TimeSeries(series=("zq_self",), start=START, jumps=("2021-01",))

    (problem,) = refusals(design, STUDY)

    assert ("E299", "jumps", "2021-01", "2021-01") == (
        problem.code,
        problem.params["key"],
        problem.params["value"],
        problem.params["low"],
    )
    assert () == replace(design, jumps=("2021-02",)).lacks(STUDY)


@pytest.mark.parametrize(
    ("design", "option", "value"),
    [
        (TimeSeries(series=("zq_self",), start="1000-01"), "start", "1000-01"),
        (TimeSeries(series=("zq_self",), start="2021-01"), "start", "2021-01"),
        (TimeSeries(series=("zq_self",), start="2031-01", since="2030-01"), "since", "2030-01"),
        (replace(SHARE, start="1000-01"), "start", "1000-01"),
        (replace(SHARE, until="1000-01"), "until", "1000-01"),
        (replace(SHARE, since="2025-01"), "since", "2025-01"),
        (replace(SHARE, since="2025-01", start="2025-02"), "since", "2025-01"),
        (OpenArenas(units=("zq_north",), since="2025-01"), "since", "2025-01"),
        (OpenArenas(units=("zq_north",), until="2023-09"), "until", "2023-09"),
    ],
    ids=lambda item: str(getattr(item, "name", item)),
)
def test_month_that_leaves_nothing_is_no_file_that_was_not_delivered(
    design: StandardDesign, option: str, value: str
) -> None:
    (problem,) = refusals(design, STUDY)

    assert ("E299", option, value) == (problem.code, problem.params["key"], problem.params["value"])


@pytest.mark.parametrize(
    "design",
    [
        TimeSeries(series=("zq_self",), start="2030-01"),
        replace(SHARE, start="2030-01"),
        Absence(units=("zq_north",), start="VT2025"),
    ],
    ids=lambda item: item.name,
)
def test_start_after_all_that_has_come_is_awaited(design: StandardDesign) -> None:
    finding = design.answer(STUDY)

    assert ("refusal.not_yet", ()) == (
        finding.feasibility.reason and finding.feasibility.reason.key,
        finding.estimates,
    )


@pytest.mark.parametrize(
    ("given", "option"),
    [
        ({"scale": "binary", "at_least": -5}, "at_least"),
        ({"selected": Selected(mean=-5, source=WORDS)}, "selected.mean"),
    ],
    ids=str,
)
def test_side_of_the_scale_that_is_declared_holds_where_the_other_is_open(given: dict[str, Any], option: str) -> None:
    scale = replace(STUDY.outcomes["zq_score"], maximum=None)
    study = replace(STUDY, outcomes={**STUDY.outcomes, "zq_score": scale})

    (problem,) = refusals(replace(CHANGE, **given), study)

    assert ("E299", option) == (problem.code, problem.params["key"])


@pytest.mark.parametrize(
    "make",
    [
        lambda: replace(CHANGE, scale="binary", at_least=1e308),
        lambda: Selected(mean=1e200, source=WORDS),
        lambda: Matters(change=1e200, reason=WORDS),
        lambda: Clinical(clinical_mean=20, clinical_sd=1e308, norm_mean=10, norm_sd=5, source=WORDS),
    ],
)
def test_option_that_can_not_be_calculated_with_is_refused_when_it_is_made(make: Callable[[], object]) -> None:
    with pytest.raises(UsageError, match="E291"):
        make()


@pytest.mark.parametrize(
    ("sds", "cutoff", "option", "value"),
    [
        ((40, 5), "a", "clinical.cutoff", "-60"),
        ((5, 40), "b", "clinical.cutoff", "90"),
        ((1e149, 5), "c", "clinical.clinical_sd", "1e+149"),
        ((5, 41), "c", "clinical.norm_sd", "41"),
    ],
)
def test_cut_off_that_nobody_can_cross_is_refused(
    sds: tuple[float, float], cutoff: Any, option: str, value: str
) -> None:
    clinical = Clinical(clinical_mean=20, clinical_sd=sds[0], norm_mean=10, norm_sd=sds[1], cutoff=cutoff, source=WORDS)

    (problem,) = refusals(replace(CHANGE, clinical=clinical), STUDY)

    assert ("E299", option, value) == (problem.code, problem.params["key"], problem.params["value"])


def test_number_that_is_barely_off_the_scale_is_said_so_that_it_differs() -> None:
    (problem,) = refusals(replace(CHANGE, scale="binary", at_least=40.0000001), STUDY)

    assert ("40.0000001", "40") == (problem.params["value"], problem.params["high"])


def test_exposure_of_nought_is_no_short_series() -> None:
    counts = STUDY.table("counts").assign(exposure=0.0)

    (problem,) = refusals(TimeSeries(series=("zq_self",), start=START), Study.from_frames(counts=counts))

    assert ("E298", "exposure", 96) == (problem.code, problem.params["column"], problem.params["count"])


@pytest.mark.parametrize("design", [CHANGE, COURSE], ids=lambda item: item.name)
def test_threshold_is_said_as_it_is_counted(design: PrePost | Occasions) -> None:
    scale = replace(STUDY.outcomes["zq_score"], maximum=None)
    study = replace(STUDY, outcomes={**STUDY.outcomes, "zq_score": scale})

    heard = replace(design, scale="binary", at_least=1234567.5).answer(study).caveats

    assert ["1234567.5"] == [caveat.params["least"] for caveat in heard if caveat.key == "compared.at_least"]
