"""Sentences: which are chosen, how sure they are, what they say of the hidden and the refused."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import released_by_hand
from answers_about_change import (
    CANNOT_TELL,
    MARGIN,
    SMALLER,
    UNIT,
    bounds,
    by_itself,
    changed,
    declared,
    estimate,
    finding,
    imputed,
    mirrored,
    words_of,
    written,
)
from released_by_hand import headline, hidden, judged_answer, refused, same

from tsi_eval.findings import Claim, Declared, Matter, Quantity, Reason, Role, Verdict
from tsi_eval.findings.security import of_declared, of_missing, of_reliability, rated
from tsi_eval.language import Message, Text
from tsi_eval.report.held_against import is_small
from tsi_eval.report.overall import MOVED, NO_MORE, way_of
from tsi_eval.report.sentences import (
    COMPUTED,
    COUNTED,
    HIDDEN,
    KNOWN,
    SHOWS,
    UNDECIDED,
    answers,
    certainty,
    headlines,
    is_no_more,
    leaves_out_nothing,
    under_question,
    variant,
)

ANSWER = judged_answer(changed(-6.0, -2.0))
BESIDE = (imputed(-5.0), bounds(-9.5, 1.5), *by_itself(-1.8, ANSWER), declared())


class TestTheWorkedExample:
    """The example in the docstring of `sentences.py`, word for word."""

    ANSWER = judged_answer(changed(-5.1, -1.3), declared())
    FOUND = finding(ANSWER, declared())

    def test_the_data_show_it(self) -> None:
        assert (self.ANSWER,) == headlines(self.FOUND)
        assert SHOWS == certainty(self.FOUND, self.ANSWER)
        assert "yes" == variant(self.FOUND, self.ANSWER)

    def test_it_says_what_the_docstring_says(self) -> None:
        assert (
            (
                "Oro sjönk i genomsnitt med 3,2 poäng från hösten till våren för de 50 som mättes båda gångerna "
                "(osäkerhetsintervall −5,1\xa0till\xa0−1,3). Om förändringen är stor nog för att spela roll (minst 3,0 "
                "poäng) går inte att avgöra."
            ),
        ) == answers(words_of(self.FOUND, "sv"), self.FOUND)

    def test_on_the_page_of_main_messages_it_is_shorter_with_the_same_numbers(self) -> None:
        assert (
            (
                "Oro sjönk i genomsnitt med 3,2 poäng från hösten till våren för de 50 som mättes båda gångerna "
                "(−5,1\xa0till\xa0−1,3). Om förändringen är stor nog för att spela roll (minst 3,0 poäng) går inte "
                "att avgöra."
            ),
        ) == answers(words_of(self.FOUND, "sv"), self.FOUND, brief=True)

    def test_of_an_answer_that_is_undecided_the_page_says_nothing_of_what_matters(self) -> None:
        found = finding(changed(-3.2, 6.0), declared())

        (sentence,) = answers(words_of(found, "sv"), found, brief=True)

        assert "spela" not in sentence


def sentence_of(design: str, item: object, **about: object) -> str:
    """Return the Swedish sentence of a finding with one answer."""
    found = released_by_hand.finding(design, item.claim, [item])
    (sentence,) = answers(released_by_hand.words_of(found, **about), found)
    return sentence


class TestWhichSentence:
    """The keys are tried from the one that fits best to the one that fits every design."""

    def test_a_design_without_words_gets_the_claim_s_sentence(self) -> None:
        item = headline(
            Quantity.MEAN_CHANGE, -3.2, ci_low=-5.1, ci_high=-1.3, decimals=1, period="T0", claim=Claim.CHANGED
        )
        found = released_by_hand.finding("no_such_design", Claim.CHANGED, [replace(item, outcome="oro")])
        (sentence,) = answers(released_by_hand.words_of(found), found)

        assert "Oro förändrades med −3,2  från T0 (osäkerhetsintervall −5,1\xa0till\xa0−1,3)." == sentence

    def test_a_quantity_of_any_design_comes_before_the_claim(self) -> None:
        item = replace(ANSWER, quantity=Quantity.RANK_BISERIAL, estimate=-0.4, ci_low=-0.6, ci_high=-0.2)
        (sentence,) = answers(words_of(finding(item), "sv"), finding(item))

        assert sentence.startswith("Oro: rörelserna från hösten till våren gick övervägande nedåt")

    def test_a_note_comes_before_the_quantity_and_a_range_before_a_number(self) -> None:
        money = {"claim": Claim.DESCRIBES, "unit": "sek", "price_year": 2023, "level": None}
        budget = headline(Quantity.COST, 750_705.0, note="budget", **money)
        accounts = replace(budget, note="accounts")
        priced = headline(Quantity.BREAK_EVEN, 14.2, group="price=a", decimals=1, **money)
        ranged = replace(priced, ci_low=12.1, ci_high=16.3)

        sentences = [sentence_of("cost_offset", item) for item in (budget, accounts, priced, ranged)]

        assert len(set(sentences)) == 4
        assert "751" in sentences[0]
        assert "12,1" in sentences[3]
        assert "12,1" not in sentences[2]


class TestCertainty:
    def test_a_number_that_describes_is_counted_and_money_computed(self) -> None:
        share = headline(Quantity.SHARE, 0.5, ci_low=0.4, ci_high=0.6, claim=Claim.DESCRIBES)
        money = headline(Quantity.COST, 100.0, claim=Claim.DESCRIBES)
        found = released_by_hand.finding("any", Claim.DESCRIBES, [share, money])

        steps = [certainty(found, item) for item in found.estimates]

        assert [COUNTED, COMPUTED] == steps

    @pytest.mark.parametrize(
        ("low", "high", "step"),
        [(-5.1, -1.3, SHOWS), (1.3, 5.1, SHOWS), (-5.1, 0.0, UNDECIDED), (-1.0, 5.0, UNDECIDED)],
    )
    def test_an_interval_that_holds_nothing_leaves_the_answer_undecided(
        self, low: float, high: float, step: str
    ) -> None:
        found = finding(changed(low, high))

        assert step == certainty(found, found.estimates[0])

    @pytest.mark.parametrize(("claim", "reasons", "step"), [
        (Claim.CAUSED, (of_missing(81, 100), of_declared(Declared.BEFORE)), KNOWN),
        (Claim.CAUSED, (of_missing(80, 100), of_declared(Declared.BEFORE)), SHOWS),
        (Claim.CAUSED, (of_missing(81, 100), of_declared(Declared.UNKNOWN)), SHOWS),
        (Claim.CAUSED, (of_missing(81, 100), of_declared(Declared.AFTER)), SHOWS),
        (Claim.CAUSED, (of_declared(Declared.BEFORE),), SHOWS),
        (Claim.CAUSED, (of_missing(81, 100), of_reliability(known=False), of_declared(Declared.BEFORE)), SHOWS),
        (Claim.CHANGED, (of_missing(100, 100), of_declared(Declared.BEFORE)), SHOWS),
    ])  # fmt: skip
    def test_we_know_only_what_chance_decided_and_nothing_weakens(
        self, claim: Claim, reasons: tuple[Reason, ...], step: str
    ) -> None:
        answer = replace(ANSWER, claim=claim, rating=rated(claim, reasons))

        assert step == certainty(finding(ANSWER), answer)

    @pytest.mark.parametrize("role", ["primary", "exploratory"])
    def test_what_the_data_show_depends_on_no_role_and_no_doubt(self, role: str) -> None:
        found = finding(ANSWER, caveats=("tallied_again", "no_comparison"))

        assert SHOWS == certainty(found, ANSWER)
        assert answers(words_of(found, "sv", role), found)[0].startswith("Oro sjönk")

    def test_what_is_hidden_is_hidden_and_what_is_refused_undecided(self) -> None:
        found = finding(hidden(ANSWER))
        no_answer = refused(Message("refusal.not_yet"))

        assert HIDDEN == certainty(found, found.estimates[0])
        assert UNDECIDED == certainty(no_answer, ANSWER)

    @pytest.mark.parametrize(("quantity", "left_out"), [
        (Quantity.MEAN_CHANGE, True), (Quantity.RATE_RATIO, False), (Quantity.MEAN, False),
    ])  # fmt: skip
    def test_nothing_is_0_of_a_change_1_of_a_ratio_and_no_value_of_a_mean(
        self, quantity: Quantity, left_out: bool
    ) -> None:
        assert left_out is leaves_out_nothing(judged_answer(estimate(quantity, 1.2, ci_low=0.8, ci_high=1.6)))

    def test_without_an_interval_nothing_is_left_out(self) -> None:
        assert not leaves_out_nothing(judged_answer(estimate(Quantity.MEAN_CHANGE, 1.2)))


class TestVariant:
    @pytest.mark.parametrize(
        ("low", "high", "form"),
        [(0.4, 2.4, "yes"), (3.4, 5.2, "yes"), (-1.2, 2.4, "small"), (-0.8, 4.4, "unsure"), (-0.8, 3.0, "unsure")],
    )
    def test_small_is_only_what_may_be_nothing_and_can_not_matter(self, low: float, high: float, form: str) -> None:
        found = finding(changed(low, high), declared())

        assert form == variant(found, found.estimates[0])

    @pytest.mark.parametrize(
        ("verdict", "step", "form"),
        [
            (Verdict(leaves_out_nothing=True), SHOWS, "yes"),
            (Verdict(leaves_out_nothing=False), UNDECIDED, "unsure"),
            (Verdict(leaves_out_nothing=False, matter=Matter.SMALL), SHOWS, "small"),
            (Verdict(leaves_out_nothing=True, matter=Matter.LITTLE), SHOWS, "yes"),
            (None, UNDECIDED, "unsure"),
        ],
    )
    @pytest.mark.parametrize(("low", "high"), [(-3.0, 1.0), (-3.0, -1.0)])
    def test_the_report_says_what_was_judged_and_never_judges_by_what_it_shows(
        self, low: float, high: float, verdict: Verdict | None, step: str, form: str
    ) -> None:
        item = changed(low, high, decimals=0)
        found = replace(finding(item), estimates=(replace(item, verdict=verdict),))

        assert (step, form) == (certainty(found, found.estimates[0]), variant(found, found.estimates[0]))

    def test_what_is_hidden_is_asserted_in_no_form(self) -> None:
        found = finding(hidden(ANSWER))

        assert "unsure" == variant(found, found.estimates[0])


class TestNoAnswer:
    def test_a_refused_question_says_the_reason(self) -> None:
        found = refused(Message("refusal.not_yet"))
        words = released_by_hand.words_of(found, short=Text(sv="Poängen", en="The score"))

        refusal = "Vi kan inte avgöra det: mätningen efter starten är inte levererad ännu."
        assert (refusal,) == under_question(words, found)
        assert (f"Q? {refusal}",) == answers(words, found)
        assert ("Poängen: mätningen efter starten är inte levererad ännu.",) == answers(words, found, brief=True)

    def test_a_hidden_answer_says_why(self) -> None:
        found = finding(hidden(ANSWER))
        words = released_by_hand.words_of(found, short=same("Poängen"))

        why = "för att inget medelvärde för några få personer ska gå att läsa ut"
        sentence = f"Svaret för dem som mättes båda gångerna visas inte, {why}."
        assert (sentence,) == under_question(words, found)
        assert (f"Q? {sentence}",) == answers(words, found)
        assert (f"Poängen: svaret för dem som mättes båda gångerna visas inte, {why}.",) == answers(
            words, found, brief=True
        )

    def test_several_that_are_hidden_for_one_reason_are_named_together(self) -> None:
        first, second = (replace(hidden(ANSWER), group=f"arm={name}") for name in "ab")
        labels = {"arm=a": same("de i A"), "arm=b": same("de i B")}
        both, one = finding(first, second), finding(first, replace(ANSWER, group="arm=b"))

        (together,) = under_question(released_by_hand.words_of(both, labels=labels), both)

        assert together.startswith("Svaret för de i A och de i B visas inte, för att ")
        assert 2 == len(under_question(released_by_hand.words_of(one, labels=labels), one))

    def test_a_finding_without_headlines_has_no_sentence(self) -> None:
        found = finding(replace(ANSWER, role=Role.SUPPORTING))

        assert () == headlines(found) == answers(words_of(found, "sv"), found)


@pytest.mark.parametrize("way", [1, -1])
def test_a_small_change_is_an_answer(way: int, language: str) -> None:
    answer = changed(-1.2, 2.4) if way > 0 else mirrored(changed(-1.2, 2.4))
    found = finding(answer, declared())
    words = words_of(found, language)

    (whole,), (brief,) = answers(words, found), answers(words, found, brief=True)

    assert SHOWS == certainty(found, found.estimates[0])
    assert is_small(found.estimates[0])
    for text in (whole, brief):
        assert SMALLER[language] in text
        assert CANNOT_TELL[language] not in text
        assert written(way * 0.6, language) in text
        assert all(written(end, language) in text for end in (way * -1.2, way * 2.4))
    assert written(MARGIN, language) in whole


def test_a_small_change_without_nothing_is_first_a_change(language: str) -> None:
    found = finding(changed(0.4, 2.4), declared())
    words = words_of(found, language)

    assert SHOWS == certainty(found, found.estimates[0])
    assert words.say("word.rose") in answers(words, found)[0]
    assert SMALLER[language] not in answers(words, found)[0]


def test_beside_a_hidden_answer_nothing_is_said(language: str) -> None:
    found = finding(hidden(ANSWER), *BESIDE)

    (whole,) = answers(words_of(found, language), found)

    assert not re.search(r"\d", whole)


def test_a_brief_answer_stands_alone(language: str) -> None:
    found = finding(ANSWER, *BESIDE)

    (brief,) = answers(words_of(found, language), found, brief=True)

    assert written(-9.5, language) not in brief
    assert UNIT[language] in brief


@pytest.mark.parametrize(("expected", "no_more"), [(-1.0, False), (-3.0, True)])
def test_a_change_that_may_be_no_more_than_was_expected_says_so_wherever_it_stands_alone(
    expected: float, no_more: bool, language: str
) -> None:
    answer = changed(-6.0, -2.0, verdict=Verdict(leaves_out_nothing=True))
    beside = by_itself(expected, answer)
    found = finding(answer, *beside)
    words = words_of(found, language)
    found = words.released.findings[0]

    (summary,) = answers(words, found, brief=True)
    (message,) = answers(words, found, alone=True)

    assert no_more is is_no_more(found, found.estimates[0])
    assert [no_more] * 2 == [words.say("more.no_more") in said for said in (summary, message)]
    assert (NO_MORE if no_more else MOVED) == way_of(words, found)
