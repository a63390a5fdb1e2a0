"""Points along a short axis: each has its number and its interval, or is said to be hidden."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from drawings import Drawing, drawn, drawn_again
from findings_with_figures import (
    COUNTED,
    DECIDED,
    HIDDEN_IN,
    halves,
    sessions,
    words_of,
)

from tsi_eval import release
from tsi_eval.designs import Occasions
from tsi_eval.report.figures import figure_of
from tsi_eval.report.figures.canvas import STYLES
from tsi_eval.study import Study


class TestCourse:
    def test_every_place_has_its_mean_and_its_interval(self, language: str) -> None:
        seen = Drawing(drawn(DECIDED["course"], language).svg)
        point = {"sv": ",", "en": "."}[language]

        assert {f"14{point}2", f"12{point}6", f"11{point}0", "T0", "T1", "T2"} <= set(seen.words)
        # Each interval is a line of its own, as strong as a decided answer's.
        assert seen.intervals == 3

    def test_a_hidden_occasion_has_neither_a_point_nor_an_interval(self) -> None:
        figure = drawn(HIDDEN_IN["occasions"])

        assert Drawing(figure.svg).intervals == 2
        assert "T1 .." in figure.alt
        assert not any("12,6" in text for text in (*Drawing(figure.svg).words, figure.alt))
        assert figure.source.endswith("n = 437 och 397.")

    def test_the_same_is_drawn_whatever_a_hidden_mean_was(self) -> None:
        answer = HIDDEN_IN["occasions"]
        means = [replace(p, ci_low=-40.0, ci_high=90.0) if p.estimate is None else p for p in answer.series["means"]]

        assert drawn_again(replace(answer, series={"means": tuple(means)})).svg == drawn(answer).svg

    def test_ten_shares_are_in_whole_per_cent_beside_each_other(self, language: str) -> None:
        figure = drawn(COUNTED["sessions"], language)
        seen = Drawing(figure.svg)
        percent = {"sv": "\u00a0%", "en": "%"}[language]
        name = {"sv": "träff", "en": "session"}[language]

        # The answer stands beside them, so that there is room for the names of every other.
        assert [f"{name} {n}" for n in range(1, 11, 2)] == [text for text in seen.words if text.startswith(f"{name} ")]
        *shares, _ = (text for text in seen.words if text.endswith(percent))
        assert shares == [f"{n}{percent}" for n in (96, 92, 88, 83, 79, 75, 71, 67, 63, 59)]
        assert seen.intervals == 10
        assert {"sv": "95,7", "en": "95.7"}[language] in figure.alt

    def test_shares_stand_on_a_scale_from_nothing_to_all(self) -> None:
        assert {"0", "50", "100"} <= set(Drawing(drawn(COUNTED["sessions"]).svg).words)

    def test_halves_are_numbers_of_sessions(self, language: str) -> None:
        figure = drawn(COUNTED["halves"], language)

        assert {"sv": "träffar", "en": "sessions"}[language] in Drawing(figure.svg).words
        assert {"sv": "första halvan av träffarna", "en": "first half of the sessions"}[language] in figure.alt
        assert Drawing(figure.svg).intervals == 2

    def test_nothing_is_drawn_when_every_place_is_hidden(self) -> None:
        answer = DECIDED["course"]
        hidden = tuple(replace(p, estimate=None, status="suppressed") for p in answer.series["means"])
        answer = replace(answer, series={"means": hidden})

        assert figure_of(words_of(answer), answer) is None

    def test_a_hidden_answer_is_said_to_be(self, language: str) -> None:
        answer = DECIDED["course"]
        (item,) = answer.estimates
        answer = replace(answer, estimates=(replace(item, estimate=None, status="suppressed", reason="few_in_mean"),))
        figure = drawn_again(answer, language)

        assert {"sv": "Svaret visas inte", "en": "The answer is not shown"}[language] in figure.alt
        assert "3,2" not in figure.alt + figure.title
        assert "14" in figure.alt

    def test_equal_means_without_intervals_are_drawn(self) -> None:
        answer = COUNTED["halves"]
        equal = tuple(replace(p, estimate=3.0, ci_low=None, ci_high=None) for p in answer.series["sessions"])

        assert "3,0" in Drawing(drawn_again(replace(answer, series={"sessions": equal})).svg).words


def test_an_answer_that_is_none_of_the_points_stands_apart_with_its_own_digits() -> None:
    figure = drawn(sessions())
    seen = Drawing(figure.svg)

    assert "68,2\N{NO-BREAK SPACE}%" in seen.words
    assert "68,2\N{NO-BREAK SPACE}%" in figure.title
    # Its style is another than that of the points, and it has no place among halves.
    assert STYLES[1][0] in seen.colours
    assert STYLES[1][0] not in Drawing(drawn(halves()).svg).colours


@pytest.mark.parametrize(("lacking", "same"), [(0, True), (6, False)])
def test_only_the_same_persons_are_said_to_be_the_same(lacking: int, same: bool) -> None:
    random = np.random.default_rng(5)
    waves = [
        pd.DataFrame({"person": range(40), "occasion": at, "outcome": "worry", "value": random.integers(9, 30, 40)})
        for at in ("T0", "T1", "T2")
    ]
    waves[1] = waves[1].iloc[lacking:]
    study = Study.from_frames(measures=pd.concat(waves))
    finding = Occasions(outcome="worry", occasions=("T0", "T1", "T2")).answer(study)
    figure = drawn(release(finding, policy="internal", data="synthetic").findings[0], "en")

    assert same == ("of the same persons" in figure.subtitle)
    assert same != ("are not the same persons" in figure.subtitle)
