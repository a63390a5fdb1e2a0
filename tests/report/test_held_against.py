"""What stands after an answer about change: who is missing, what comes by itself, what matters."""

from __future__ import annotations

from dataclasses import replace

import pytest
import released_by_hand
from answers_about_change import (
    CANNOT_TELL,
    MARGIN,
    NOT_SMALL,
    UNIT,
    bounds,
    by_itself,
    changed,
    declared,
    estimate,
    finding,
    imputed,
    mirrored,
    sentences_beside,
    words_of,
    written,
)
from released_by_hand import hidden, judged_answer

from tsi_eval.findings import Claim, Matter, Quantity, Role, Verdict
from tsi_eval.report.held_against import expected_alone, from_what, held_against, is_small, matters
from tsi_eval.report.sentences import COUNTED, UNDECIDED, answers, certainty, headlines
from tsi_eval.report.words import NONE

# How an interval may lie to a margin of 3, on either side of nothing, and the sentence that says
# so.
POSITIONS = {
    "inside and holding nothing": ((-1.2, 2.4), ""),
    "inside without nothing": ((0.4, 2.4), "matters_little"),
    "beyond": ((3.4, 5.2), "matters_much"),
    "from the margin on": ((3.0, 5.2), "matters_much"),
    "across": ((1.4, 4.6), "matters_unsure"),
    "up to the margin": ((1.4, 3.0), "matters_unsure"),
    "holding nothing and reaching beyond": ((-0.8, 4.4), "matters_open"),
    "holding nothing and reaching the margin": ((-0.8, 3.0), "matters_open"),
    "from nothing": ((0.0, 4.4), "matters_open"),
}


class TestByItself:
    @pytest.mark.parametrize("way", [1, -1])
    def test_what_was_expected_and_what_is_beyond(self, way: int, language: str) -> None:
        answer = changed(-6.0, -2.0) if way < 0 else changed(2.0, 6.0)

        ((key, places),) = sentences_beside(language, answer, *by_itself(way * 1.8, answer))

        assert "expected" == key
        assert (written(way * 1.8, language), UNIT[language]) == (places["value"], places["unit"])
        assert written(way * 2.2, language) == places["beyond"]
        ends = sorted((way * 0.2, way * 4.2))
        assert all(written(end, language) in places["interval"] for end in ends)

    def test_half_of_it_is_not_said(self, language: str) -> None:
        answer = changed(-6.0, -2.0)
        expected, beyond = by_itself(-1.8, answer)

        assert [] == sentences_beside(language, answer, expected, hidden(beyond))
        assert [] == sentences_beside(language, answer, hidden(expected), beyond)


class TestFromWhat:
    RATIO = estimate(Quantity.RATE_RATIO, 0.78, ci_low=0.63, ci_high=0.96, role=Role.HEADLINE, decimals=2)

    def test_a_ratio_says_between_which_means_it_lies(self, language: str) -> None:
        first, _, last = self.RATIO.period.partition(" > ")
        means = [replace(self.RATIO, quantity=Quantity.MEAN, period=period, estimate=value, role=Role.SUPPORTING,
                         ci_low=None, ci_high=None, decimals=1) for period, value in ((first, 2.7), (last, 2.1))]  # fmt: skip
        found = finding(self.RATIO, *means)

        ((key, places),) = sentences_beside(language, self.RATIO, *means)

        assert "means_moved" == key
        assert (written(2.7, language), written(2.1, language)) == (places["before"], places["after"])
        assert (
            next(iter(from_what(words_of(found, language), found, self.RATIO)))
            in answers(words_of(found, language), found, brief=True)[0]
        )
        assert [] == sentences_beside(language, self.RATIO, means[0], hidden(means[1]))


class TestExpectedAlone:
    def test_an_answer_that_can_not_be_told_says_what_was_to_be_expected(self, language: str) -> None:
        for ends, said in (((-6.0, 2.0), True), ((-6.0, -2.0), False)):
            answer = judged_answer(changed(*ends))
            found = finding(answer, *by_itself(-1.8, answer))

            text = expected_alone(words_of(found, language), found, found.estimates[0])

            assert said == (written(-1.8, language) in text)
            assert said == bool(text)


