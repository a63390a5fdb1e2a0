"""How it moved before the start is said in words, which paper has too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from released_by_hand import JUNE, estimate, finding, headline, hidden, words_of

from tsi_eval.findings import Claim, Part, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.before_start import already, before_start
from tsi_eval.report.overview import messages
from tsi_eval.report.parts import Prose
from tsi_eval.report.question import chapter_of

GROUP = "tallied=event_about_person"
NBSP = "\N{NO-BREAK SPACE}"
YEARS = [("2020/21", 0.202), ("2021/22", 0.209), ("2022/23", 0.246), ("2023/24", 0.325)]
SAID = f"Läsåren före starten var andelen 20,2{NBSP}% (2020/21), 20,9{NBSP}% (2021/22) och 24,6{NBSP}% (2022/23)."
RATIO = headline(Quantity.RATE_RATIO, 1.26, ci_low=0.97, ci_high=1.63, period=Part.SINCE_START, decimals=2)
TREND = estimate(
    Quantity.RATE_RATIO,
    1.09,
    ci_low=0.97,
    ci_high=1.21,
    period=Part.BEFORE_START,
    decimals=2,
    level=0.95,
    status="shown",
)


def share(year: str, value: float | None, **about: object) -> ReleasedEstimate:
    usual = {"group": GROUP, "period": year, "axis": "school_year", "unit": "share", "decimals": 3}
    return estimate(Quantity.SHARE, value, **(usual | about))


def of_years(*points: ReleasedEstimate, start: str = "2023-08") -> ReleasedFinding:
    answer = headline(Quantity.SHARE_DIFFERENCE, 0.079, ci_low=0.01, ci_high=0.146, group=GROUP, decimals=3)
    return replace(finding("tally_share", Claim.CHANGED, [answer], {GROUP: points}), start=start)


def said(found: ReleasedFinding, language: str = "sv") -> str:
    return before_start(words_of(found, language=language), found)


EVERY = [share(year, value) for year, value in YEARS]


def test_each_school_year_that_had_ended_is_said_in_the_chapter() -> None:
    found = of_years(*EVERY)

    assert said(found).startswith(SAID)
    chapter = chapter_of(words_of(found), found)
    assert any(SAID in part.markdown for part in chapter.parts if isinstance(part, Prose))


def test_a_share_that_moved_the_same_way_already_is_said_on_the_page_of_main_messages() -> None:
    found = of_years(*EVERY)
    words = words_of(found)

    text = already(words, found)

    assert text == f"Andelen rörde sig åt samma håll redan före starten: {SAID.partition('andelen ')[2]}"
    assert any(text in part.markdown for part in messages(words).parts if isinstance(part, Prose))


@pytest.mark.parametrize("values", [(0.25, 0.22, 0.246), (0.3, 0.28, 0.26), (0.2, 0.2, 0.246)])
def test_a_share_that_did_not_move_so_each_year_is_not_said_to_have(values: tuple[float, ...]) -> None:
    years = [share(year, value) for (year, _), value in zip(YEARS, values, strict=False)]

    assert "" == already(words_of(of_years(*years)), of_years(*years))
    assert "" == already(words_of(of_years(*EVERY)), of_years(hidden(EVERY[0]), hidden(EVERY[1]), *EVERY[2:]))


def test_a_year_in_which_it_started_is_no_year_before() -> None:
    assert "2022/23" not in said(of_years(*EVERY, start="2023-01"))
    assert "2022/23" in said(of_years(*EVERY, start="2023-07"))


@pytest.mark.parametrize(
    "points",
    [
        EVERY[2:],
        [EVERY[0], *(hidden(point) for point in EVERY[1:])],
        [replace(point, as_of=JUNE) for point in EVERY],
    ],
    ids=["one year", "hidden", "of an earlier report"],
)
def test_fewer_than_two_years_of_the_answers_own_report_are_no_movement(points: list[ReleasedEstimate]) -> None:
    assert "" == said(of_years(*points))


def test_without_a_start_nothing_was_before_it() -> None:
    assert "" == said(of_years(*EVERY, start=""))


def test_the_trend_before_is_said_in_per_cent_a_year(language: str) -> None:
    found = finding("time_series", Claim.DIVERGED, [RATIO, TREND])

    assert "+9 " in said(found, language)
    assert "−3" in said(found, language)
    assert "+21" in said(found, language)


def test_a_hidden_trend_and_a_hidden_answer_say_nothing() -> None:
    assert "" == said(finding("time_series", Claim.DIVERGED, [RATIO, hidden(TREND)]))
    assert "" == said(finding("time_series", Claim.DIVERGED, [hidden(RATIO), TREND]))
