"""A funnel of nested stages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from drawings import Drawing, drawn
from findings_with_figures import (
    funnel,
    words_of,
)
from released_by_hand import estimate, finding, kept, with_groups

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.stages import stages


def test_a_stage_without_share_has_no_bar() -> None:
    shown, hidden = Drawing(drawn(funnel()).svg), Drawing(drawn(funnel(None, None)).svg)

    assert len(shown.widths_of("#5b9aa5")) == 3
    assert len(hidden.widths_of("#5b9aa5")) == 2
    assert any("160 (80" in text for text in shown.words)
    assert not any("160" in text or "80" in text for text in hidden.words if text not in {"80", "2024"})


def test_the_same_is_drawn_whatever_a_hidden_value_was() -> None:
    # A suppressed estimate has no number; were one left in by mistake, its interval must not be
    # drawn either.
    hidden = funnel(None, None, group=0.491)
    planted = replace(
        hidden,
        series={
            name: tuple(replace(p, ci_low=0.1234, ci_high=0.4321, n=3) if p.estimate is None else p for p in points)
            for name, points in hidden.series.items()
        },
    )

    assert drawn(hidden).svg == drawn(planted).svg


def shares_of(answer: ReleasedFinding) -> list[str]:
    """Return the shares that are written in the drawing."""
    found = re.findall(r"\d+(?:,\d)?\u00a0%", " ".join(Drawing(drawn(answer).svg).words))
    return [share for share in found if share != "100\u00a0%"]


def test_each_stage_has_its_count_and_its_share_of_the_first() -> None:
    seen = Drawing(drawn(funnel()).svg).words

    assert {"200", "160 (80,0\u00a0%)", "107 (53,5\u00a0%)"} <= set(seen)


def test_shares_have_as_many_decimals_as_the_least_certain_of_them() -> None:
    sure = funnel()
    (first, second) = sure.series["all"]
    unsure = replace(sure, series={"all": (first, replace(second, estimate=0.537, ci_low=0.2, ci_high=0.9))})

    assert {"80,0\u00a0%", "53,5\u00a0%"} == set(shares_of(sure))
    assert {"80\u00a0%", "54\u00a0%"} == set(shares_of(unsure))


def test_a_group_has_a_point_under_each_stage_but_the_first() -> None:
    words = Drawing(drawn(funnel(group=0.491)).svg).words

    assert ["a: visas inte", "a 49,1\u00a0%"] == [text for text in words if text.startswith("a")]


def test_a_band_is_drawn_as_long_as_it_may_be() -> None:
    sure = funnel()
    (first, second) = sure.series["all"]
    band = replace(second, estimate=None, status="banded", reason="few", ci_low=0.9, ci_high=1.0)
    seen = Drawing(drawn(replace(sure, series={"all": (first, band)})).svg)

    assert "107 (minst 90,0\u00a0%)" in seen.words


@pytest.mark.parametrize("series", [{}, {"all": []}])
def test_without_a_share_there_is_no_figure(series: dict[str, list[ReleasedEstimate]]) -> None:
    answer = finding(
        "participation", Claim.DESCRIBES, [estimate(Quantity.COUNT, 43.0, axis="stage", period="offered", n=43)], series
    )

    assert stages(words_of(answer), answer) is None


def test_without_any_share_that_is_shown_there_is_no_figure() -> None:
    answer = funnel(None, None)
    hidden = {"all": tuple(replace(point, estimate=None, status="suppressed") for point in answer.series["all"])}
    answer = replace(answer, series=hidden)

    assert stages(words_of(answer), answer) is None


def counted_again(whole: ReleasedFinding, stage: str, n: int) -> ReleasedFinding:
    """Return a finding of an earlier report in which one stage was counted anew."""
    renewed = (
        replace(item, estimate=float(n), n=n, as_of=None) if item.period == stage else item for item in whole.estimates
    )
    return replace(whole, estimates=tuple(renewed))


def test_a_first_stage_that_was_counted_again_is_drawn_as_the_whole_that_the_shares_are_of() -> None:
    whole = kept(funnel())
    figure = drawn(counted_again(whole, "offered", 260))
    seen = Drawing(figure.svg)

    assert "200" in seen.words
    assert not any("260" in text for text in seen.words)
    assert figure.source == drawn(whole).source


def test_another_stage_that_was_counted_again_has_its_share_alone() -> None:
    seen = Drawing(drawn(counted_again(kept(funnel()), "started", 190)).svg)

    assert "80,0\u00a0%" in seen.words
    assert not any("190" in text or "160" in text for text in seen.words)


def test_declared_groups_that_have_no_row_are_named_under_the_figure() -> None:
    words = with_groups(words_of(funnel()), "group=a", "group=b")

    figure = stages(words, funnel())

    assert figure is not None
    assert figure.subtitle.endswith("utan rad (tomma eller visas inte): a; b")
