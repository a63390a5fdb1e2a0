"""Which figure chosen numbers have: lines, rows on one scale, rows on their own, or none."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from findings_with_figures import LABELS, change, funnel
from released_by_hand import estimate, finding, hidden, words_of

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import Drawn, svg_of
from tsi_eval.report.figures.chosen import Chosen, chosen
from tsi_eval.report.figures.paper import PAGE, PHONE, Paper

FUNNEL, CHANGE = funnel(group=0.4), replace(change(0.4, 2.4), question="other")
MONTHS = [
    estimate(Quantity.COUNT, 10.0 + n, n=10 + n, period=f"2024-0{n}", axis="month", unit="events") for n in range(1, 6)
]
SERIES = finding("time_series", Claim.DIVERGED, [], {"observed": MONTHS})
WORDS = words_of(FUNNEL, CHANGE, language="en", labels=LABELS)


def rows(of: ReleasedFinding, *items: ReleasedEstimate, series: str = "", heading: str = "") -> list[Chosen]:
    return [Chosen(heading=heading, finding=of, series=series, item=item) for item in items]


def drawn(items: list[Chosen], paper: Paper = PAGE) -> Drawn:
    made = chosen(WORDS, items, paper)
    assert made is not None
    svg_of(made, "t")
    return made


class TestLines:
    def test_points_along_the_calendar_are_lines(self) -> None:
        made = drawn(rows(SERIES, *MONTHS[:3], series="observed"))

        assert [11, 12, 13] == [item.n for item in made.shows]
        assert PAGE.height == made.height
        assert made.subtitle.startswith("number per month")

    def test_a_lone_point_is_a_row(self) -> None:
        assert PAGE.height > drawn(rows(SERIES, MONTHS[0], series="observed")).height


class TestOneScale:
    def test_shares_are_rows_of_per_cent_with_intervals(self) -> None:
        made = drawn(rows(FUNNEL, *FUNNEL.series["all"]))

        assert made.subtitle.startswith("per cent")
        assert "95" in made.subtitle
        assert "80.0%" in made.alt
        assert ["B1", "C1"] == re.findall(r"B1|C1", made.alt)

    def test_counts_are_bars(self) -> None:
        counts = [item for item in FUNNEL.estimates if item.quantity is Quantity.COUNT]

        made = drawn(rows(FUNNEL, *counts))

        assert "n = 107, 160 and 200" == made.n
        assert "A1: 200" in made.alt

    def test_many_sizes_are_said_by_the_smallest_and_the_largest(self) -> None:
        items = [estimate(Quantity.COUNT, n, n=n, unit="persons", group=f"unit=school_{n}") for n in range(5, 9)]

        made = drawn(rows(finding("participation", Claim.DESCRIBES, items), *items))

        assert "n from 5 to 8" == made.n

    def test_what_is_hidden_is_said_to_be_and_has_no_length(self) -> None:
        shown, other = FUNNEL.series["all"]

        made = drawn(rows(FUNNEL, shown, hidden(other)))

        assert WORDS.say("figure.hidden") in made.alt
        assert [shown] == list(made.shows)

    def test_a_band_is_drawn(self) -> None:
        band = replace(FUNNEL.series["all"][0], status="banded", estimate=None, ci_low=0.0, ci_high=0.2)

        assert "at most 20" in drawn(rows(FUNNEL, FUNNEL.series["all"][1], band)).alt

    def test_headings_and_what_differs_name_the_rows(self) -> None:
        first, second = FUNNEL.series["all"]

        made = drawn([*rows(FUNNEL, first, heading="Ours"), *rows(FUNNEL, second, heading="Theirs")], PHONE)

        assert "Ours, B1: 80.0%" in made.alt
        assert "Theirs, C1: 53.5%" in made.alt


class TestOwnScales:
    def test_answers_of_several_kinds_have_a_scale_each(self) -> None:
        ratio = estimate(Quantity.RATE_RATIO, 1.3, ci_low=1.1, ci_high=1.6, n=40, decimals=2)
        other = finding("time_series", Claim.DIVERGED, [ratio])

        made = drawn([*rows(CHANGE, CHANGE.estimates[0]), *rows(other, other.estimates[0])])

        assert 2 == len(made.shows)
        assert (
            WORDS.say("figure.subtitle.all_answers", expected="", arrows="", level=WORDS.level(ratio)) == made.subtitle
        )


MEAN = CHANGE.estimates[1]


@pytest.mark.parametrize(
    "items",
    [
        [FUNNEL.estimates[0], FUNNEL.estimates[1]],
        [MEAN, CHANGE.estimates[0]],
        [MEAN, replace(MEAN, outcome="another")],
        [MEAN, replace(MEAN, unit="minutes")],
        [hidden(MEAN), hidden(CHANGE.estimates[2])],
    ],
)
def test_numbers_without_a_common_scale_have_no_figure(items: list[ReleasedEstimate]) -> None:
    assert chosen(WORDS, rows(CHANGE, *items)) is None


def test_amounts_of_different_price_years_have_no_common_scale() -> None:
    costs = [estimate(Quantity.COST, 1000.0, unit="sek", price_year=year, decimals=0) for year in (2015, 2016)]

    assert chosen(WORDS, rows(finding("cost", Claim.DESCRIBES, costs), *costs)) is None
