"""Who is missing from a change, and what the change could be with them."""

from __future__ import annotations

import numpy as np
import pytest
from answers import number
from pre_post_studies import SETS, Array, answered, same, sorted_pairs

from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.stats.bounds import tail_bounds, worst_case_change
from tsi_eval.stats.difference import difference_in_means
from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.imputation import imputed_change


def test_flow_and_leavers(missing: tuple[Array, Array]) -> None:
    finding = answered(missing, imputations=0)

    assert [52, 46, 40, 12, 6] == [number(finding, Quantity.COUNT, group=group, axis="flow").n for group in SETS]
    left, stayed = missing[0][40:52], missing[0][:40]
    item = number(finding, Quantity.MEAN, group="before_only")
    same(item, mean(left), p_value=None)
    (found,) = difference_in_means(
        np.concatenate([np.sort(stayed), np.sort(left)]), ["both"] * 40 + ["before_only"] * 12, reference="both"
    )
    item = number(finding, Quantity.MEAN_DIFFERENCE)
    same(item, found)
    assert ("before_only", "both", Claim.DIFFERS, 12, [12, 40]) == (
        item.group,
        item.reference,
        item.claim,
        item.n,
        [cell.n for cell in item.basis],
    )


def test_change_of_all_who_were_measured_first(missing: tuple[Array, Array]) -> None:
    finding = answered(missing, imputations=30)

    first, second = sorted_pairs(missing[0][:40], missing[1][:40])
    everyone = np.concatenate([first, np.sort(missing[0][40:52])]), np.concatenate([second, np.full(12, np.nan)])
    item = number(finding, Quantity.MEAN_CHANGE, method="imputed")
    same(item, imputed_change(*everyone, imputations=30), p_value=None)
    assert ("before", 52, Role.SENSITIVITY, [52, 40, 12]) == (item.group, item.n, item.role, [c.n for c in item.basis])
    for method, found in (
        ("worst_case", worst_case_change(*everyone, minimum=0, maximum=40)),
        ("tail_bounds", tail_bounds(*everyone)),
    ):
        item = number(finding, Quantity.BOUNDS, method=method)
        assert (found.lower_bound, found.upper_bound) == pytest.approx((item.ci_low, item.ci_high))
        assert (52, [52, 40, 12]) == (item.n, [cell.n for cell in item.basis])
