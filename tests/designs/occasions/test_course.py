"""Who was measured when, and the mean of those."""

from __future__ import annotations

import numpy as np
import pytest
from answers import number
from occasions_studies import ASKED, AT, FAMILIES, studied
from studies import Array

from tsi_eval.designs import Occasions
from tsi_eval.findings import Quantity
from tsi_eval.stats.group_mean import mean


def test_means_of_those_measured_at_each_occasion(table: Array) -> None:
    finding = Occasions(**ASKED).answer(studied(table))

    (course,) = finding.series
    assert ("means", "occasion", AT) == (course.name, course.axis, tuple(point.period for point in course.points))
    for column, point in zip(table.T, course.points, strict=True):
        found = mean(column[~np.isnan(column)])
        assert (found.estimate, found.se, found.ci_low, found.n) == pytest.approx(
            (point.estimate, point.se, point.ci_low, point.n)
        )


@pytest.mark.parametrize("clusters", ["", "family"])
def test_who_was_measured_when(table: Array, clusters: str) -> None:
    finding = Occasions(**ASKED, clusters=clusters).answer(studied(table, family=FAMILIES))

    there = ~np.isnan(table)
    for at, column in zip(AT, there.T, strict=True):
        item = number(finding, Quantity.COUNT, period=at)
        assert (int(column.sum()), "measured", "persons") == (item.n, item.group, item.unit)
    assert int(there.all(axis=1).sum()) == number(finding, Quantity.COUNT, group="complete").n


def test_one_who_was_there_only_in_the_middle_counts_there(table: Array) -> None:
    table = table.copy()
    table[49] = [np.nan, 12.0, np.nan]

    for clusters in ("", "family"):
        finding = Occasions(**ASKED, clusters=clusters).answer(studied(table, family=FAMILIES))

        assert int((~np.isnan(table[:, 1])).sum()) == number(finding, Quantity.COUNT, period="T1").n
