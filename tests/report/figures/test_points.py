"""Points with intervals: before and after beside their change, and differences."""

from __future__ import annotations

from dataclasses import replace

import pytest
import released_by_hand
from drawings import Drawing, check_labels, drawn, drawn_again
from findings_with_figures import DECIDED, UNDECIDED, change, share_change, words_of
from released_by_hand import estimate, finding, hidden, same

from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.report.figures import for_phones
from tsi_eval.report.figures.differences import differences
from tsi_eval.report.figures.points import means, shares


class TestMeans:
    def test_both_means_and_the_change_stand_with_their_numbers(self, language: str) -> None:
        point = {"sv": ",", "en": "."}[language]
        seen = Drawing(drawn(DECIDED["means"], language).svg)

        assert {f"12{point}3", f"13{point}3", f"1{point}4", "T0", "T1"} <= set(seen.words)
        assert 3 == seen.intervals

    def test_long_names_of_occasions_stand_clear_of_each_other_on_a_phone(self) -> None:
        answer = change(0.3, 2.5)
        labels = {"T0": same("första kartläggningen"), "T1": same("andra kartläggningen")}

        figures = for_phones(released_by_hand.words_of(answer, labels=labels))

        assert {"kartläggningen"} <= set(Drawing(figures["figure-q"]).words)
        check_labels(figures["figure-q"])

    def test_without_both_means_there_is_no_figure(self) -> None:
        answer = change(0.3, 2.5)
        only_before = replace(answer, estimates=answer.estimates[:2])
        other_group = replace(
            answer, estimates=(answer.estimates[0], *(replace(item, group="before") for item in answer.estimates[1:]))
        )

        assert means(words_of(only_before), only_before) is None
        assert means(words_of(other_group), other_group) is None

    def test_a_hidden_answer_is_not_drawn(self) -> None:
        answer = change(0.3, 2.5)
        without = replace(answer, estimates=(hidden(answer.estimates[0]), *answer.estimates[1:]))

        assert means(words_of(without), without) is None

    def test_a_change_that_stands_beside_another_answer_is_drawn(self) -> None:
        answer = change(0.3, 2.5)
        beside = replace(answer.estimates[0], role=Role.SUPPORTING)

        assert means(words_of(answer), replace(answer, estimates=(beside, *answer.estimates[1:]))) is not None

    def test_means_of_another_outcome_are_left_out(self) -> None:
        answer = change(0.3, 2.5)
        other = replace(answer.estimates[1], outcome="worry", estimate=99.9)

        drawing = Drawing(drawn_again(replace(answer, estimates=(*answer.estimates, other))).svg)

        assert "99,9" not in drawing.words


class TestShares:
    def test_both_shares_and_their_difference_stand_with_their_numbers(self) -> None:
        seen = Drawing(drawn(DECIDED["shares"]).svg)

        assert {"31,3\u00a0%", "38,5\u00a0%", "7,2", "procent", "skillnad, procentenheter"} <= set(seen.words)
        assert 3 == seen.intervals

    def test_a_percentage_point_is_as_long_as_a_per_cent(self) -> None:
        figure = shares(words_of(DECIDED["shares"]), DECIDED["shares"])

        assert figure is not None
        assert (100.0, 40.0) == figure.panels

    def test_a_wide_interval_gets_a_longer_scale(self) -> None:
        answer = share_change(-0.4, 0.5)
        figure = shares(words_of(answer), answer)

        assert figure is not None
        assert figure.panels == pytest.approx((100.0, 1.3 * 90.0))

    def test_shares_of_another_group_are_left_out(self) -> None:
        answer = share_change(0.01, 0.13)
        other = replace(answer, estimates=(answer.estimates[0], *(replace(i, group="a") for i in answer.estimates[1:])))

        assert shares(words_of(other), other) is None


def test_a_finding_of_another_shape_is_none_of_these() -> None:
    answer = finding("any", Claim.DESCRIBES, [estimate(Quantity.COUNT, 43.0)])

    assert means(words_of(answer), answer) is None
    assert shares(words_of(answer), answer) is None
    assert differences(words_of(answer), answer) is None


@pytest.mark.parametrize("name", ["means", "shares", "differences"])
def test_an_undecided_answer_is_drawn_all_the_same(name: str) -> None:
    assert Drawing(drawn(UNDECIDED[name]).svg).intervals == Drawing(drawn(DECIDED[name]).svg).intervals
