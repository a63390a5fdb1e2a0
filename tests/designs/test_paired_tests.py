"""Tests of the same persons' values that have no interval of their own."""

from __future__ import annotations

from answers import number
from pre_post_studies import Array, answered, same

from tsi_eval.findings import Quantity, Role
from tsi_eval.stats.rank_effects import rank_biserial
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank


def test_ranks_are_the_rank_biserial_with_wilcoxons_p(values: tuple[Array, Array]) -> None:
    item = number(answered(values), Quantity.RANK_BISERIAL)

    test = wilcoxon_signed_rank(*values)
    same(item, rank_biserial(*values), p_value=test.p_value)
    assert (f"wilcoxon_{test.method}", Role.SENSITIVITY, "r") == (item.method, item.role, item.unit)
