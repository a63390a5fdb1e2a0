"""Claims stand from the weakest to the strongest; claims and roles have words."""

from __future__ import annotations

import pytest

from tsi_eval.findings import Answerable, Claim, Feasibility, Role
from tsi_eval.language import LANGUAGES, Message, has_sentence, say


def test_claims_stand_from_the_weakest_to_the_strongest() -> None:
    assert ["describes", "differs", "changed", "diverged", "caused"] == list(Claim)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("claim", Claim)
def test_every_claim_has_a_word_and_a_meaning(claim: Claim, language: str) -> None:
    assert say(Message(f"claim.{claim}.word"), language)
    assert say(Message(f"claim.{claim}.means"), language)


@pytest.mark.parametrize("role", Role)
def test_numbers_of_every_role_have_a_caption(role: Role) -> None:
    assert has_sentence(f"caption.{role}")


def test_question_that_can_be_answered_needs_no_reason() -> None:
    assert Feasibility(answerable=Answerable.ESTIMABLE).reason is None
