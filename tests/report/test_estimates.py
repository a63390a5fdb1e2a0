"""Files of numbers for other programs: a row a number, and a codebook that explains it."""

from __future__ import annotations

import csv
import io

import pytest
from released_by_hand import estimate, finding, headline, released, same

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import Released
from tsi_eval.language import Text
from tsi_eval.report.estimates import COLUMNS, to_codebook, to_csv

POINT = estimate(Quantity.MEAN, 12.5, period="T0", decimals=1)
FOUND = finding(
    "any", Claim.CHANGED, [headline(Quantity.MEAN_CHANGE, -3.2, ci_low=-5.1, ci_high=-1.3)], {"means": [POINT]}
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def book(made: Released) -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["kind"], row["name"]): (row["sv"], row["en"]) for row in rows(to_codebook(made))}


def test_every_number_has_a_row_that_says_what_data_it_comes_from_and_whether_it_is_a_draft_s() -> None:
    answer, point = rows(to_csv(released(FOUND, data="real")))
    (*_, approved) = rows(to_csv(released(FOUND, status="approved")))

    assert ("draft", "draft", "approved") == (answer["report"], point["report"], approved["report"])
    assert ("real", "", "mean_change", "-3.2", "-5.1", "headline") == tuple(
        answer[name] for name in ("data", "series", "quantity", "estimate", "ci_low", "role")
    )
    assert ("real", "means", "mean", "12.5", "T0", "") == tuple(
        point[name] for name in ("data", "series", "quantity", "estimate", "period", "n")
    )


def test_lines_end_alike_on_every_system_and_the_first_has_the_names() -> None:
    text = to_csv(released(FOUND))

    assert "\r" not in text
    assert ",".join(COLUMNS) == text.splitlines()[0]


def test_a_hidden_number_is_empty() -> None:
    found = finding("any", Claim.CHANGED, [headline(Quantity.MEAN_CHANGE, None)])

    (row,) = rows(to_csv(released(found)))

    assert ("", "suppressed", "few") == (row["estimate"], row["status"], row["reason"])


def test_the_codebook_explains_every_column_in_both_languages() -> None:
    columns = {name: words for (kind, name), words in book(released()).items() if kind == "column"}

    assert list(COLUMNS) == list(columns)
    assert all(sv and en and sv != en for sv, en in columns.values())


def test_the_codebook_has_the_questions_and_the_ids_in_order() -> None:
    made = released(FOUND, question="Sjönk oron?", labels={"b": same("B"), "a": Text(sv="ett", en="one")})

    named = [key for key in book(made) if key[0] != "column"]

    assert [("question", "q"), ("id", "a"), ("id", "b")] == named
    assert ("ett", "one") == book(made)["id", "a"]
    assert ("Sjönk oron?", "Sjönk oron?") == book(made)["question", "q"]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"])
def test_what_a_spreadsheet_would_run_is_quoted(begins: str) -> None:
    made = released(labels={"x": same(f"{begins}cmd")})

    assert f"id,x,'{begins}cmd,'{begins}cmd\n" in to_codebook(made)


def test_carriage_return_in_a_label_leaves_the_file_whole() -> None:
    made = released(labels={"x": same("one\rtwo"), "y": same("\r=cmd")})

    rows = [row for row in csv.reader(io.StringIO(to_codebook(made))) if row[0] == "id"]
    assert [["id", "x", "one\ntwo", "one\ntwo"], ["id", "y", "'\n=cmd", "'\n=cmd"]] == rows


def test_a_negative_number_is_no_formula() -> None:
    assert ",-3.2," in to_csv(released(FOUND))
