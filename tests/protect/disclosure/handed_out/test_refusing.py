"""A report about others, or under a looser policy, is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from families import USUAL, Asking, come, exchange, families, report_of
from terms import handed_out

from tsi_eval.errors import ReportError

REACHED = Asking(questions={"reached": USUAL["reached"]})
SCORE = {"score": 0.1}


def test_families_that_come_and_go_are_known_again() -> None:
    chance = np.random.default_rng(0)
    persons, found = families(chance, [f"b{i}" for i in range(60)], SCORE), []
    for term in range(6):
        found.append(report_of(persons, term, REACHED))
        persons = exchange(persons, 25, chance)

    assert len(handed_out(found)) == 6


def test_delivery_of_which_nobody_is_known_is_refused() -> None:
    chance = np.random.default_rng(0)
    june, december = (families(chance, [f"{name}{i}" for i in range(60)], SCORE) for name in "bc")

    with pytest.raises(ReportError) as refused:
        handed_out([report_of(june, 0, REACHED), report_of(december, 1, REACHED)])
    assert refused.value.problems[0].code == "E430"


@pytest.mark.parametrize("pilot", ["made", "copied"])
@pytest.mark.parametrize(("then", "now"), [("strict", "default"), ("default", "internal")])
def test_looser_policy_is_refused_also_of_a_copied_folder(pilot: str, then: str, now: str) -> None:
    chance = np.random.default_rng(0)
    june = families(chance, [f"b{i}" for i in range(60)], SCORE)
    asked = [replace(REACHED, policy=then), replace(REACHED, policy=now, pilot=pilot)]

    with pytest.raises(ReportError) as refused:
        handed_out([report_of(june, 0, asked[0]), report_of(come(june, 7, chance), 1, asked[1])])
    assert refused.value.problems[0].code == "E431"


def test_another_pilot_of_other_persons_may_have_a_looser_policy() -> None:
    chance = np.random.default_rng(0)
    one, other = (families(chance, [f"{name}{i}" for i in range(60)], SCORE) for name in "bc")
    asked = [replace(REACHED, policy="strict"), replace(REACHED, pilot="other")]

    assert len(handed_out([report_of(one, 0, asked[0]), report_of(other, 1, asked[1])])) == 2
