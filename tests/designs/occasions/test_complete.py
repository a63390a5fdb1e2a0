"""Tests of those who were measured at every occasion, and of first and last for the others."""

from __future__ import annotations

import numpy as np
import pytest
from answers import number
from occasions_studies import ASKED, studied
from studies import Array

from tsi_eval.designs import Occasions
from tsi_eval.findings import Quantity
from tsi_eval.stats.paired_table import paired_share_difference
from tsi_eval.stats.rank_effects import probability_of_improvement
from tsi_eval.stats.repeated import cochran_q, friedman


def test_steps_are_of_first_and_last_and_friedmans_of_all(table: Array) -> None:
    steps = np.clip(np.round(table / 8), 0, 4)
    finding = Occasions(**ASKED, scale="ordinal").answer(studied(steps))

    ends = steps[~np.isnan(steps[:, [0, 2]]).any(axis=1)]
    item, found = number(finding, Quantity.IMPROVEMENT), probability_of_improvement(ends[:, 0], ends[:, 2])
    assert (found.estimate, found.ci_low, found.ci_high, len(ends)) == pytest.approx(
        (item.estimate, item.ci_low, item.ci_high, item.n)
    )
    complete = steps[~np.isnan(steps).any(axis=1)]
    test = number(finding, Quantity.TEST, method="friedman")
    assert (friedman(complete).p_value, len(complete)) == pytest.approx((test.estimate, test.n))
    assert ("complete", len(complete)) == (test.group, test.basis[0].n)
    agreement = number(finding, Quantity.CONCORDANCE)
    assert (friedman(complete).kendall_w, len(complete)) == pytest.approx((agreement.estimate, agreement.n))
    assert () == finding.series


@pytest.mark.parametrize("at_least", [None, 18.0])
def test_shares_are_of_first_and_last_and_cochrans_of_all(table: Array, at_least: float | None) -> None:
    given = table if at_least else np.where(np.isnan(table), np.nan, (table >= 18).astype(float))
    finding = Occasions(**ASKED, scale="binary", at_least=at_least).answer(studied(given))

    yes = np.where(np.isnan(table), np.nan, (table >= 18).astype(float))
    first, last = yes[~np.isnan(yes[:, [0, 2]]).any(axis=1)][:, [0, 2]].T
    answers = {"both": (1, 1), "lost": (1, 0), "gained": (0, 1), "neither": (0, 0)}
    four = {name: int(((first == a) & (last == b)).sum()) for name, (a, b) in answers.items()}
    item, found = number(finding, Quantity.SHARE_DIFFERENCE), paired_share_difference(**four)
    assert (found.estimate, found.ci_low, found.ci_high, first.size) == pytest.approx(
        (item.estimate, item.ci_low, item.ci_high, item.n)
    )
    complete = yes[~np.isnan(yes).any(axis=1)]
    test = number(finding, Quantity.TEST, method="cochran_q")
    assert (cochran_q(complete).p_value, len(complete), "complete") == (
        pytest.approx(test.estimate),
        test.n,
        test.group,
    )
