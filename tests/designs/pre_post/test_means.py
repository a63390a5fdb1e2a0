"""The mean change of the same persons, its sizes, and the same computed otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from answers import number
from pre_post_studies import ASKED, BETWEEN, FAMILIES, SCALE, Array, answered, same, studied

from tsi_eval.designs import PrePost
from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.stats import effect_size
from tsi_eval.stats.bootstrap import paired_effects
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.glass import glass_pre
from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.individual_change import directions
from tsi_eval.stats.paired import paired_t
from tsi_eval.stats.rank_effects import rank_biserial
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank


def test_mean_change_is_the_paired_t(values: tuple[Array, Array]) -> None:
    item = number(answered(values), Quantity.MEAN_CHANGE, role=Role.HEADLINE)

    same(item, paired_t(*values))
    assert ("paired_t", "both", BETWEEN, "y", Claim.CHANGED, 40) == (
        item.method,
        item.group,
        item.period,
        item.unit,
        item.claim,
        item.n,
    )
    assert [40] == [cell.n for cell in item.basis]
    assert ("|mean|y|both|T0", "|mean|y|both|T1") == item.derived_from


def test_mean_change_of_those_who_belong_together_is_clustered(values: tuple[Array, Array]) -> None:
    finding = answered(values, clusters="family", family=FAMILIES)
    found = clustered_mean(values[1] - values[0], FAMILIES)

    item = number(finding, Quantity.MEAN_CHANGE, role=Role.HEADLINE)
    same(item, found)
    assert ("clustered_mean", [40, 20]) == (item.method, [cell.n for cell in item.basis])
    alone = number(finding, Quantity.MEAN_CHANGE, method="without_clusters")
    same(alone, paired_t(*values))
    assert Role.SENSITIVITY is alone.role
    together = number(finding, Quantity.INTRACLASS)
    assert found.icc == pytest.approx(together.estimate)
    for at, column in zip(("T0", "T1"), values, strict=True):
        same(number(finding, Quantity.MEAN, period=at), clustered_mean(column, FAMILIES), p_value=None)
    assert not [e for e in finding.estimates if e.quantity in {Quantity.EFFECT_SIZE_Z, Quantity.EFFECT_SIZE_GLASS}]


def test_clusters_change_no_estimate_of_a_change(values: tuple[Array, Array]) -> None:
    alone, together = answered(values), answered(values, clusters="family", family=FAMILIES)

    for quantity in (Quantity.MEAN_CHANGE, Quantity.MEAN, Quantity.EFFECT_SIZE_NORM):
        one, other = ([e.estimate for e in f.estimates if e.quantity is quantity] for f in (alone, together))
        assert set(np.round(one, 9)) == set(np.round(other, 9))


def test_means_are_of_the_same_persons(missing: tuple[Array, Array]) -> None:
    finding = answered(missing, imputations=0)

    for at, column in zip(("T0", "T1"), missing, strict=True):
        item = number(finding, Quantity.MEAN, period=at, group="both")
        same(item, mean(column[:40]), p_value=None)
        assert ("mean", 40, Claim.DESCRIBES, Role.SUPPORTING) == (item.method, item.n, item.claim, item.role)


@pytest.mark.parametrize(
    ("quantity", "size"),
    [
        (Quantity.EFFECT_SIZE_Z, effect_size.d_z),
        (Quantity.EFFECT_SIZE_AV, effect_size.d_av),
        (Quantity.EFFECT_SIZE_GLASS, glass_pre),
    ],
)
def test_effect_sizes(values: tuple[Array, Array], quantity: Quantity, size: Callable[..., Any]) -> None:
    item = number(answered(values, level=0.9), quantity, method=quantity.value)

    same(item, size(*values, level=0.9))
    assert ("sd", Claim.CHANGED, Role.SUPPORTING) == (item.unit, item.claim, item.role)


@pytest.mark.parametrize("clusters", ["", "family"])
def test_effect_size_of_the_norm_is_the_change_in_its_standard_deviations(
    values: tuple[Array, Array], clusters: str
) -> None:
    finding = answered(values, clusters=clusters, family=FAMILIES)
    change, item = number(finding, Quantity.MEAN_CHANGE, role=Role.HEADLINE), number(finding, Quantity.EFFECT_SIZE_NORM)

    assert [change.estimate / 6, change.ci_low / 6, change.ci_high / 6] == pytest.approx(
        [item.estimate, item.ci_low, item.ci_high]
    )
    assert ("sd", "norm_sd", 40) == (item.unit, item.method, item.n)


def test_correlation_is_pearsons(values: tuple[Array, Array]) -> None:
    assert np.corrcoef(*values)[0, 1] == pytest.approx(number(answered(values), Quantity.CORRELATION).estimate)


def test_ranks_are_the_rank_biserial_with_wilcoxons_p(values: tuple[Array, Array]) -> None:
    item = number(answered(values), Quantity.RANK_BISERIAL)

    test = wilcoxon_signed_rank(*values)
    same(item, rank_biserial(*values), p_value=test.p_value)
    assert (f"wilcoxon_{test.method}", Role.SENSITIVITY, "r") == (item.method, item.role, item.unit)


@pytest.mark.parametrize("clusters", ["", "family"])
def test_bootstrap_draws_persons_or_families(values: tuple[Array, Array], clusters: str) -> None:
    finding = answered(values, clusters=clusters, family=FAMILIES)

    drawn = paired_effects(*values, clusters=FAMILIES if clusters else None)
    for quantity, found in ((Quantity.MEAN_CHANGE, drawn.mean_change), (Quantity.EFFECT_SIZE_AV, drawn.d_av)):
        item = number(finding, quantity, method="bootstrap")
        assert (found.estimate, found.ci_low, found.ci_high) == pytest.approx(
            (item.estimate, item.ci_low, item.ci_high)
        )
        assert (Role.SENSITIVITY, None) == (item.role, item.se)


def test_who_moved_where(values: tuple[Array, Array]) -> None:
    finding, found = answered(values), directions(*values)

    groups = {"moved_lower": found.n_decreased, "moved_nowhere": found.n_unchanged, "moved_higher": found.n_increased}
    for group, n in groups.items():
        item = number(finding, Quantity.COUNT, group=group)
        assert (n, n, "persons", BETWEEN) == (item.estimate, item.n, item.unit, item.period)
    assert groups["moved_lower"] == int((values[1] < values[0]).sum())


def test_a_move_smaller_than_rounding_is_none() -> None:
    first = np.arange(12) * 0.1 + 0.1
    second = first + 0.2 - 0.2
    second[:2] = first[:2] + 0.5

    finding = PrePost(**ASKED, scale="ordinal").answer(studied(first, second, outcome=replace(SCALE, step=0.1)))

    assert 10 == number(finding, Quantity.COUNT, group="moved_nowhere").n
