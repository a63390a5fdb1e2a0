"""Which numbers a report left as they were, and by which rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from released_by_hand import JANUARY, JUNE, estimate, finding, headline, hidden, kept, released, words_of

from tsi_eval.findings import Claim, Kind, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.policies import POLICIES, policy_for
from tsi_eval.report.kept import about_question, kind_of, rule
from tsi_eval.report.words import Words

ANSWER = headline(Quantity.SHARE, 0.62, n=50, unit="share", decimals=2, period="T1")
TOTAL = estimate(Quantity.COUNT, 60.0, n=60, unit="persons", period="T0", axis="stage")
COUNT = estimate(Quantity.COUNT, 31.0, n=31, unit="persons", period="T1", axis="stage")
NORA = estimate(Quantity.COUNT, 22.0, n=22, unit="persons", group="school=nora")
ASKERSUND = replace(NORA, estimate=28.0, n=28, group="school=askersund")
NUMBER = {"ett": 1, "en": 1, "tre": 3, "fem": 5, "tio": 10, "one": 1, "three": 3, "five": 5, "ten": 10}


def old(item: ReleasedEstimate) -> ReleasedEstimate:
    return replace(item, as_of=JUNE)


def said(*items: ReleasedEstimate, language: str = "sv") -> str:
    found = replace(finding("any", Claim.DESCRIBES, []), estimates=items)
    return about_question(words_of(found, language=language), found)


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ((ANSWER, TOTAL, NORA), ""),
        ((old(ANSWER), old(TOTAL), old(NORA)), "Siffrorna är från rapporten den 30 juni 2025."),
        (
            (ANSWER, TOTAL, old(NORA), old(ASKERSUND)),
            "Siffrorna för grupperna är från rapporten den 30 juni 2025. Övriga siffror är nya.",
        ),
        (
            (old(ANSWER), TOTAL, old(COUNT)),
            "Svaret är från rapporten den 30 juni 2025. Nytt i den här rapporten: antal personer (T0).",
        ),
        (
            (old(ANSWER), TOTAL, old(COUNT), NORA, ASKERSUND),
            (
                "Svaret är från rapporten den 30 juni 2025. "
                "Nytt i den här rapporten: antal personer (T0); siffrorna för grupperna."
            ),
        ),
        (
            (ANSWER, TOTAL, old(COUNT)),
            "Några av talen bakom svaret är från rapporten den 30 juni 2025. Övriga siffror är nya.",
        ),
        (
            (ANSWER, old(COUNT), old(NORA), ASKERSUND),
            (
                "Några av siffrorna för grupperna och talen bakom svaret är från rapporten den 30 juni 2025. "
                "Övriga siffror är nya."
            ),
        ),
        (
            (old(ANSWER), replace(NORA, as_of=JANUARY)),
            "Svaret är från rapporten den 30 juni 2025. Siffrorna för grupperna är från rapporten den 31 januari 2025.",
        ),
    ],
)
def test_it_says_which_numbers_are_older(items: Sequence[ReleasedEstimate], text: str) -> None:
    assert text == said(*items).rstrip()


def test_what_is_hidden_says_nothing_of_its_age() -> None:
    assert "" == said(hidden(old(ANSWER)), hidden(old(NORA)), TOTAL)
    assert "Siffrorna är från rapporten den 30 juni 2025." == said(old(ANSWER), hidden(NORA))


def test_it_is_said_in_english() -> None:
    assert "The numbers are from the report of 30 June 2025." == said(old(ANSWER), language="en")
    assert said(old(ANSWER), TOTAL, language="en").startswith("The answer: from the report of 30 June 2025. New in")


def test_a_number_of_a_group_is_no_answer() -> None:
    assert ["answer", "rest", "groups", "groups"] == [
        kind_of(item) for item in (ANSWER, TOTAL, NORA, replace(ANSWER, reference="arm=a"))
    ]


class TestRule:
    def test_a_report_of_new_numbers_has_none(self) -> None:
        assert "" == rule(words_of(finding("any", Claim.DESCRIBES, [ANSWER])))

    def test_it_says_when_numbers_are_renewed_and_why(self) -> None:
        text = rule(words_of(kept(finding("any", Claim.DESCRIBES, [ANSWER]))))

        assert text.startswith("Ett datum inom parentes är datumet för den rapport som siffrorna är från. ")
        assert (
            "Siffror med äldre datum förnyas när minst fem har kommit till, slutat eller fått ändrade uppgifter i varje del"
            in text
        )
        assert "ingen ska gå att hitta genom att två rapporter jämförs" in text

    def test_brackets_are_explained_only_where_an_answer_has_them(self) -> None:
        text = rule(words_of(replace(finding("any", Claim.DESCRIBES, []), estimates=(ANSWER, old(NORA)))))

        assert text.startswith("Siffror med äldre datum")

    @pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
    @pytest.mark.parametrize(("language", "before", "after"), [("sv", "minst ", " har"), ("en", "at least ", " have")])
    def test_it_names_as_many_as_the_policy_asks_for(
        self, policy: object, language: str, before: str, after: str
    ) -> None:
        found = kept(finding("any", Claim.DESCRIBES, [ANSWER]))
        text = rule(Words(released(found, policy=policy.name), language))  # type: ignore[attr-defined]

        children, _, staff = text.partition(before)[2].partition(after)[0].partition(" (")
        limits = [policy_for(policy.name, kind) for kind in (Kind.PERSON, Kind.STAFF)]  # type: ignore[attr-defined]
        numbers = [NUMBER[children], NUMBER[staff.removesuffix(")").split()[-1] if staff else children]]

        assert numbers == [max(rules.moved, 1) for rules in limits if rules is not None]
