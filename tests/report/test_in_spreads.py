"""A change in per cent of a standard deviation is said once, with whose it is."""

from __future__ import annotations

import released_by_hand
from answers_about_change import LABELS, changed, estimate, finding, words_of
from released_by_hand import same

from tsi_eval.findings import Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.report.in_spreads import in_spreads
from tsi_eval.report.sentences import answers

NBSP = "\N{NO-BREAK SPACE}"
# A change of -1.33 where the standard deviation is 5.8: -0.23, from -0.41 to -0.05.
NORM = estimate(Quantity.EFFECT_SIZE_NORM, -1.33 / 5.8, ci_low=-2.36 / 5.8, ci_high=-0.31 / 5.8, decimals=2)
OWN = estimate(Quantity.EFFECT_SIZE_AV, -0.218, ci_low=-0.39, ci_high=-0.05, decimals=2)
ANSWER = changed(-2.36, -0.31)


def said(*sizes: ReleasedEstimate, answer: ReleasedEstimate = ANSWER, language: str = "sv") -> str:
    found = finding(answer, *sizes)
    return in_spreads(words_of(found, language), found, answer)


def test_a_change_is_so_many_per_cent_of_the_declared_standard_deviation() -> None:
    assert said(OWN, NORM).startswith(
        f"Det motsvarar −23 procent av en standardavvikelse (−41{NBSP}till{NBSP}−5), alltså av"
    )
    assert said(OWN, NORM).endswith("människor vanligen ligger.")
    assert said(NORM, language="en").startswith("The change is −23 per cent of a standard deviation")


def test_without_a_declared_one_it_is_that_of_those_who_were_measured() -> None:
    assert "−22 procent" in said(OWN)
    assert "de som mättes" in said(OWN)


def test_a_size_that_is_hidden_of_another_outcome_or_computed_otherwise_is_not_said() -> None:
    hidden = estimate(Quantity.EFFECT_SIZE_AV, None)
    other = estimate(Quantity.EFFECT_SIZE_AV, -0.5, outcome="worry")
    drawn = estimate(Quantity.EFFECT_SIZE_AV, -0.5, role=Role.SENSITIVITY)

    assert "" == said(hidden, other, drawn)
    assert "" == said(OWN, answer=estimate(Quantity.SHARE_DIFFERENCE, 0.1, role=Role.HEADLINE))


def test_a_hidden_interval_takes_its_brackets_with_it() -> None:
    alone = estimate(Quantity.EFFECT_SIZE_NORM, -0.23, level=0.95, decimals=2)

    assert said(alone).startswith("Det motsvarar −23 procent av en standardavvikelse, alltså")


def test_it_stands_in_the_chapter_and_not_among_main_messages() -> None:
    found = finding(ANSWER, NORM)

    assert "standardavvikelse" in answers(words_of(found, "sv"), found)[0]
    assert "standardavvikelse" not in answers(words_of(found, "sv"), found, alone=True)[0]


def test_the_source_of_a_declared_standard_deviation_is_said() -> None:
    found = finding(ANSWER, NORM, OWN)
    words = released_by_hand.words_of(found, labels=LABELS | {"reference:score": same("föräldrar (Goodman 2001)")})
    own = finding(ANSWER, OWN)

    assert in_spreads(words, found, ANSWER).endswith("Källa till standardavvikelsen: föräldrar (Goodman 2001).")
    assert "Källa" not in in_spreads(words, own, ANSWER)
