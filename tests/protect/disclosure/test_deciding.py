"""Every number of a pilot is decided at once, since any may give another back."""

from __future__ import annotations

import made
import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Estimate, Quantity
from tsi_eval.protect import release
from tsi_eval.protect.disclosure.deciding import decide

PARTS = {"nora": 3, "orsa": 8, "mora": 30}
TOWNS = made.partition("all", **PARTS)
COUNTS = tuple(made.count(name, n) for name, n in {"all": 41, **PARTS}.items())
MEANS = tuple(made.mean(name, n) for name, n in PARTS.items())


def hidden(*estimates: Estimate, policy: str = "default") -> list[str]:
    decisions = decide(estimates, (TOWNS,), policy)
    pairs = zip(estimates, decisions, strict=True)
    return [f"{estimate.quantity} {estimate.group}" for estimate, item in pairs if item.status != "shown"]


def test_nora_and_its_cover_are_hidden_and_so_are_means_of_fewer_than_ten() -> None:
    assert ["count nora", "count orsa", "mean nora", "mean orsa"] == hidden(*COUNTS, *MEANS)


def test_order_of_numbers_does_not_matter() -> None:
    assert sorted(hidden(*COUNTS, *MEANS)) == sorted(hidden(*reversed(COUNTS + MEANS)))


def test_nothing_is_hidden_under_internal() -> None:
    assert [] == hidden(*COUNTS, *MEANS, policy="internal")


def test_same_persons_in_two_questions_are_decided_alike() -> None:
    all_of_them = made.number(Quantity.COUNT, 43.0, made.cell(43), question="one", group="")
    most = made.number(Quantity.COUNT, 40.0, made.cell(40), question="two", group="arm=a")
    again = made.number(Quantity.COUNT, 40.0, made.cell(40), question="three", group="finished")

    decisions = decide((all_of_them, most, again), (), "default")
    # 43 less 40 would be three. The 40 stand twice, and the 43 are made of two pieces: they weigh
    # the same, and the 40 stand last.
    assert ["shown", "suppressed", "suppressed"] == [item.status for item in decisions]


def test_group_hidden_in_one_question_is_hidden_in_all() -> None:
    first = made.finding(
        "q1",
        [made.count("all", 43), made.mean("all", 43), made.count("a", 3), made.count("b", 40)],
        [made.partition("all", a=3, b=40)],
    )
    second = made.finding("q2", [made.count("b", 40), made.mean("b", 40)])

    assert ["a", "b", "b", "b"] == made.hidden_groups(release(made.findings(first, second)))


def test_nothing_found_is_nothing_decided() -> None:
    assert () == decide((), (), "default")


def test_estimate_without_basis_is_refused() -> None:
    with pytest.raises(ProtectionError, match="E181"):
        decide((made.estimate(Quantity.MEAN, 1.0),), (), "default")


@pytest.mark.parametrize("policy", ["", "none"])
def test_unknown_policy_is_refused(policy: str) -> None:
    with pytest.raises(ProtectionError, match="E180"):
        decide(COUNTS, (), policy)
