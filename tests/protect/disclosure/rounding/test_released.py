"""An estimate leaves with rounded numbers, with a band, or only with why it is hidden."""

from __future__ import annotations

from typing import Any

import made
import pytest

from tsi_eval.findings import Estimate, Kind, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import BANDED, FEW, SUPPRESSED, Decision
from tsi_eval.protect.disclosure.rounding.released import released_estimate, rules_of

HIDDEN = Decision(status=SUPPRESSED, reason=FEW)
BAND = Decision(status=BANDED, reason=FEW, band=(0, 4))


def numbers(item: ReleasedEstimate) -> tuple[float | None, ...]:
    return (item.estimate, item.ci_low, item.ci_high, item.n)


def leaves(estimate: Estimate, decision: Decision | None = None, policy: str = "default") -> ReleasedEstimate:
    return released_estimate(estimate, decision or Decision(), policy, {})


def test_twelve_of_43_leave_as_a_share() -> None:
    item = leaves(made.share("done", 12, "all", 43))

    assert ("shown", "", 0.279, 43, 3) == (item.status, item.reason, item.estimate, item.n, item.decimals)


def test_three_of_18_leave_as_a_band() -> None:
    item = leaves(made.share("done", 3, "all", 18), BAND)

    assert ("banded", FEW) == (item.status, item.reason)
    assert (None, 0.0, 0.222, 18) == numbers(item)


def test_band_has_the_policys_decimals_and_count() -> None:
    item = leaves(made.share("done", 3, "all", 18), BAND, "strict")

    assert (None, 0.0, 0.22, 20) == numbers(item)


def test_three_of_43_leave_without_a_number() -> None:
    item = leaves(made.share("done", 3, "all", 43), HIDDEN)

    assert ("suppressed", FEW) == (item.status, item.reason)
    assert (None, None, None, None) == numbers(item)


def test_suppressed_estimate_has_no_number() -> None:
    given: dict[str, Any] = {"se": 0.1, "ci_low": 0.0, "ci_high": 0.2, "level": 0.95, "p_value": 0.5}
    (item,) = made.items(made.released(made.share("part", 2, "all", 40, **given)))

    assert [None] * 7 == [getattr(item, name) for name in ("estimate", "n", *given)]


def test_hidden_estimate_keeps_its_words() -> None:
    item = leaves(made.mean("a", 3, period="T0", method="mean", unit="points"), HIDDEN)

    assert ("a", "score", "T0", "mean", "points") == (item.group, item.outcome, item.period, item.method, item.unit)


@pytest.mark.parametrize(("policy", "shown"), [("default", 43), ("strict", 45), ("internal", 43)])
def test_count_leaves_by_the_policys_step_without_decimals(policy: str, shown: int) -> None:
    item = leaves(made.count("a", 43), policy=policy)

    assert (shown, shown, 0) == (item.estimate, item.n, item.decimals)


def test_mean_leaves_with_safe_decimals_and_the_policys_count() -> None:
    item = leaves(made.mean("a", 43, 7.4167), policy="strict")

    assert (7.4, 45) == (item.estimate, item.n)


def test_rules_are_those_of_the_first_protected_cell() -> None:
    cost = made.estimate(Quantity.COST, 9000.0, made.group("cost", 3, Kind.MONEY), made.group("children", 12))
    rules = rules_of(cost, "strict")

    assert rules is not None
    assert "strict" == rules.name


def test_nobody_has_no_rules() -> None:
    assert rules_of(made.count("a", 3, Kind.EVENT), "strict") is None


def test_events_of_nobody_leave_as_they_are() -> None:
    item = leaves(made.count("a", 3, Kind.EVENT), policy="strict")

    assert (3, 3) == (item.estimate, item.n)
