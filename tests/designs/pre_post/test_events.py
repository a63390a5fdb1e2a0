"""By what factor a number of events changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from answers import number
from pre_post_studies import ASKED, FAMILIES, SCALE, answered, same, sorted_pairs, studied

from tsi_eval.designs import PrePost
from tsi_eval.findings import Quantity, Role
from tsi_eval.stats.paired import paired_t
from tsi_eval.stats.paired_counts import rate_ratio


def test_events_change_by_the_ratio_of_their_sums() -> None:
    rng = np.random.default_rng(4)
    events = sorted_pairs(rng.poisson(3, 50).astype(float), rng.poisson(2, 50).astype(float))
    plain = replace(SCALE, minimum=None, maximum=None, sd=None, reliability=None)
    finding = PrePost(**ASKED, scale="counts", level=0.9).answer(studied(*events, outcome=plain))

    item = number(finding, Quantity.RATE_RATIO)
    same(item, rate_ratio(*events, level=0.9, variance="jackknife"))
    assert (events[1].sum() / events[0].sum(), "log", Role.HEADLINE, "rate_ratio_robust", 50) == (
        pytest.approx(item.estimate),
        item.scale,
        item.role,
        item.method,
        item.n,
    )
    change = number(finding, Quantity.MEAN_CHANGE)
    same(change, paired_t(*events, level=0.9))
    assert Role.SUPPORTING is change.role
    assert int((events[1] > events[0]).sum()) == number(finding, Quantity.COUNT, group="moved_higher").n


def test_events_of_families_are_summed() -> None:
    rng = np.random.default_rng(5)
    events = sorted_pairs(rng.poisson(3, 40).astype(float), rng.poisson(2, 40).astype(float))
    finding = answered(events, scale="counts", clusters="family", family=FAMILIES)

    sums = [column.reshape(20, 2).sum(axis=1) for column in events]
    item = number(finding, Quantity.RATE_RATIO)
    same(item, rate_ratio(*sums, variance="jackknife"))
    assert 40 == item.n
