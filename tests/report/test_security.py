"""How secure an answer is, in words, and the rule by which it was judged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters_by_hand import CHANGE, change, prose, tables
from released_by_hand import JUNE, estimate, finding, kept, words_of

from tsi_eval.findings import Claim, Declared, Ground, Known, Quantity, Rating, Reason, UnitKind
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.findings.security import (
    of_declared,
    of_interval,
    of_missing,
    of_missing_share,
    of_reliability,
    of_units,
    rated,
    without,
)
from tsi_eval.report import chapters
from tsi_eval.report.overview import summary
from tsi_eval.report.question import chapter_of
from tsi_eval.report.security import about_answers, is_known, rule, step

NBSP = "\N{NO-BREAK SPACE}"
NO_WHY = ", så att det inte går att se varför något förändrades"
NOT_WHY = ", so that one cannot see why anything changed"
PERSONS, MONTHS, TOGETHER = UnitKind.PERSONS, UnitKind.MONTHS, UnitKind.TOGETHER
REASONS = (
    of_missing(33, 45),
    of_units(12, PERSONS, said=True),
    of_interval(5.0, 2.0),
    of_reliability(known=False),
    of_declared(Declared.AFTER),
)


def of(*reasons: Reason, claim: Claim = Claim.CHANGED) -> ReleasedFinding:
    return change("q", claim=claim, rating=rated(claim, reasons))


def said(*reasons: Reason, language: str = "sv", claim: Claim = Claim.CHANGED) -> str:
    found = of(*reasons, claim=claim)
    return about_answers(words_of(found, language=language), found)


class TestSentence:
    def test_the_worked_example(self) -> None:
        expected = f"Svarets säkerhet: låg. Före och efter utan jämförelse{NO_WHY}; 33 av 45 mättes två gånger (27{NBSP}% saknas)."

        assert expected == said(of_missing(33, 45))

    def test_all_that_costs_is_said_in_each_language(self) -> None:
        swedish, english = said(*REASONS), said(*REASONS, language="en")

        assert swedish == (
            f"Svarets säkerhet: låg. Före och efter utan jämförelse{NO_WHY}; 33 av 45 mättes två gånger (27{NBSP}% saknas); "
            "svaret vilar på bara 12 personer; intervallet är bredare än två gånger den minsta förändring som spelar roll; "
            "måttets tillförlitlighet är inte känd; frågan ställdes när data redan fanns."
        )
        assert english == (
            f"How secure the answer is: low. Before and after without a comparison{NOT_WHY}; 33 of 45 were measured twice (27% "
            "are missing); the answer rests on only 12 persons; the interval is wider than twice the "
            "smallest change that matters; the measure’s reliability is not known; the question was declared when the data were there."
        ).replace("’", "'")

    def test_what_costs_nothing_is_not_said(self) -> None:
        fine = (of_units(33, PERSONS, said=True), of_interval(1.0, 2.0), of_reliability(known=True))

        assert f"Svarets säkerhet: begränsad. Före och efter utan jämförelse{NO_WHY}; ingen saknas." == said(
            of_missing(45, 45), *fine, of_declared(Declared.BEFORE)
        )

    @pytest.mark.parametrize(("reason", "words"), [
        (of_missing_share(0.086, "arm=b"), f"som mest saknas 9{NBSP}% i en grupp (b)"),
        (of_missing_share(0.0, "arm=b"), "ingen saknas"),
        (of_missing(804, 1000), f"804 av 1{NBSP}000 mättes två gånger (19,6{NBSP}% saknas)"),
        (of_missing(999, 1000), f"999 av 1{NBSP}000 mättes två gånger (0,1{NBSP}% saknas)"),
        (without(Ground.MISSING, Known.UNKNOWN), "hur många som saknas är inte känt"),
        (without(Ground.MISSING, Known.NOT_SHOWN), "hur många som saknas visas inte"),
        (of_units(9, PERSONS, said=True), "svaret vilar på bara 9 personer"),
        (of_units(11, MONTHS, said=True), "serien har bara 11 månader på ena sidan av starten"),
        (of_units(11, TOGETHER, said=False), "svaret vilar på färre än 20 oberoende enheter, som familjer eller skolor"),
        (without(Ground.UNITS, Known.UNKNOWN), "hur många oberoende enheter svaret vilar på är inte känt"),
        (without(Ground.UNITS, Known.NOT_SHOWN), "hur många personer svaret vilar på visas inte"),
        (without(Ground.INTERVAL, Known.NOT_SHOWN), "intervallet visas inte"),
        (of_declared(Declared.UNKNOWN), "filerna säger inte när data kom, så att det inte går att se om frågan deklarerades dessförinnan"),
    ])  # fmt: skip
    def test_each_reason_has_its_words(self, reason: Reason, words: str) -> None:
        assert said(reason).endswith(f"; {words}.")
        assert len(said(reason, language="en")) > 40

    @pytest.mark.parametrize(("claim", "words"), [
        (Claim.CAUSED, "hög. Slumpen avgjorde vem som fick vad"),
        (Claim.DIVERGED, "ganska hög. Utvecklingen jämförs med den väntade, och det finns ingen jämförelsegrupp"),
        (Claim.CHANGED, f"begränsad. Före och efter utan jämförelse{NO_WHY}"),
        (Claim.DIFFERS, "begränsad. Grupperna är inte lottade, så att det inte går att se varför de skiljer sig"),
    ])  # fmt: skip
    def test_each_design_has_its_words(self, claim: Claim, words: str) -> None:
        assert f"Svarets säkerhet: {words}." == said(claim=claim)

    def test_answers_that_are_alike_are_said_once_and_others_by_their_group(self) -> None:
        low, limited = rated(Claim.CHANGED, [of_missing(33, 45)]), rated(Claim.CHANGED, [of_missing(45, 45)])
        two = [replace(CHANGE, group=f"arm={name}") for name in "ab"]
        alike = finding("pre_post", Claim.CHANGED, [replace(item, rating=low) for item in two])
        apart = finding("pre_post", Claim.CHANGED, [replace(two[0], rating=low), replace(two[1], rating=limited)])

        assert 1 == about_answers(words_of(alike), alike).count("Svarets säkerhet")
        assert about_answers(words_of(apart), apart).startswith("Svarets säkerhet, a: låg.")
        assert "Svarets säkerhet, b: begränsad." in about_answers(words_of(apart), apart)

    @pytest.mark.parametrize(("ground", "words"), [
        (Ground.MISSING, "hur många som tillfrågades är inte känt"),
        (Ground.UNITS, "samma person kan vara räknad flera gånger, så det är inte känt hur många personer svaret vilar på"),
    ])  # fmt: skip
    def test_a_design_has_words_of_its_own(self, ground: Ground, words: str) -> None:
        found = replace(of(without(ground, Known.UNKNOWN)), design="tally_share")

        assert about_answers(words_of(found), found).endswith(f"; {words}.")

    def test_what_has_no_rating_says_nothing(self) -> None:
        assert "" == about_answers(words_of(change()), change())
        assert "" == step(words_of(change()), CHANGE)


class TestWhereItStands:
    def test_right_after_the_answer(self) -> None:
        found = of(of_missing(33, 45))

        texts = prose(chapter_of(words_of(found), found))

        assert texts[2].startswith("Svarets säkerhet: låg.")
        assert texts[1].startswith("Score sjönk")

    def test_beside_the_answer_in_the_summary(self) -> None:
        found = of(of_missing(33, 45))

        (table,) = tables(summary(words_of(found)))

        assert "data visar, låg säkerhet" == table.rows[0][2]
        assert "- **säkerhet**: hur mycket svaret går att lita på" in prose(summary(words_of(found)))[-1]

    def test_the_rule_once_among_the_methods_of_a_report_that_rates(self) -> None:
        rates = words_of(of())

        assert 1 == prose(chapters.method(rates)).count(rule(rates))
        assert rates.heading("security", 2) not in "".join(prose(chapters.method(words_of(change()))))

    def test_the_rule_names_every_ground(self, language: str) -> None:
        text = rule(words_of(of(), language=language))

        assert len(Ground) - 1 == text.count("\n- ")

    def test_an_older_answer_has_the_rating_that_it_had(self) -> None:
        found = kept(of(of_missing(33, 45)), JUNE)

        assert about_answers(words_of(found), found).startswith("Svarets säkerhet: låg.")

    def test_numbers_beside_the_answer_have_none(self) -> None:
        low = rated(Claim.CHANGED, [of_missing(33, 45)])
        found = finding("any", Claim.CHANGED, [estimate(Quantity.MEAN, 1.0, rating=low)])

        assert "" == about_answers(words_of(found), found)


class TestKnown:
    @pytest.mark.parametrize("rating", [
        None,
        rated(Claim.CAUSED, []),
        rated(Claim.CAUSED, [of_missing(90, 100)]),
        rated(Claim.CAUSED, [of_missing(90, 100), of_declared(Declared.UNKNOWN)]),
        rated(Claim.CAUSED, [of_missing(80, 100), of_declared(Declared.BEFORE)]),
    ])  # fmt: skip
    def test_what_is_not_judged_to_the_end_is_not_known(self, rating: Rating | None) -> None:
        assert not is_known(rating)

    def test_randomised_complete_and_declared_before_is(self) -> None:
        assert is_known(rated(Claim.CAUSED, [of_missing(90, 100), of_declared(Declared.BEFORE)]))
