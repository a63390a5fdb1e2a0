"""Differences from a reference, with the same computed otherwise under each."""

from __future__ import annotations

from dataclasses import replace

from drawings import Drawing, drawn, drawn_again
from findings_with_figures import DECIDED, difference, words_of
from released_by_hand import finding

from tsi_eval.findings import Claim
from tsi_eval.report.figures.differences import differences


class TestDifferences:
    def test_the_same_computed_otherwise_stands_under_the_answer_without_a_number(self) -> None:
        seen = Drawing(drawn(DECIDED["differences"]).svg)

        assert "2,7" in seen.words
        assert "2,4" not in seen.words
        assert 1 == seen.intervals

    def test_without_a_check_the_words_mention_none(self) -> None:
        answer = difference(0.4, 5.0)
        alone = replace(answer, estimates=answer.estimates[:1])
        checked, unchecked = (differences(words_of(item), item) for item in (answer, alone))

        assert checked is not None
        assert unchecked is not None
        assert checked.alt != unchecked.alt
        assert checked.height > unchecked.height

    def test_each_group_s_checks_stand_under_its_own_answer(self) -> None:
        first = difference(0.4, 5.0)
        answer, check = first.estimates
        second = replace(answer, group="arm=c", estimate=3.3), replace(check, group="arm=c", estimate=3.1)
        both = replace(first, estimates=(answer, second[0], check, second[1]))

        words = Drawing(drawn_again(both).svg).words
        check_words = ["alla tillsammans, personer i", "enheter"]

        assert ["a jämfört med b", *check_words, "c jämfört med b", *check_words] == words[4:10]
        assert ["2,7", "3,3"] == words[10:12]

    def test_without_an_interval_there_is_no_figure(self) -> None:
        item = replace(difference(0.4, 5.0).estimates[0], ci_low=None, ci_high=None)
        answer = finding("comparison", Claim.DIFFERS, [item])

        assert differences(words_of(answer), answer) is None
