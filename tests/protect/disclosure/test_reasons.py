"""A finding leaves with its doubts, and without what must leave no trace."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import made
import pytest
from made import cell, number

from tsi_eval.findings import Estimate, Finding, Method, Note, Quantity, Role, Series
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.protect.disclosure.reasons import released_finding
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW

HIDDEN = {"status": "suppressed", "reason": "few", "n": None, "estimate": None}
TOO_EXACT = HIDDEN | {"reason": "exact"}
CHANGE = number(Quantity.MEAN_CHANGE, -1.5, cell(40), ci_low=-2.9, ci_high=-0.1)


def as_it_was(exact: Estimate, **numbers: Any) -> ReleasedEstimate:
    (item,) = made.items(made.released(replace(exact, lines={}), policy="internal"))
    return replace(item, **numbers)


def put_together(finding: Finding, *numbers: dict[str, Any], can_widen: bool = True) -> ReleasedFinding:
    """Return a finding of which each number was released as it was, but for what is said of it."""
    pairs = zip(finding.every_estimate(), numbers, strict=True)
    released = [as_it_was(estimate, **changed) for estimate, changed in pairs]
    remaining = iter(released)
    whole = released_finding(finding, remaining, widened=can_widen)
    assert [] == list(remaining)
    return whole


def keys(finding: ReleasedFinding) -> list[str]:
    return [message.key for message in finding.caveats]


def groups(finding: ReleasedFinding) -> list[str]:
    return [item.group for _, item in finding.every_estimate()]


def test_group_of_two_of_which_everything_is_hidden_is_not_named() -> None:
    both = [
        number(Quantity.COUNT, n, cell(n, first), group=group)
        for group, n, first in (("gender=other", 2, 0), ("gender=girl", 40, 9))
    ]

    assert ["gender=girl"] == groups(put_together(made.finding("q", both), HIDDEN, {}))


def test_group_of_which_something_is_shown_is_named_everywhere() -> None:
    count = number(Quantity.COUNT, 12.0, cell(12), group="gender=other")
    mean = number(Quantity.MEAN, 3.0, cell(12), group="gender=other")

    assert ["gender=other"] * 2 == groups(put_together(made.finding("q", [count, mean]), {}, HIDDEN))


@pytest.mark.parametrize("status", ["shown", "banded"])
def test_band_is_something_shown(status: str) -> None:
    share = number(Quantity.SHARE, 0.1, cell(12, part=made.persons(0, 1)), group="gender=other")

    assert ["gender=other"] == groups(put_together(made.finding("q", [share]), {"status": status}))


def test_answer_is_named_though_it_is_hidden() -> None:
    answer = number(Quantity.COUNT, 2.0, cell(2), group="gender=other", role=Role.HEADLINE)

    assert ["gender=other"] == groups(put_together(made.finding("q", [answer]), HIDDEN))


def test_school_of_a_tally_is_named_though_everything_of_it_is_hidden() -> None:
    # That the school exists is no secret.
    tally = made.count("unit=a", 2)

    assert ["unit=a"] == groups(put_together(made.finding("q", [tally]), HIDDEN))


def test_group_that_is_not_named_loses_its_series() -> None:
    points = tuple(number(Quantity.COUNT, 2.0, cell(2), group="gender=other", period=at) for at in ("T0", "T1"))
    others = tuple(number(Quantity.COUNT, 40.0, cell(40, 9), group="gender=girl", period=at) for at in ("T0", "T1"))
    series = (Series(name="other", axis="stage", points=points), Series(name="girl", axis="stage", points=others))

    whole = put_together(replace(made.finding("q", []), series=series), HIDDEN, HIDDEN, {}, {})
    assert ["girl"] == list(whole.series)


def test_series_follow_the_estimates_and_keep_their_names() -> None:
    points = tuple(made.count(name, n, axis="stage") for name, n in (("in", 40), ("out", 30)))
    finding = replace(
        made.finding("q", [made.count("all", 50)]), series=(Series(name="s", axis="stage", points=points),)
    )

    whole = put_together(finding, {}, {}, {})
    assert (["all"], ["in", "out"]) == ([e.group for e in whole.estimates], [e.group for e in whole.series["s"]])


@pytest.mark.parametrize("reason", ["exact", "values"])
def test_number_that_so_few_never_get_leaves_no_row(reason: str) -> None:
    effect = number(Quantity.EFFECT_SIZE_Z, -1.15, cell(12))

    assert 1 == len(put_together(made.finding("q", [CHANGE, effect]), {}, HIDDEN | {"reason": reason}).estimates)


def test_share_at_an_end_leaves_no_row_when_it_is_hidden() -> None:
    share = number(Quantity.SHARE, 0.3, cell(40, part=made.persons(0, 12)), note=Note.AT_AN_END)

    assert 0 == len(put_together(made.finding("q", [share]), HIDDEN).estimates)
    assert 1 == len(put_together(made.finding("q", [share]), {}).estimates)


def test_small_number_leaves_a_row_that_says_why() -> None:
    (item,) = put_together(made.finding("q", [number(Quantity.COUNT, 3.0, cell(3))]), HIDDEN).estimates

    assert ("suppressed", "few") == (item.status, item.reason)


@pytest.mark.parametrize(
    "estimate",
    [number(Quantity.EFFECT_SIZE_Z, -1.15, cell(12), role=Role.HEADLINE), number(Quantity.MEAN, 3.0, cell(12))],
    ids=["answer", "mean"],
)
def test_answer_and_mean_always_have_a_row(estimate: Estimate) -> None:
    assert 1 == len(put_together(made.finding("q", [estimate]), TOO_EXACT).estimates)


def test_caveats_of_the_finding_are_kept_in_order() -> None:
    caveats = (Message("caveat.leavers"), Message("caveat.clusters_together"))

    assert ["caveat.leavers", "caveat.clusters_together"] == keys(
        put_together(made.finding("q", [CHANGE], caveats=caveats), {})
    )


@pytest.mark.parametrize(
    ("role", "key"),
    [(Role.HEADLINE, "caveat.clusters_not_allowed"), (Role.SUPPORTING, "caveat.clusters_together")],
)
def test_answer_from_margins_does_not_allow_for_clusters(role: Role, key: str) -> None:
    shares = [cell(40, part=made.persons(0, k)) for k in (20, 12)]
    difference = number(Quantity.SHARE_DIFFERENCE, 0.2, *shares, role=role, method=Method.NEWCOMBE_MARGINS)

    finding = made.finding("q", [difference], caveats=(Message("caveat.clusters_together"),))
    assert [key] == keys(put_together(finding, {}))


@pytest.mark.parametrize(
    ("n", "role", "status", "can_widen", "widened"),
    [
        (COARSE_BELOW - 1, Role.HEADLINE, "shown", True, True),
        (COARSE_BELOW, Role.HEADLINE, "shown", True, False),
        (40, Role.SUPPORTING, "shown", True, False),
        (40, Role.HEADLINE, "suppressed", True, False),
        (40, Role.HEADLINE, "shown", False, False),
    ],
)
def test_answer_of_few_says_that_rounding_widened_its_interval(
    n: int, role: Role, status: str, can_widen: bool, widened: bool
) -> None:
    answer = number(Quantity.MEAN_CHANGE, -1.5, cell(n), role=role)

    whole = put_together(made.finding("q", [answer]), {"status": status}, can_widen=can_widen)
    assert (["caveat.rounded_wide"] if widened else []) == keys(whole)


def test_mean_has_no_nothing_that_a_wide_interval_could_hide() -> None:
    answer = number(Quantity.MEAN, 3.0, cell(40), role=Role.HEADLINE)

    assert [] == keys(put_together(made.finding("q", [answer]), {}))
