"""Totals are known by their values, in whatever order the outcomes come."""

from __future__ import annotations

import pytest
from sub_scales import PARTS, scored

from tsi_eval.protect.disclosure.values.dependent import dependent


def test_a_total_follows_from_its_sub_scales() -> None:
    assert {"total": pytest.approx(dict.fromkeys(PARTS, 1.0))} == dependent(scored(30), (*PARTS, "total"))


def test_where_the_total_comes_first_the_last_sub_scale_follows() -> None:
    expected = {"total": 1.0, "emotion": -1.0, "conduct": -1.0, "hyper": -1.0}

    assert {"peers": pytest.approx(expected)} == dependent(scored(30), ("total", *PARTS))


def test_only_persons_who_have_all_count() -> None:
    assert {"total"} == dependent(scored(30, missing=2), (*PARTS, "total")).keys()


@pytest.mark.parametrize(("n", "found"), [(7, set()), (8, {"total"})])
def test_no_weights_fit_by_chance(n: int, found: set[str]) -> None:
    assert found == dependent(scored(n), (*PARTS, "total")).keys()


def test_outcomes_that_do_not_add_up_are_free() -> None:
    assert {} == dependent(scored(30), PARTS)
