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

DRAWS = 100
# Three standard errors of a share of 100 around 0.96.
NOMINAL = (0.9, 1.01)


def long(table: Array, family: Sequence[str] = ()) -> tuple[Any, ...]:
    there = [(i, j) for i in range(len(table)) for j in range(3) if not math.isnan(table[i, j])]
    values = np.array([table[i, j] for i, j in there])
    clusters = [family[i] for i, _ in there] if len(family) else None
    return values, [AT[j] for _, j in there], [f"p{i:03d}" for i, _ in there], clusters


@pytest.mark.parametrize(
    ("model", "clusters", "headline"),
    [("auto", "", "gee"), ("auto", "family", "gee"), ("mixed", "family", "mixed"), ("gee", "", "gee")],
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


@pytest.mark.parametrize(("model", "said"), [("mixed", True), ("gee", False), ("auto", False)])
def test_only_the_mixed_model_takes_all_to_develop_alike(table: Array, model: str, said: bool) -> None:
    finding = Occasions(**ASKED, model=model).answer(studied(table, family=FAMILIES))  # type: ignore[arg-type]

    keys = [caveat.key for caveat in finding.caveats]
    assert (said, not said) == ("caveat.same_course" in keys, "caveat.missing_completely" in keys)


def test_intervals_hold_where_persons_develop_differently() -> None:
    rng = np.random.default_rng(136)
    at = np.arange(3)
    drawn = [
        18 + 3 * rng.normal(size=(15, 1)) + (2 + 3 * rng.normal(size=(15, 1))) * at + 2 * rng.normal(size=(15, 3))
        for _ in range(DRAWS)
    ]

    held = [_last_interval(np.clip(np.round(table), 0, 40)) for table in drawn]

    assert NOMINAL[0] < np.mean([low <= 4.0 <= high for low, high in held]) < NOMINAL[1]


def _last_interval(table: Array) -> tuple[float, float]:
    finding = Occasions(**ASKED).answer(studied(table))
    (headline,) = (item for item in finding.estimates if item.role is Role.HEADLINE)
    assert headline.ci_low is not None
    assert headline.ci_high is not None
    return headline.ci_low, headline.ci_high
