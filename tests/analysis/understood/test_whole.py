"""What the tables say of each other: time outside, and what no question asks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Delivered = Callable[..., dict[str, list[str]]]

COSTS = """
[[source]]
id = "costs"
table = "costs"
files = ["costs.csv"]
columns = { item = "post", quantity = "antal", price = "pris", price_year = "år" }
fixed = { kind = "other", measure = "piece", payer = "social", source = "avtal" }
"""
COUNTS = """
[[source]]
id = "counts"
table = "counts"
files = ["counts.csv"]
columns = { period = "månad", n = "antal" }
fixed = { series = "reports" }
"""
OTHER = """
[outcome.other]
label = { sv = "annat mått", en = "other measure" }
unit = { sv = "poäng", en = "points" }

[[source]]
id = "other"
table = "measures"
files = ["other.csv"]
person = "id"
outcomes.other = { T0 = ["poang"] }
"""
MONTHS = "månad,antal\n2023-11,5\n2024-09,6\n"


def budget(year: int) -> str:
    return f"post,antal,pris,år\nLokal,2,1000,{year}\n"


def test_delivery_whose_parts_meet_says_nothing_more(understood: Delivered) -> None:
    assert "whole" not in understood()


@pytest.mark.parametrize(
    ("period", "expected"),
    [("hösten 2023", True), ("läsåret 2023/24", False), ("2023–2024", False), ("så länge det varade", False)],
)
def test_period_that_ends_before_the_data_is_said(
    understood: Delivered, files: dict[str, str], period: str, *, expected: bool
) -> None:
    words = 'sv = "läsåret 2023/24", en = "school year 2023/24"'
    about = files["pilot.toml"].replace(words, f'sv = "{period}", en = "{period}"')

    said = understood(pilot__toml=about).get("whole", [])

    assert expected == any(f"Perioden i pilot.toml, ”{period}”, är slut före" in sentence for sentence in said)


def test_period_that_ends_in_one_language_only_is_said_with_that_language_s_words(
    understood: Delivered, files: dict[str, str]
) -> None:
    words = 'sv = "läsåret 2023/24", en = "school year 2023/24"'
    about = files["pilot.toml"].replace(words, 'sv = "januari 2023–juni 2024", en = "autumn 2023"')

    (said,) = understood(pilot__toml=about)["whole"]

    assert "en = ”autumn 2023” är slut före de senaste uppgifterna" in said
    assert "juni 2024”" not in said


@pytest.mark.parametrize(("year", "expected"), [(2022, True), (2023, True), (2024, False), (2025, False)])
def test_budget_that_ends_before_the_other_data_is_said(understood: Delivered, year: int, *, expected: bool) -> None:
    said = understood(more=COSTS, costs__csv=budget(year))["whole"]

    assert expected == any(f"prisår är {year}" in sentence for sentence in said)


def test_latest_month_of_tallies_counts_too(understood: Delivered) -> None:
    said = understood(more=COUNTS + COSTS, counts__csv=MONTHS, costs__csv=budget(2023))["whole"]

    assert any("går fram till sep\N{NO-BREAK SPACE}2024" in sentence for sentence in said)


def test_outcomes_and_tables_that_no_question_uses_are_said(understood: Delivered, files: dict[str, str]) -> None:
    sources = OTHER.partition("[[source]]")
    changed = sources[0] + files["sources.toml"] + "\n[[source]]" + sources[2] + COUNTS

    said = understood(sources__toml=changed, other__csv="id,poang\nbarn001,5\nbarn002,6\n", counts__csv=MONTHS)["whole"]

    assert "Ingen fråga använder annat mått." in said
    assert "Ingen fråga använder det som är läst som Antal månad för månad." in said
    assert 2 == sum("Ingen fråga" in sentence for sentence in said)


def test_same_is_said_in_english(understood: Delivered) -> None:
    said = understood("en", more=COSTS, costs__csv=budget(2022))["whole"]

    assert any("The latest price year of the costs is 2022" in sentence for sentence in said)
    assert "No question uses what is read as Costs." in said
