"""A total and its sub-scales, of different persons, give nobody's values."""

from __future__ import annotations

import made
import pytest
from sub_scales import PARTS, scored

from tsi_eval.findings import Estimate, Measured, Quantity, Role
from tsi_eval.protect.disclosure.counts.naming import named
from tsi_eval.protect.disclosure.decisions import Decision
from tsi_eval.protect.disclosure.values.totals import protect_totals


def means(values: dict[str, dict[str, float]]) -> list[Estimate]:
    """Return each outcome's mean, of all who have it; the total's is the answer."""
    return [
        made.number(
            Quantity.MEAN,
            sum(of.values()) / len(of),
            made.cell(len(of)),
            outcome=outcome,
            period="t0",
            role=Role.HEADLINE if outcome == "total" else Role.SECONDARY,
        )
        for outcome, of in values.items()
    ]


def hidden(values: dict[str, dict[str, float]], policy: str = "default") -> list[str]:
    """Return the outcomes whose means are hidden."""
    estimates, sets = named(means(values))
    measured = [
        Measured(outcome=outcome, occasion="t0", values=of, minimum=0.0, maximum=40.0, step=1.0)
        for outcome, of in values.items()
    ]
    decisions = protect_totals(estimates, [Decision() for _ in estimates], sets, policy, measured)
    return [
        item.outcome for item, decision in zip(estimates, decisions, strict=True) if decision.status == "suppressed"
    ]


@pytest.mark.parametrize(("missing", "lost"), [(0, 0), (1, 1), (2, 1), (9, 1), (10, 0)])
def test_one_sub_scale_goes_where_fewer_than_ten_lack_a_total(missing: int, lost: int) -> None:
    gone = hidden(scored(40, missing=missing))

    assert lost == len(gone)
    assert "total" not in gone


def test_nothing_goes_where_a_sub_scale_is_not_shown() -> None:
    values = scored(40, missing=2)
    del values["peers"]

    assert [] == hidden(values)


def test_nothing_goes_under_internal() -> None:
    assert [] == hidden(scored(40, missing=2), "internal")


def test_what_is_left_does_not_give_the_two_childrens_values() -> None:
    values = scored(35, missing=2)
    gone = hidden(values)

    known = {name: sum(of.values()) for name, of in values.items() if name not in gone}
    assert not {*PARTS, "total"} <= known.keys()
    assert 4 == len(known)
