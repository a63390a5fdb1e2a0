"""Months and terms that a school lacks and others of the same source have."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pandas as pd
import pytest

from tsi_eval.ingest.spans import span_problems
from tsi_eval.language import Text
from tsi_eval.pilot.source import Source
from tsi_eval.study import Unit

A, B = (
    Unit(id=name, kind="school", label=Text(sv=f"Skola {name.upper()}", en=f"School {name.upper()}")) for name in "ab"
)
YEAR = [f"2023-{month:02}" for month in range(8, 13)] + [f"2024-{month:02}" for month in range(1, 7)]
TERMS = ["HT2022", "VT2023", "HT2023", "VT2024"]


def source(table: str, **more: Any) -> Source:
    return Source(id="s", table=table, files=("t.csv",), **more)


def contacts(**months: list[str]) -> pd.DataFrame:
    """Return a contact in each of a school's months, in either of two arenas."""
    rows = [(unit, month, "corridor", 3.0) for unit, own in months.items() for month in own]
    return pd.DataFrame([*rows, *((*row[:2], "meeting", 1.0) for row in rows)], columns=["unit", "month", "arena", "n"])


def counts(**series: list[str]) -> pd.DataFrame:
    """Return counts of "unit_series" in each of its months."""
    rows = [(*name.split("_"), month, 2.0) for name, own in series.items() for month in own]
    return pd.DataFrame(rows, columns=["unit", "series", "month", "n"])


def absence(*places: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame([(*place, 50.0) for place in places], columns=["unit", "grade", "term", "pupils"])


def said(rows: pd.DataFrame, table: str, *units: Unit, **more: Any) -> list[str]:
    return [problem.lines()[0] for problem in span_problems(source(table, **more), rows, units or (A, B))]


@pytest.mark.parametrize(
    ("own", "lacking"),
    [
        (YEAR[:8], "2024-04 till 2024-06"),
        (YEAR[2:], "2023-08 till 2023-09"),
        (YEAR[:5] + YEAR[6:], "2024-01"),
        (YEAR[1:4] + YEAR[5:], "2023-08, 2023-12"),
    ],
)
def test_school_without_contacts_in_months_that_others_have_is_named(own: list[str], lacking: str) -> None:
    (sentence,) = said(contacts(a=YEAR, b=own), "contacts")

    assert sentence.startswith(f"E369 Skola B saknar rader för {lacking}, där andra")


def test_schools_with_the_same_months_lack_nothing() -> None:
    assert [] == said(contacts(a=YEAR, b=YEAR), "contacts")
    assert [] == said(contacts(a=YEAR), "contacts")
    assert [] == said(contacts(), "contacts")


def test_both_schools_may_lack_what_the_other_has() -> None:
    sentences = said(contacts(a=YEAR[:-1], b=YEAR[1:]), "contacts")

    assert ["Skola A saknar rader för 2024-06", "Skola B saknar rader för 2023-08"] == [
        sentence.removeprefix("E369 ").partition(", ")[0] for sentence in sentences
    ]


def test_row_of_nought_is_a_row() -> None:
    nought = contacts(b=YEAR[-3:]).assign(n=0.0)

    assert [] == said(pd.concat([contacts(a=YEAR, b=YEAR[:-3]), nought]), "contacts")


def test_closed_months_are_not_missing() -> None:
    assert [] == said(contacts(a=YEAR, b=YEAR[:-1]), "contacts", closed_months=(6,))


def test_school_that_closed_or_opened_says_so_by_its_own_months() -> None:
    rows = contacts(a=YEAR, b=YEAR[2:8])

    assert [] == said(rows, "contacts", A, replace(B, first_month="2023-10", last_month="2024-03"))
    (left,) = said(rows, "contacts", A, replace(B, first_month="2023-10"))
    assert "2024-04 till 2024-06" in left


def test_number_outside_a_schools_own_months_is_refused() -> None:
    late = replace(B, first_month="2023-10")

    (sentence,) = said(contacts(a=YEAR, b=YEAR), "contacts", A, late)
    assert sentence == "E370 Skola B har tal för 2023-08 till 2023-09, utanför enhetens första och sista månad."


def test_nought_before_a_school_opened_counts_nothing() -> None:
    rows = counts(a_reports=YEAR, b_reports=YEAR)
    rows["n"] = rows["n"].mask((rows["unit"] == "b") & (rows["month"] < "2023-10"), 0.0)

    assert [] == said(rows, "counts", A, replace(B, first_month="2023-10"))


def test_series_of_counts_end_together_in_all_schools() -> None:
    rows = counts(a_reports=YEAR, b_reports=YEAR[:-2], a_opened=YEAR[:-2], b_opened=YEAR[:-2])

    (sentence,) = said(rows, "counts")
    assert sentence.startswith("E369 Skola B saknar rader för 2024-05 till 2024-06,")


def test_series_that_only_one_school_has_lacks_nothing() -> None:
    assert [] == said(counts(a_reports=YEAR, b_opened=YEAR[3:]), "counts")


def test_hole_inside_a_long_series_is_said_by_another_rule() -> None:
    assert [] == said(counts(a_reports=YEAR, b_reports=YEAR[:4] + YEAR[5:]), "counts")
    (sentence,) = said(counts(a_reports=YEAR, b_reports=[YEAR[0], YEAR[10]]), "counts")
    assert "2023-09 till 2024-05" in sentence


def test_poll_of_a_few_months_is_no_series() -> None:
    assert [] == said(counts(a_know=["2023-05", "2024-05"], b_know=["2023-05", "2024-04"]), "counts")


def test_counts_without_a_school_are_not_held_beside_schools() -> None:
    rows = pd.concat([counts(a_reports=YEAR), counts(b_reports=YEAR[1:]).assign(unit="")])

    assert [] == said(rows, "counts")


@pytest.mark.parametrize(
    ("without", "lacking"),
    [({("b", "8", "VT2023")}, "VT2023"), ({("b", "7", "HT2022"), ("b", "8", "HT2022")}, "HT2022")],
)
def test_term_that_a_grade_or_a_school_lacks_is_named(without: set[tuple[str, str, str]], lacking: str) -> None:
    rows = absence(*(place for place in product("ab", "78", TERMS) if place not in without))

    (sentence,) = said(rows, "absence")
    assert sentence.startswith(f"E369 Skola B saknar rader för {lacking}, där andra")


def test_school_that_opened_in_a_term_has_no_terms_before() -> None:
    rows = absence(*product("a", "7", TERMS), *product("b", "7", TERMS[2:]))

    assert [] == said(rows, "absence", A, replace(B, first_month="2023-08"))
    assert ["E370"] == [s[:4] for s in said(rows, "absence", A, replace(B, first_month="2024-01"))]


def test_row_that_can_not_be_placed_is_not_what_a_school_lacks() -> None:
    rows = absence(*product("ab", "7", TERMS))
    rows.loc[0, "grade"] = None

    assert [] == said(rows, "absence")


def test_tables_of_persons_and_costs_have_no_months() -> None:
    assert [] == said(pd.DataFrame({"item": ["x"], "n": [1]}), "costs")


def test_problem_is_said_in_both_languages() -> None:
    (problem,) = span_problems(source("contacts"), contacts(a=YEAR, b=YEAR[:-2]), (A, B))

    assert "School B has no rows for 2024-05 to 2024-06," in problem.text("en")
    assert "source “s”" in problem.text("en")
