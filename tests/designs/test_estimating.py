"""How an estimate is built."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.designs.estimating import (
    estimated,
    interval,
    mean_fields,
    name_of,
    share_fields,
    wilson_fields,
    within,
)
from tsi_eval.findings import Claim, Kind, Method, Quantity, people
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.proportion import wilson


def test_share_of_families_that_do_not_differ_keeps_its_row_without_an_interval() -> None:
    whole = frozenset(f"p{i}" for i in range(20))
    there = frozenset(f"p{i}" for i in range(0, 20, 2))
    belongs = {f"p{i}": f"f{i // 2}" for i in range(20)}

    fields = share_fields(whole, there, belongs, 0.95)

    assert fields == {"method": "clustered_mean"}


CELL = people(frozenset("abcd"), kind=Kind.PERSON)


def test_number_is_of_its_first_cell_and_knows_no_question() -> None:
    item = estimated("d", Quantity.COUNT, 4.0, (CELL,), claim=Claim.DESCRIBES, unit="persons", method="count")

    assert (4, "", "d", 4.0, "persons") == (item.n, item.question, item.design, item.estimate, item.unit)
    assert 9 == estimated("d", Quantity.COUNT, 4.0, (CELL,), n=9, claim=Claim.DESCRIBES).n


def test_name_has_everything_that_tells_two_numbers_of_a_question_apart() -> None:
    assert "|mean_change|score|both|T0 > T1" == name_of(Quantity.MEAN_CHANGE, "score", "both", "T0 > T1")


def test_interval_is_what_a_result_has_of_it() -> None:
    share = wilson(5, 10)

    assert {"se", "ci_low", "ci_high", "level"} >= set(interval(share))
    assert (share.ci_low, share.ci_high, 0.95) == tuple(
        interval(share)[name] for name in ("ci_low", "ci_high", "level")
    )
    assert {} == interval(object())


def test_interval_is_cut_where_no_mean_can_lie() -> None:
    found = clustered_mean(np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0]), [0, 0, 1, 1, 2, 2])
    cut = within(found, 0.0, 1.0)

    assert found.ci_low < 0
    assert found.ci_high > 1
    assert (0.0, 1.0, found.estimate) == (cut.ci_low, cut.ci_high, cut.estimate)


def test_mean_of_equal_values_keeps_its_row_without_an_interval() -> None:
    assert {"method": "mean"} == mean_fields(np.array([2.0, 2.0, 2.0]), (), 0.95)
    assert {"method": "mean"} == mean_fields(np.array([2.0, 2.0, 2.0]), (0, 0, 1), 0.95)


def test_mean_of_three_values_has_students_interval() -> None:
    fields = mean_fields(np.array([1.0, 2.0, 3.0]), (), 0.95)

    # 2 ± 4.302653 · 1 / √3, with two degrees of freedom.
    assert (1 / 3**0.5, 2 - 2.484138, 2 + 2.484138) == pytest.approx(
        tuple(fields[name] for name in ("se", "ci_low", "ci_high")), abs=1e-6
    )
    assert "mean" == fields["method"]


def test_mean_of_families_says_so() -> None:
    fields = mean_fields(np.array([1.0, 2.0, 3.0, 4.0]), (0, 0, 1, 2), 0.95)

    assert Method.CLUSTERED_MEAN is fields["method"]


def test_half_of_ten_has_wilsons_interval() -> None:
    fields = wilson_fields(5, 10, 0.95)

    assert (0.236593, 0.763407) == pytest.approx((fields["ci_low"], fields["ci_high"]), abs=1e-6)
    assert "wilson" == fields["method"]


@pytest.mark.parametrize("all_of_them", [True, False])
def test_share_of_all_or_none_counts_families_once(all_of_them: bool) -> None:
    whole = frozenset(f"p{i}" for i in range(30))
    belongs = {f"p{i}": f"f{i // 2}" for i in range(30)}

    fields = share_fields(whole, whole if all_of_them else frozenset(), belongs, 0.95)

    assert wilson_fields(15 if all_of_them else 0, 15, 0.95) == fields


def test_share_of_persons_who_stand_for_themselves_is_wilsons() -> None:
    assert wilson_fields(1, 4, 0.9) == share_fields(frozenset("abcd"), frozenset("a"), {}, 0.9)
