"""A share before and after of the same persons."""

from __future__ import annotations

import numpy as np
import pytest
from answers import number
from pre_post_studies import Array, answered, same, sorted_pairs

from tsi_eval.findings import Quantity, Role
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.paired_table import matched_odds_ratio, mcnemar, paired_share_difference
from tsi_eval.stats.proportion import newcombe_difference, wilson


@pytest.fixture(scope="module")
def shares() -> tuple[Array, Array]:
    """Return eighty pairs of no and yes: 22 yes twice, 9 lost, 17 gained, 32 no twice."""
    four = [(1.0, 1.0)] * 22 + [(1.0, 0.0)] * 9 + [(0.0, 1.0)] * 17 + [(0.0, 0.0)] * 32
    first, second = np.array(four).T
    return sorted_pairs(first, second)


def test_share_changes_by_newcombes_interval_of_the_same_persons(shares: tuple[Array, Array]) -> None:
    finding = answered(shares, scale="binary", level=0.9)

    item = number(finding, Quantity.SHARE_DIFFERENCE)
    same(item, paired_share_difference(both=22, lost=9, gained=17, neither=32, level=0.9))
    assert (8 / 80, "newcombe_paired", Role.HEADLINE, "share", 80) == (
        pytest.approx(item.estimate),
        item.method,
        item.role,
        item.unit,
        item.n,
    )
    assert [(80, 39), (80, 31), (22, None), (9, None), (17, None), (32, None)] == [
        (cell.n, cell.numerator) for cell in item.basis
    ]
    assert item.instead is not None
    same(item.instead, newcombe_difference(31, 80, 39, 80, level=0.9))
    assert ("newcombe_margins", 2) == (item.instead.method, len(item.instead.basis))
    for at, k in (("T0", 31), ("T1", 39)):
        same(number(finding, Quantity.SHARE, period=at), wilson(k, 80, level=0.9))
    assert [17, 9] == [number(finding, Quantity.COUNT, group=group).n for group in ("gained", "lost")]


def test_share_has_mcnemars_tests_and_the_matched_odds_ratio(shares: tuple[Array, Array]) -> None:
    finding = answered(shares, scale="binary")

    tests = {e.method: e.estimate for e in finding.estimates if e.quantity is Quantity.TEST}
    expected = {f"mcnemar_{kind}": mcnemar(gained=17, lost=9, method=kind).p_value for kind in ("exact", "midp")}  # type: ignore[arg-type]
    assert expected == pytest.approx(tests)
    item = number(finding, Quantity.ODDS_RATIO)
    same(item, matched_odds_ratio(gained=17, lost=9))
    assert (17 / 9, "log", [80, 17, 9]) == (pytest.approx(item.estimate), item.scale, [cell.n for cell in item.basis])


def test_share_from_a_threshold_on(values: tuple[Array, Array]) -> None:
    finding = answered(values, scale="binary", at_least=20)

    before, after = values[0] >= 20, values[1] >= 20
    four = {
        "both": int((before & after).sum()),
        "lost": int((before & ~after).sum()),
        "gained": int((~before & after).sum()),
        "neither": int((~before & ~after).sum()),
    }
    same(number(finding, Quantity.SHARE_DIFFERENCE), paired_share_difference(**four))


def test_share_of_families_is_clustered(shares: tuple[Array, Array]) -> None:
    family = [f"f{i // 2:02d}" for i in range(80)]
    finding = answered(shares, scale="binary", clusters="family", family=family)

    item = number(finding, Quantity.SHARE_DIFFERENCE)
    same(item, clustered_mean(shares[1] - shares[0], family), se=item.se, p_value=item.p_value)
    assert "clustered_mean" == item.method


def test_share_without_finite_ratio_has_none() -> None:
    four = [(1.0, 1.0)] * 22 + [(0.0, 1.0)] * 17 + [(0.0, 0.0)] * 32
    finding = answered(tuple(np.array(four).T), scale="binary")  # type: ignore[arg-type]

    assert not [e for e in finding.estimates if e.quantity is Quantity.ODDS_RATIO]
    assert 17 / 71 == pytest.approx(number(finding, Quantity.SHARE_DIFFERENCE).estimate)


def test_worst_case_of_a_share_counts_those_who_left_as_none_and_as_all() -> None:
    first = np.array([1.0] * 30 + [0.0] * 30 + [1.0] * 8 + [0.0] * 6)
    second = np.concatenate([np.array([1.0] * 20 + [0.0] * 10 + [1.0] * 12 + [0.0] * 18), np.full(14, np.nan)])
    finding = answered((first, second), scale="binary")

    item = number(finding, Quantity.BOUNDS)
    assert ((32 - 38) / 74, (32 + 14 - 38) / 74) == pytest.approx((item.ci_low, item.ci_high))
    assert (74, [74, 60, 14]) == (item.n, [cell.n for cell in item.basis])
    gone = number(finding, Quantity.SHARE, group="before_only")
    same(gone, wilson(8, 14))
