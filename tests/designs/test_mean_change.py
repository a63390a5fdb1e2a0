"""The mean change of the same persons, and the two means that it is the difference of."""

from __future__ import annotations

import pytest
from answers import number
from pre_post_studies import BETWEEN, FAMILIES, Array, answered, same

from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.paired import paired_t


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


def test_means_are_of_the_same_persons(missing: tuple[Array, Array]) -> None:
    finding = answered(missing, imputations=0)

    for at, column in zip(("T0", "T1"), missing, strict=True):
        item = number(finding, Quantity.MEAN, period=at, group="both")
        same(item, mean(column[:40]), p_value=None)
        assert ("mean", 40, Claim.DESCRIBES, Role.SUPPORTING) == (item.method, item.n, item.claim, item.role)
