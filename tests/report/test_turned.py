"""An answer that depends on how it is computed says so, and so does how secure it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answers_about_change import changed, estimate, finding, imputed, words_of
from released_by_hand import JUNE, hidden

from tsi_eval.findings import Claim, Ground, Quantity, Rating, Reason, Role, Security, Turn, Turned, Verdict
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.report.security import about_answers
from tsi_eval.report.sentences import answers
from tsi_eval.report.turned import turned_said

OTHER = imputed(0.7)
RATING = Rating(security=Security.LOW, reasons=(Reason(ground=Ground.DESIGN, about=Claim.CHANGED),))


def turned(how: Turn, *, leaves_out: bool = False, **about: object) -> ReleasedEstimate:
    by = (Turned(quantity="mean_change", method="imputed", how=how),)
    usual = {"verdict": Verdict(leaves_out_nothing=leaves_out), "turned": by}
    return replace(changed(-4.0, 1.0), **(usual | about))


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (turned(Turn.WAY), "way"),
        (turned(Turn.NOTHING), "leaves_out_nothing"),
        (turned(Turn.NOTHING, leaves_out=True), "holds_nothing"),
        (turned(Turn.MATTER), "matter"),
    ],
)
def test_the_answer_says_in_one_sentence_what_gives_another(answer: ReleasedEstimate, key: str, language: str) -> None:
    found = finding(answer, OTHER)
    words = words_of(found, language)
    value = f"{words.value(OTHER)} {words.unit(OTHER)}"
    way = words.say(f"more.turned_{key}", method=words.say("method.imputed.name"), value=value)

    said = turned_said(words, found, answer)

    assert words.say("more.turned", ways=way) == said
    assert answers(words, found)[0].endswith(said)
    assert said not in answers(words, found, brief=True)[0]


def test_a_ratio_is_said_in_per_cent() -> None:
    ratio = estimate(Quantity.RATE_RATIO, 1.02, role=Role.SENSITIVITY, method="imputed", decimals=2, unit="ratio")
    by = (Turned(quantity="rate_ratio", method="imputed", how=Turn.WAY),)
    answer = replace(ratio, estimate=0.82, role=Role.HEADLINE, method="", turned=by)
    found = finding(answer, ratio)

    assert "(+2 procent)" in turned_said(words_of(found, "sv"), found, answer)


@pytest.mark.parametrize("other", [hidden(OTHER), replace(OTHER, period="T0 > T2"), replace(OTHER, as_of=JUNE)])
def test_a_number_that_is_not_beside_the_answer_is_not_said(other: ReleasedEstimate, language: str) -> None:
    found = finding(turned(Turn.WAY), other)
    words = words_of(found, language)

    assert words.say("more.turned", ways="").rstrip(".") not in answers(words, found)[0]


def test_how_secure_it_is_says_so_too(language: str) -> None:
    sure, other = (replace(item, rating=RATING) for item in (turned(Turn.WAY, turned=()), turned(Turn.WAY)))

    plain, said = (
        about_answers(words_of(finding(item, OTHER), language), finding(item, OTHER)) for item in (sure, other)
    )

    clause = words_of(finding(other), language).say("security.turned")
    assert clause in said
    assert clause not in plain
