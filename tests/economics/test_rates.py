"""What the years of a pilot are worth: the package's index and surcharges, and a pilot's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tsi_eval.economics import Money, Rates, kpi, load_prices, load_prices_and_rates, surcharge, to_year
from tsi_eval.errors import DeclarationError, NotEstimable, Problem

INDEX = """
[[index]]
year = {year}
value = {value}
source = "SCB"
base = {base}
"""
SURCHARGE = """
[[surcharge]]
sector = "kommun"
year = {year}
percent = {percent}
source = "{source}"
"""
Rated = Callable[[str], Rates]


def index(year: int, value: float, base: int = 1980) -> str:
    return INDEX.format(year=year, value=value, base=base)


def fees(year: int, percent: float, source: str = "SKR") -> str:
    return SURCHARGE.format(year=year, percent=percent, source=source)


@pytest.fixture
def rated(tmp_path: Path) -> Rated:
    """Return the rates that a prices.toml gives."""

    def read(text: str) -> Rates:
        (tmp_path / "prices.toml").write_text(text, encoding="utf-8")
        return load_prices_and_rates(tmp_path)[1]

    return read


def refused(rated: Rated, text: str) -> list[tuple[str, str]]:
    """Return the codes and the years of what is wrong."""
    with pytest.raises(DeclarationError) as error:
        rated(text)
    assert all(problem.text(language) for problem in error.value.problems for language in ("sv", "en"))
    return [
        (problem.code, str(problem.params.get("year", problem.params.get("name")))) for problem in error.value.problems
    ]


def test_without_a_file_the_rates_are_the_package_s(tmp_path: Path) -> None:
    prices, rates = load_prices_and_rates(tmp_path)

    assert (load_prices(), kpi(), {}) == (prices, rates.index, rates.surcharges)
    assert surcharge("kommun", 2021) == rates.surcharge("kommun", 2021)


def test_a_later_year_is_declared_with_its_source(rated: Rated) -> None:
    rates = rated(index(2024, 415.0) + fees(2024, 44.9))

    assert Money(415.0, 2024) == to_year(Money(403.70, 2023), 2024, rates.index)
    assert {2024: "SCB"} == rates.index.declared
    found = rates.surcharge("kommun", 2024)
    assert (44.9, True, "SKR", True) == (found.percent, found.verified, found.source, found.own)
    assert ("SCB", "SKR") == rates.sources()


def test_the_package_s_own_series_is_not_changed_by_a_pilot(rated: Rated) -> None:
    rated(index(2024, 415.0) + fees(2024, 44.9))

    assert 2024 not in kpi().annual_mean
    with pytest.raises(NotEstimable, match="E385"):
        surcharge("kommun", 2024)


def test_an_index_of_another_base_is_converted_by_the_package_s_mean_of_that_year(rated: Rated) -> None:
    rates = rated(index(2024, 123.5, base=2020))

    assert pytest.approx(123.5 * 335.92 / 100) == rates.index.annual_mean[2024]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (index(2024, 123.5), [("E386", "2024")]),
        (index(2024, 415.0, base=2020), [("E386", "2024")]),
        (index(2024, 41.5), [("E386", "2024")]),
        (index(2024, 4150.0), [("E386", "2024")]),
        (index(2024, 380.0), [("E386", "2024")]),
        (index(2024, 415.0) + index(2025, 125.0), [("E386", "2025")]),
        (index(2005, 28.0), [("E386", "2005")]),
        (index(2024, 415.0, base=1949), [("E313", "2024")]),
        (index(2024, 415.0) + index(2024, 416.0), [("E314", "2024")]),
        (index(2023, 400.0), [("E387", "2023")]),
        (fees(2024, 44.9) + fees(2024, 45.0), [("E314", "kommun 2024")]),
    ],
    ids=[
        "2020 = 100 taken for 1980 = 100",
        "1980 = 100 taken for 2020 = 100",
        "a tenth",
        "ten times",
        "a fall of six per cent",
        "of two years one",
        "before the package's first year",
        "a base that is not known",
        "one year twice",
        "another value than the package's",
        "one surcharge twice",
    ],
)
def test_a_year_that_can_not_be_right_is_refused(rated: Rated, text: str, problems: list[tuple[str, str]]) -> None:
    assert problems == refused(rated, text)


@pytest.mark.parametrize("text", [index(2023, 403.70), index(2023, 120.18, base=2020)])
def test_a_year_that_says_what_the_package_says_is_taken(rated: Rated, text: str) -> None:
    rates = rated(text)

    assert (403.70, {}) == (rates.index.annual_mean[2023], rates.index.declared)


def test_a_gap_of_years_may_hold_the_rise_of_all_of_them(rated: Rated) -> None:
    assert 520.0 == rated(index(2028, 520.0)).index.annual_mean[2028]


def test_a_surcharge_of_the_pilot_goes_before_the_package_s(rated: Rated) -> None:
    rates = rated(fees(2022, 41.0))

    assert (41.0, 39.25) == (rates.surcharge("kommun", 2022).percent, surcharge("kommun", 2022).percent)


def test_a_surcharge_that_nobody_measured_is_not_verified(rated: Rated) -> None:
    assert not rated(fees(2024, 45.0, source="ASSUMPTION")).surcharge("kommun", 2024).verified


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        (fees(2024, 0.449), "E155", "surcharge.2024.percent"),
        (index(2024, -1), "E155", "index.2024.value"),
        (index(2024, 415.0).replace('source = "SCB"', ""), "E223", "index.2024.source"),
        (index(2024, 415.0).replace('"SCB"', '""'), "E223", "index.2024.source"),
        (index(2024, 415.0).replace("year = 2024", ""), "E222", "index.1.year"),
        (index(2024, 415.0).replace("base = 1980", ""), "E154", "index.2024.base"),
        (index(2024, 415.0).replace("value", "valu"), "E153", "index.2024.valu"),
        (fees(2024, 45.0).replace("kommun", "landsting"), "E155", "surcharge.2024.sector"),
    ],
)
def test_fault_stands_at_its_own_key(rated: Rated, text: str, code: str, key: str) -> None:
    with pytest.raises(DeclarationError) as error:
        rated(text)

    assert (code, key) in [(problem.code, problem.params["key"]) for problem in error.value.problems]


def lines_to_paste(problem: Problem, language: str) -> str:
    """Return the lines that an error says to write, as a project lead copies them."""
    of_a_pilot = replace(problem, params={"question": "cost", **problem.params})
    do = of_a_pilot.lines(language)[2]
    return do[do.index("[[") :]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_lines_that_an_error_says_to_write_work_when_the_number_is_filled_in(rated: Rated, language: str) -> None:
    with pytest.raises(NotEstimable) as of_index:
        to_year(Money(1, 2023), 2024, kpi())
    with pytest.raises(NotEstimable) as of_surcharge:
        surcharge("region", 2025)
    pasted = "\n".join(lines_to_paste(error.value.problems[0], language) for error in (of_index, of_surcharge))
    filled = re.sub(r"value = +#", "value = 415.6   #", re.sub(r"percent = +#", "percent = 47.5  #", pasted))

    rates = rated(filled.replace('source = ""', 'source = "SCB"'))

    assert (415.6, 47.5) == (rates.index.annual_mean[2024], rates.surcharge("region", 2025).percent)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_lines_that_are_not_filled_in_are_refused(rated: Rated, language: str) -> None:
    with pytest.raises(NotEstimable) as error:
        to_year(Money(1, 2023), 2024, kpi())
    pasted = lines_to_paste(error.value.problems[0], language)

    assert ["E152"] == [code for code, _ in refused(rated, pasted)]
    assert ["E223"] == [code for code, _ in refused(rated, re.sub(r"value = +#", "value = 415.6 #", pasted))]
