"""Tests of the same persons' values that have no interval of their own."""

from __future__ import annotations

from answers import number
from pre_post_studies import Array, answered, same, studied

from tsi_eval.designs.paired_tests import p_value_of
from tsi_eval.designs.pairs import pairs_of
from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.stats.rank_effects import rank_biserial
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank


def test_ranks_are_the_rank_biserial_with_wilcoxons_p(values: tuple[Array, Array]) -> None:
    item = number(answered(values), Quantity.RANK_BISERIAL)

    test = wilcoxon_signed_rank(*values)
    same(item, rank_biserial(*values), p_value=test.p_value)
    assert (f"wilcoxon_{test.method}", Role.SENSITIVITY, "r") == (item.method, item.role, item.unit)


def test_p_value_rests_on_those_measured_twice_and_on_the_parts_of_its_test() -> None:
    study = studied([1.0, 2.0, 3.0], [2.0, 2.0, 1.0])
    pairs = pairs_of(study, "pre_post", "y", ("T0", "T1"))

    item = p_value_of(pairs, 0.25, "sign", *pairs.cells(pairs.those(pairs.change > 0)))

    assert (Quantity.TEST, 0.25, 3, "p", "sign") == (item.quantity, item.estimate, item.n, item.unit, item.method)
    assert (Claim.CHANGED, Role.SENSITIVITY, "T0 > T1") == (item.claim, item.role, item.period)
    assert [3, 1] == [cell.n for cell in item.basis]