class TestWhatMatters:
    @pytest.mark.parametrize("name", POSITIONS)
    def test_each_position_of_the_interval_has_its_sentence(self, name: str, language: str) -> None:
        (low, high), expected = POSITIONS[name]

        up = sentences_beside(language, changed(low, high), declared())
        down = sentences_beside(language, mirrored(changed(low, high)), declared())

        assert [expected] * bool(expected) == [key for key, _ in up] == [key for key, _ in down]
        assert all(written(MARGIN, language) == places["matters"] for _, places in (*up, *down))

    @pytest.mark.parametrize(("way", "end"), [(1, 4.4), (-1, -4.4)])
    def test_not_known_is_not_said_to_be_small(self, way: int, end: float, language: str) -> None:
        answer = changed(-0.8, 4.4) if way > 0 else mirrored(changed(-0.8, 4.4))
        found = finding(answer, declared())

        (whole,) = answers(words_of(found, language), found)
        ((_, places),) = sentences_beside(language, answer, declared())

        assert CANNOT_TELL[language] in whole.replace("’", "'")
        assert NOT_SMALL[language] in whole
        assert written(end, language) == places["end"]
        assert UNDECIDED == certainty(found, found.estimates[0])

    @pytest.mark.parametrize(
        ("matter", "expected"),
        [
            (Matter.SMALL, ["matters_small_exact"]),
            (Matter.LITTLE, ["matters_little_exact"]),
            (Matter.MUCH, ["matters_much_exact"]),
            (Matter.UNSURE, ["matters_unsure"]),
            (Matter.OPEN, ["matters_open"]),
        ],
    )
    def test_what_was_judged_is_said_whatever_the_rounded_interval_holds(
        self, matter: Matter, expected: list[str], language: str
    ) -> None:
        answer = replace(changed(-3.0, 1.0, decimals=0), verdict=Verdict(leaves_out_nothing=True, matter=matter))

        assert expected == [key for key, _ in sentences_beside(language, answer, declared())]

    @pytest.mark.parametrize("matter", [Matter.LITTLE, Matter.MUCH, Matter.OPEN])
    def test_of_a_hidden_interval_the_exact_one_is_said_and_no_end(self, matter: Matter, language: str) -> None:
        answer = replace(changed(1.0, 2.0), ci_low=None, ci_high=None)
        answer = replace(answer, verdict=Verdict(leaves_out_nothing=matter is not Matter.OPEN, matter=matter))
        found = finding(answer, declared())
        words = words_of(found, language)

        (sentence,) = held_against(words, found, found.estimates[0])

        exact = words.say(f"more.matters_{matter}_exact", matters=matters(words, found, answer), unit=UNIT[language])
        assert exact == sentence

    def test_a_margin_of_another_outcome_is_none(self, language: str) -> None:
        found = finding(changed(-1.2, 2.4), declared(outcome="worry"))

        assert [] == sentences_beside(language, *found.estimates)
        assert UNDECIDED == certainty(found, found.estimates[0])

    def test_without_an_interval_nothing_is_said_of_size(self, language: str) -> None:
        answer = replace(changed(1.0, 2.0), ci_low=None, ci_high=None, level=None)

        assert [] == sentences_beside(language, answer, declared())


class TestNothingHidden:
    ANSWER = changed(-6.0, -2.0)
    BESIDE = (imputed(-5.0), bounds(-9.5, 1.5), *by_itself(-1.8, ANSWER), declared())

    def test_nothing_hidden_is_said(self, language: str) -> None:
        assert [] == sentences_beside(language, self.ANSWER, *map(hidden, self.BESIDE))

    @pytest.mark.parametrize(
        ("place", "left"),
        [
            (0, ["missing", "never_measured", "expected", "matters_unsure"]),
            (1, ["filled", "never_measured", "expected", "matters_unsure"]),
            (2, ["filled_and_missing", "never_measured", "matters_unsure"]),
            (3, ["filled_and_missing", "never_measured", "matters_unsure"]),
            (4, ["filled_and_missing", "never_measured", "expected"]),
        ],
    )
    def test_each_is_left_out_by_itself(self, place: int, left: list[str], language: str) -> None:
        items = [hidden(item) if k == place else item for k, item in enumerate(self.BESIDE)]

        assert left == [key for key, _ in sentences_beside(language, self.ANSWER, *items)]

    def test_all_together_stand_in_order(self, language: str) -> None:
        keys = [key for key, _ in sentences_beside(language, self.ANSWER, *self.BESIDE)]

        assert ["filled_and_missing", "never_measured", "expected", "matters_unsure"] == keys

    def test_numbers_left_in_a_hidden_one_by_mistake_are_not_said(self, language: str) -> None:
        planted = [replace(item, status="suppressed", reason="few_in_mean") for item in self.BESIDE]

        assert [] == sentences_beside(language, self.ANSWER, *planted)


def test_a_description_is_held_against_nothing(language: str) -> None:
    share = estimate(Quantity.SHARE, 0.68, ci_low=0.58, ci_high=0.77, role=Role.HEADLINE, unit="share", decimals=3)
    found = released_by_hand.finding("attendance", Claim.DESCRIBES, [share])
    words = words_of(found, language)

    assert [] == list(held_against(words, found, headlines(found)[0]))
    assert COUNTED == certainty(found, headlines(found)[0])


@pytest.mark.parametrize("matter", Matter)
def test_small_is_what_was_judged_to_lie_below_what_matters_whatever_is_shown(matter: Matter) -> None:
    answer = replace(changed(-3.0, 5.0), verdict=Verdict(leaves_out_nothing=False, matter=matter))

    assert (matter in {Matter.SMALL, Matter.LITTLE}) is is_small(answer)


def test_nothing_is_small_without_a_declaration_or_of_a_number_that_is_no_change() -> None:
    answer = changed(-1.2, 2.4)
    share = replace(answer, quantity=Quantity.SHARE_DIFFERENCE)

    assert not is_small(answer)
    assert is_small(judged_answer(answer, declared()))
    assert not is_small(judged_answer(answer))
    assert not is_small(judged_answer(share, declared()))
    assert not is_small(judged_answer(answer, hidden(declared())))


def test_what_matters_is_written_or_a_dash() -> None:
    answer = changed(-1.2, 2.4)
    stated, silent = finding(answer, declared()), finding(answer)

    assert "3,0" == matters(words_of(stated, "sv"), stated, answer)
    assert NONE == matters(words_of(silent, "sv"), silent, answer)
