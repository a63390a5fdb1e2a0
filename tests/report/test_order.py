"""Which part of the report a question stands in."""

from __future__ import annotations

import pytest
from chapters_by_hand import CHANGE
from released_by_hand import finding, headline, refused

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Message
from tsi_eval.report.order import CHANGED, COST, REACHED, part_of

COUNT = headline(Quantity.COUNT, 43.0, unit="persons", n=43)
MONEY = headline(Quantity.COST, 43.0, unit="sek", price_year=2023)


@pytest.mark.parametrize(
    ("claim", "items", "part"),
    [
        (Claim.DESCRIBES, [COUNT], REACHED),
        (Claim.DESCRIBES, [MONEY, COUNT], COST),
        (Claim.CHANGED, [CHANGE], CHANGED),
        # Too few schools to claim a change, and yet a change is what was asked for.
        (Claim.DESCRIBES, [CHANGE], CHANGED),
        (Claim.DESCRIBES, [], REACHED),
        (Claim.DIFFERS, [], CHANGED),
    ],
)
def test_the_answer_decides(claim: Claim, items: list[ReleasedEstimate], part: str) -> None:
    assert part == part_of(finding("any", claim, items))


def test_a_refused_question_stands_where_its_answer_would() -> None:
    assert CHANGED == part_of(refused(Message("refusal.not_yet")))
