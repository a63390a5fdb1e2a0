"""Every quantity has a record, by which it is guarded, rounded, said and drawn.

A number whose quantity has none leaves under no policy.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import made
import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import (
    Claim,
    Estimate,
    Guard,
    Kind,
    Quantity,
    Rests,
    Role,
    Rounding,
    Support,
    people,
    tallied,
)
from tsi_eval.language import LANGUAGES, Message, has_sentence, say
from tsi_eval.protect.disclosure.policies import POLICIES
from tsi_eval.protect.disclosure.rounding.numbers import rounded

POLICY_NAMES = [policy.name for policy in POLICIES]


def number(quantity: Quantity, n: int = 12, **more: Any) -> Estimate:
    """Return a number that rests on `n` persons, or on `n` that were tallied.

    Tallied are those of quantities whose decimals are fixed.
    """
    record = quantity.record
    persons = frozenset(f"p{i}" for i in range(n))
    part = frozenset(f"p{i}" for i in range(n // 2))
    basis = (people(persons, part if record.guard.of_shares else None, kind=Kind.PERSON),)
    if record.rounding is Rounding.FIXED and not record.fixed_of_persons:
        basis = (tallied({"contacts": n}, Kind.EVENT_ABOUT_PERSON),)
    elif record.guard is Guard.SHARE_DIFFERENCE:
        basis *= 2
    elif record.cells > 3:
        halves = frozenset(f"p{i}" for i in range(0, n, 2))
        cells = (part & halves, part - halves, halves - part, persons - part - halves)
        basis = (*basis, *(people(cell, kind=Kind.PERSON) for cell in cells))
    elif record.rests is Rests.MODEL:
        basis = (*basis, people(part, kind=Kind.PERSON))
    elif record.guard in {Guard.PARTS, Guard.DIFFERENCE}:
        basis = (*basis, people(part, kind=Kind.PERSON), people(persons - part, kind=Kind.PERSON))
    return Estimate(
        question="q",
        design="made",
        quantity=quantity,
        claim=Claim.DESCRIBES,
        role=Role.HEADLINE,
        estimate=0.4,
        n=n,
        basis=basis,
        support=Support(residual_df=n - 3, leverage=0.2, clusters=(n - 4 * (n // 5), *[n // 5] * 4)),
        **{"step": 1.0, "unit": "x", "method": "made"} | more,
    )


@pytest.mark.parametrize("policy", POLICY_NAMES)
def test_sum_of_twelve_persons_without_a_record_leaves_under_no_policy(policy: str) -> None:
    unknown = replace(number(Quantity.MEAN), quantity=cast("Quantity", "sum"))

    with pytest.raises(ProtectionError) as error:
        made.released(unknown, policy=policy)

    assert error.value.problems[0].code == "E285"
    assert "sum" in error.value.problems[0].text("en")


@pytest.mark.parametrize("policy", POLICY_NAMES)
def test_what_may_stand_instead_needs_a_record_too(policy: str) -> None:
    unknown = replace(number(Quantity.MEAN), quantity=cast("Quantity", "sum"))

    with pytest.raises(ProtectionError) as error:
        made.released(number(Quantity.MEAN, instead=unknown), policy=policy)

    assert error.value.problems[0].code == "E285"


@pytest.mark.parametrize("policy", POLICY_NAMES)
@pytest.mark.parametrize("quantity", [q for q in Quantity if q.record.rounding is Rounding.MEAN])
def test_number_whose_step_is_not_stated_leaves_under_no_policy(quantity: Quantity, policy: str) -> None:
    with pytest.raises(ProtectionError) as error:
        made.released(number(quantity, step=None), policy=policy)

    assert error.value.problems[0].code == "E286"


@pytest.mark.parametrize("quantity", Quantity)
class TestEveryQuantity:
    def test_is_its_name_and_is_found_by_it(self, quantity: Quantity) -> None:
        assert Quantity(str(quantity)) is quantity
        assert f"{quantity}" == quantity.value

    def test_of_three_persons_is_hidden(self, quantity: Quantity) -> None:
        released = made.released(number(quantity, n=3))

        shown = [
            item for finding in released.findings for _, item in finding.every_estimate() if item.status == "shown"
        ]
        assert not shown

    def test_has_decimals_by_a_rule(self, quantity: Quantity) -> None:
        released = made.released(number(quantity, n=1000))

        (item,) = released.findings[0].estimates
        assert item.status == "shown"
        assert item.estimate is not None
        assert item.estimate == round(item.estimate, item.decimals)
        if quantity.record.guard is not Guard.COUNT:
            rules = next(policy for policy in POLICIES if policy.name == "default")
            assert rounded(number(quantity, n=1000), rules, {}).decimals == item.decimals

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_said_in_every_language(self, quantity: Quantity, language: str) -> None:
        assert say(Message(f"quantity.{quantity}"), language)

    def test_lies_on_one_scale(self, quantity: Quantity) -> None:
        record = quantity.record

        assert (record.nothing == 1.0) == (record.scale == "log")
        assert record.nothing is None or abs(record.nothing) <= record.largest

    def test_explains_its_terms(self, quantity: Quantity) -> None:
        assert all(has_sentence(f"glossary.{term}.term") for term in quantity.record.terms)

    def test_says_what_its_ends_are(self, quantity: Quantity) -> None:
        assert not quantity.record.ends or has_sentence(f"note_under.{quantity.record.ends}")
