"""The overall sentence goes by verdicts and by which way was wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from chapters_by_hand import CHANGE, change
from released_by_hand import estimate, finding, headline, hidden, refused, words_of

from tsi_eval.findings import Claim, Matter, Quantity, Rating, Security, Verdict
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.report.overall import further, overall
from tsi_eval.report.parts import capital
from tsi_eval.report.words import Words

FELL = replace(CHANGE, verdict=Verdict(leaves_out_nothing=True))
ROSE = replace(FELL, estimate=3.2, ci_low=1.3, ci_high=5.1)
UNSURE = replace(CHANGE, verdict=Verdict(leaves_out_nothing=False))
SMALL = replace(CHANGE, verdict=Verdict(leaves_out_nothing=False, matter=Matter.SMALL))


def asked(*found: ReleasedFinding, directions: str = "lower_better", primary: str = "abc") -> Words:
    made = words_of(*found)
    questions = tuple(
        replace(one, direction=directions, role="primary" if one.id in primary else "exploratory")
        for one in made.released.cover.questions
    )
    return replace(made, released=replace(made.released, cover=replace(made.released.cover, questions=questions)))


def of(item: ReleasedEstimate, question: str = "a") -> ReleasedFinding:
    return finding("pre_post", Claim.CHANGED, [replace(item, question=question)], question=question)


@pytest.mark.parametrize(
    ("item", "direction", "way"),
    [
        (FELL, "lower_better", "wanted"),
        (FELL, "higher_better", "unwanted"),
        (ROSE, "higher_better", "wanted"),
        (ROSE, "none", "moved"),
        (UNSURE, "lower_better", "open"),
        (SMALL, "lower_better", "small"),
        (hidden(FELL), "lower_better", "unanswered"),
    ],
)
def test_each_answer_points_some_way(item: ReleasedEstimate, direction: str, way: str) -> None:
    words = asked(of(item), directions=direction)

    which = words.say(f"overall.{way}", how_many=words.say("overall.only.primary"), names="Q?")
    assert f"{capital(which)} {words.say('overall.cause')}" == overall(words)


def test_a_change_of_which_nothing_is_left_beyond_the_expected_is_said_to_be_that() -> None:
    left = estimate(
        Quantity.BEYOND_EXPECTED, -0.4, ci_low=-1.5, ci_high=0.6, outcome=FELL.outcome, group=FELL.group,
        period=FELL.period, verdict=Verdict(leaves_out_nothing=False),
    )  # fmt: skip
    found = finding("pre_post", Claim.CHANGED, [replace(FELL, question="a"), replace(left, question="a")], question="a")
    sure = replace(found, estimates=(found.estimates[0], replace(left, verdict=Verdict(leaves_out_nothing=True))))

    assert "inte säkert större än den som var att vänta ändå" in overall(asked(found))
    assert "som projektet önskade" in overall(asked(sure))


def test_what_was_only_counted_is_not_among_the_questions() -> None:
    counted = of(replace(CHANGE, claim=Claim.DESCRIBES, ci_low=None, ci_high=None, verdict=None), "b")

    assert overall(asked(of(FELL, "a"))) == overall(asked(of(FELL, "a"), counted))


def test_which_were_only_counted_is_said_beside_the_exploratory_ones() -> None:
    counted = of(replace(CHANGE, claim=Claim.DESCRIBES, ci_low=None, ci_high=None, verdict=None), "x")
    words = asked(of(FELL, "a"), counted)

    assert ["En är räknad men inte prövad mot slumpen (Q?)."] == further(words)


def test_questions_of_one_outcome_are_said_to_be_no_separate_evidence() -> None:
    other = replace(FELL, outcome="another")
    same = "Samma utfall, undersökt på flera sätt: Q? och Q?. Det är inte skilda belägg."

    assert same in overall(asked(of(FELL, "a"), of(UNSURE, "b")))
    assert same in further(asked(of(FELL, "a"), of(UNSURE, "x")))
    assert "Samma utfall" not in overall(asked(of(FELL, "a"), of(other, "b")))
    assert "Samma utfall" not in " ".join(further(asked(of(FELL, "a"), of(UNSURE, "b"), of(other, "x"))))


def test_it_says_how_secure_the_answers_are() -> None:
    low, high = (replace(FELL, rating=Rating(security=step, reasons=())) for step in (Security.LOW, Security.HIGH))

    assert "Svarens säkerhet är låg (stegen" in overall(asked(of(low, "a"), of(low, "b")))
    assert "Svarens säkerhet ligger mellan låg och hög (stegen" in overall(asked(of(low, "a"), of(high, "b")))


def test_what_the_shown_interval_seems_to_hold_makes_no_difference() -> None:
    coarse = replace(FELL, ci_low=-6.0, ci_high=1.0)

    assert overall(asked(of(FELL))) == overall(asked(of(coarse)))


def test_main_questions_are_told_of_and_the_others_apart() -> None:
    others = (of(replace(item, outcome=name), name) for name, item in (("x", FELL), ("y", UNSURE)))
    words = asked(of(FELL, "a"), of(UNSURE, "b"), *others)

    assert overall(words).startswith(
        "I en av två huvudfrågor om förändring pekar data åt det håll som projektet önskade (Q?). En går inte"
    )
    assert [text.partition(" (")[0] for text in further(words)] == [
        "I en av två övriga frågor om förändring pekar data åt det håll som projektet önskade",
        "En går inte att avgöra",
    ]


def test_without_main_questions_it_is_about_all() -> None:
    words = asked(of(FELL, "x"), of(FELL, "y"))

    assert overall(words).startswith("I båda frågorna om förändring pekar")
    assert [] == further(words)


@pytest.mark.parametrize("other", [ROSE, UNSURE, SMALL])
def test_answers_of_one_question_that_point_different_ways_are_mixed(other: ReleasedEstimate) -> None:
    both = finding("pre_post", Claim.CHANGED, [FELL, replace(other, outcome="worry")], question="a")

    assert overall(asked(both)).startswith("I huvudfrågan om förändring är svaret delat (Q?).")


def test_a_change_that_is_there_and_too_small_to_matter_points_nowhere() -> None:
    little = replace(FELL, verdict=Verdict(leaves_out_nothing=True, matter=Matter.LITTLE))

    assert "för liten för att spela roll" in overall(asked(of(little)))


def test_an_answer_of_an_earlier_report_has_its_date() -> None:
    old = replace(FELL, as_of=date(2026, 6, 30))

    assert "önskade (Q?, 30 juni 2026)." in overall(asked(of(old)))


def test_where_some_are_randomised_it_says_which() -> None:
    said = overall(asked(replace(of(FELL, "a"), claim=Claim.CAUSED), of(FELL, "b")))

    assert said.endswith("där lotten avgjorde vem som fick vad (Q?).")


def test_who_only_counts_has_studied_no_change() -> None:
    counted = finding("any", Claim.DESCRIBES, [headline(Quantity.COUNT, 43.0, unit="persons", n=43)])
    words = words_of(counted)

    assert words.say("overall.counted") == overall(words)


def test_a_refused_question_has_no_answer_and_a_randomised_one_a_cause() -> None:
    words = asked(replace(refused(Message("refusal.not_yet")), question="a"))
    caused = asked(replace(change("a"), claim=Claim.CAUSED))

    assert "finns inget svar" in overall(words)
    assert words.say("overall.cause") not in overall(caused)
