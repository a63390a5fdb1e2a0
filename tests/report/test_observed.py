"""What was counted stands first in an answer, as far as it is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from released_by_hand import JUNE, estimate, finding, headline, words_of

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.report.observed import observed

RATIO = headline(Quantity.RATE_RATIO, 1.2, outcome="calls", period="since_start")
CHANGE = headline(Quantity.SHARE_DIFFERENCE, 0.1, outcome="calls", group="tallied=person")


def count(n: float | None, period: str, **about: object) -> ReleasedEstimate:
    return estimate(Quantity.COUNT, n, outcome="calls", period=period, **about)


def said(*items: ReleasedEstimate, language: str = "sv") -> str:
    found = finding("any", Claim.CHANGED, items)
    return observed(words_of(found, language=language), found, found.estimates[0])


def test_counted_since_the_start_stands_beside_the_year_before() -> None:
    counts = (count(123.0, "since_start"), count(100.0, "year_before"))

    assert "123 sedan starten, 100 under samma månader året före" == said(RATIO, *counts)
    assert "123 since the start, 100 in the same months of the year before" == said(RATIO, *counts, language="en")


def test_with_several_years_the_first_is_held_against_the_year_before() -> None:
    counts = (count(260.0, "since_start"), count(123.0, "first_year"), count(100.0, "year_before"))

    assert "260 sedan starten; 123 det första året och 100 under samma månader året före" == said(RATIO, *counts)


@pytest.mark.parametrize("hidden", [(None, 100.0), (123.0, None)])
def test_where_either_year_is_hidden_neither_is_said(hidden: tuple[float | None, float | None]) -> None:
    first, before = hidden
    counts = (count(260.0, "since_start"), count(first, "first_year"), count(before, "year_before"))

    assert "260 sedan starten" == said(RATIO, *counts) == said(RATIO, count(260.0, "since_start"))


def test_what_is_counted_of_others_or_along_an_axis_is_not_said() -> None:
    others = (
        count(7.0, "since_start", group="left_out"),
        count(8.0, "since_start", axis="month"),
        replace(count(9.0, "since_start"), outcome="other"),
    )

    assert "" == said(RATIO, *others)


def test_a_share_stands_after_how_many_of_how_many_it_is() -> None:
    shares = [
        estimate(Quantity.SHARE, 0.4, n=n, outcome="calls", group="tallied=person", period=period)
        for period, n in (("before_start", 281), ("after_start", 397))
    ]
    before, after = (
        count(n, period, group="tallied=person") for n, period in ((69.0, "before_start"), (129.0, "after_start"))
    )

    assert "129 av 397 från starten, 69 av 281 före. Andelen" == said(CHANGE, *shares, before, after)
    hidden = count(None, "before_start", group="tallied=person")
    assert "andelen" == said(CHANGE, *shares, hidden, after)
    assert "andelen" == said(CHANGE, *shares, replace(before, as_of=JUNE), after)


def test_the_means_of_two_groups_stand_before_their_difference() -> None:
    difference = headline(Quantity.MEAN_DIFFERENCE, -1.93, outcome="w", group="arm=a", reference="arm=b", unit="w")
    a, b = (estimate(Quantity.MEAN, v, outcome="w", group=g, decimals=1) for v, g in ((3.09, "arm=a"), (5.02, "arm=b")))
    hidden = estimate(Quantity.MEAN, None, outcome="w", group="arm=b")

    assert "i genomsnitt 3,1  för a och 5,0 för b. Skillnaden är" == said(difference, a, b)
    assert "skillnaden mellan a och b är i genomsnitt" == said(difference, a, hidden) == said(difference)


def test_absence_before_and_from_the_start_stands_before_its_change() -> None:
    change = headline(Quantity.ABSENCE_CHANGE, -0.004, group="schools=pilot", decimals=3)
    before, after, other = (
        estimate(Quantity.ABSENCE, v, group=g, period=p, decimals=3)
        for v, g, p in (
            (0.062, "schools=pilot", "before_start"),
            (0.058, "schools=pilot", "after_start"),
            (0.09, "schools=comparison", "after_start"),
        )
    )

    assert "frånvaron var 5,8 % från starten och 6,2 % före. Den" == said(change, before, after, other).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "frånvaron" == said(change, before, other)


def test_a_year_of_an_earlier_report_is_not_held_against_a_newer_count() -> None:
    since, before = count(123.0, "since_start"), replace(count(60.0, "year_before"), as_of=JUNE)

    assert "123 sedan starten" == said(RATIO, since, before)
    both_older = "123 (30 juni 2025) sedan starten, 60 under samma månader året före"
    assert both_older == said(RATIO, replace(since, as_of=JUNE), before)
