"""How an estimate is built."""

from __future__ import annotations

from tsi_eval.designs.estimating import share_fields


def test_share_of_families_that_do_not_differ_keeps_its_row_without_an_interval() -> None:
    whole = frozenset(f"p{i}" for i in range(20))
    there = frozenset(f"p{i}" for i in range(0, 20, 2))
    belongs = {f"p{i}": f"f{i // 2}" for i in range(20)}

    fields = share_fields(whole, there, belongs, 0.95)

    assert fields == {"method": "clustered_mean"}
