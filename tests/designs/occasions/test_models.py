"""Changes of the mean from the first occasion, by two models."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from answers import PARTS, number
from occasions_studies import ASKED, AT, FAMILIES, studied
from studies import Array

from tsi_eval.designs import Occasions
from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.stats.gee import occasions_gee
from tsi_eval.stats.mixed import occasions_mixed


def long(table: Array, family: Sequence[str] = ()) -> tuple[Any, ...]:
    there = [(i, j) for i in range(len(table)) for j in range(3) if not math.isnan(table[i, j])]
    values = np.array([table[i, j] for i, j in there])
    clusters = [family[i] for i, _ in there] if len(family) else None
    return values, [AT[j] for _, j in there], [f"p{i:03d}" for i, _ in there], clusters


@pytest.mark.parametrize(
    ("model", "clusters", "headline"),
    [("auto", "", "mixed"), ("auto", "family", "gee"), ("mixed", "family", "mixed"), ("gee", "", "gee")],
)
def test_changes_are_those_of_the_models(table: Array, model: str, clusters: str, headline: str) -> None:
    finding = Occasions(**ASKED, model=model, clusters=clusters, level=0.9).answer(studied(table, family=FAMILIES))  # type: ignore[arg-type]

    values, occasions, persons, belongs = long(table, FAMILIES if clusters else ())
    there = ~np.isnan(table)
    for name, fit in (("mixed", occasions_mixed), ("gee", occasions_gee)):
        for found in fit(values, occasions, persons, order=AT, clusters=belongs, level=0.9).changes:
            item = number(finding, Quantity.MEAN_CHANGE, method=f"occasions_{name}", period=f"T0 > {found.occasion}")
            for part in ("estimate", *PARTS):
                assert getattr(found, part) == pytest.approx(getattr(item, part), rel=1e-5, abs=1e-6), part
            last = found.occasion == "T2"
            expected = (Role.HEADLINE if last else Role.SUPPORTING) if name == headline else Role.SENSITIVITY
            ends = there[:, 0], there[:, AT.index(found.occasion)]
            either, both = int((ends[0] | ends[1]).sum()), int((ends[0] & ends[1]).sum())
            assert (expected, Claim.CHANGED, either, "measured") == (item.role, item.claim, item.n, item.group)
            assert [either, both] == [cell.n for cell in item.basis][:: 2 if clusters else 1]
