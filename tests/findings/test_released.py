"""What may leave is one text: the same bytes for the same values, which it gives back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from tsi_eval.errors import UsageError
from tsi_eval.findings import Answerable, Claim, Cover, Feasibility, Provenance, Quantity, Role
from tsi_eval.findings.released import (
    Correction,
    LastReport,
    Released,
    ReleasedEstimate,
    ReleasedFinding,
    from_json,
    is_total,
    last_of,
    to_json,
)
from tsi_eval.language import Message, Text

Shown = Callable[..., ReleasedEstimate]
Answered = Callable[..., ReleasedFinding]


@pytest.fixture
def released(shown: Shown, answered: Answered, cover: Cover, provenance: Provenance) -> Released:
    """Return a finding with an answer, a hidden number and a line of points, and a refusal."""
    answer = shown(role=Role.HEADLINE, quantity=Quantity.MEAN_CHANGE, estimate=-1.5, ci_low=-2.9, ci_high=-0.1)
    hidden = shown(estimate=None, n=None, status="suppressed", reason="few", decimals=0)
    line = (shown(period="2023-08", price_year=2024), shown(period="2023-09"))
    whole = answered(
        question="changed",
        claim=Claim.CHANGED,
        estimates=(answer, hidden),
        series={"months": line},
        caveats=(Message("caveat.no_comparison"),),
        start="2023-09",
    )
    reason = Message("refusal.few_pairs", {"least": "10"})
    refused = answered(question="refused", feasibility=Feasibility(answerable=Answerable.REFUSED, reason=reason))
    return Released(cover=cover, findings=(whole, refused), provenance=provenance)


def changed(text: str, change: Callable[[dict[str, Any]], object]) -> str:
    values = json.loads(text)
    change(values)
    return json.dumps(values)


def first_estimate(values: Mapping[str, Any]) -> dict[str, Any]:
    estimate: dict[str, Any] = values["findings"][0]["estimates"][0]
    return estimate


def test_file_gives_back_what_was_written(released: Released) -> None:
    assert released == from_json(to_json(released))


def test_last_report_comes_back_too(released: Released) -> None:
    later = replace(released, last=last_of(released))

    assert later == from_json(to_json(later))


def test_same_values_give_the_same_bytes(released: Released) -> None:
    text = to_json(released)

    assert text == to_json(from_json(text))
    assert text.endswith("}\n")


def test_quantity_is_written_by_its_name_only(released: Released) -> None:
    assert "mean_change" == first_estimate(json.loads(to_json(released)))["quantity"]


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values.pop("provenance"),
        lambda values: first_estimate(values).update(quantity="sum"),
        lambda values: first_estimate(values).update(n="12"),
        lambda values: first_estimate(values).pop("decimals"),
        lambda values: values["cover"].update(report_date="yesterday"),
    ],
    ids=["no provenance", "unknown quantity", "number as text", "no decimals", "no date"],
)
def test_file_that_is_none_of_this_version_is_refused(
    released: Released, change: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_json(changed(to_json(released), change))


def test_text_that_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        from_json("{")


def test_file_of_a_version_without_short_names_starts_and_last_reports_is_read(released: Released) -> None:
    def older(values: dict[str, Any]) -> None:
        del values["last"], values["cover"]["status"], values["cover"]["approved_by"]
        for finding in values["findings"]:
            del finding["start"]

    read = from_json(changed(to_json(released), older))
    assert (None, "draft", "") == (read.last, read.cover.status, read.findings[0].start)


def test_finding_is_found_by_its_question(released: Released) -> None:
    assert Answerable.REFUSED is released.finding("refused").feasibility.answerable


def test_a_question_that_nobody_asked_is_refused_with_what_was_meant(released: Released) -> None:
    asked = released.findings[0].question

    with pytest.raises(UsageError, match="E159") as error:
        released.finding(f"{asked}x")

    assert asked == error.value.problems[0].params["suggestion"]


def test_points_come_after_the_estimates_with_their_lines_name(released: Released) -> None:
    series = [(name, estimate.period) for name, estimate in released.findings[0].every_estimate()]

    assert [("", ""), ("", ""), ("months", "2023-08"), ("months", "2023-09")] == series


def test_frame_has_a_row_for_each_number_and_a_column_for_each_field(released: Released) -> None:
    frame = released.frame()

    assert ["", "", "months", "months"] == frame["series"].tolist()
    assert ["series", "question", "design", "quantity"] == list(frame.columns[:4])
    assert [-1.5, 7.5, 7.5] == frame["estimate"].dropna().tolist()


def test_whole_numbers_stay_whole_in_the_frame_where_some_are_missing(released: Released) -> None:
    frame = released.frame()

    assert [12, None, 12, 12] == [None if n is pd.NA else n for n in frame["n"]]
    assert ["Int64", "Int64", "Int64"] == [str(frame[name].dtype) for name in ("n", "price_year", "decimals")]


def test_frame_of_nothing_has_the_same_columns(released: Released) -> None:
    nothing = replace(released, findings=()).frame()

    assert nothing.empty
    assert list(released.frame().columns) == list(nothing.columns)


def test_later_report_knows_of_an_earlier_one_its_answers_without_their_n(released: Released) -> None:
    (answer, _) = released.findings[0].estimates

    assert LastReport(report_date=released.cover.report_date, answers=(replace(answer, n=None),), totals=()) == last_of(
        released
    )


@pytest.mark.parametrize(
    ("about", "is_one"),
    [
        ({}, True),
        ({"group": "before"}, True),
        ({"group": "school=a"}, False),
        ({"reference": "school=a"}, False),
        ({"role": Role.HEADLINE}, False),
        ({"quantity": Quantity.SHARE}, False),
        ({"unit": "contacts"}, False),
        ({"design": "receipt"}, False),
    ],
)
def test_a_total_counts_persons_of_all_beside_the_answer(shown: Shown, about: dict[str, Any], is_one: bool) -> None:
    item = shown(**({"quantity": Quantity.COUNT, "unit": "persons", "group": "", "reference": ""} | about))

    assert is_total(item) is is_one


def test_later_report_knows_how_many_there_were_of_all(released: Released, shown: Shown) -> None:
    total = shown(quantity=Quantity.COUNT, unit="persons", group="", reference="")
    found = replace(released.findings[0], estimates=(total, *released.findings[0].estimates))

    assert (replace(total, n=None),) == last_of(replace(released, findings=(found,))).totals


def test_file_keeps_what_is_corrected(released: Released) -> None:
    signed = Correction(
        report=date(2026, 6, 30),
        why=Text(sv="Fel fil.", en="Wrong file."),
        changed=("changed",),
        exception="Eva Ek, chef",
        exception_why=Text(sv="Fel.", en="Wrong."),
    )
    corrected = replace(released, corrects=signed)

    assert corrected == from_json(to_json(corrected))
