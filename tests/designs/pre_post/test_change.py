"""How large a mean change is, the same computed otherwise, and beside a published one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from answers import number
from pre_post_studies import FAMILIES, Array, answered, same

from tsi_eval.designs.pre_post import Benchmark
from tsi_eval.findings import Claim, Kind, Quantity, Role
from tsi_eval.stats import effect_size
from tsi_eval.stats.bootstrap import paired_effects
from tsi_eval.stats.glass import glass_pre


def test_clusters_change_no_estimate_of_a_change(values: tuple[Array, Array]) -> None:
    alone, together = answered(values), answered(values, clusters="family", family=FAMILIES)

    for quantity in (Quantity.MEAN_CHANGE, Quantity.MEAN, Quantity.EFFECT_SIZE_NORM):
        one, other = ([e.estimate for e in f.estimates if e.quantity is quantity] for f in (alone, together))
        assert set(np.round(one, 9)) == set(np.round(other, 9))


@pytest.mark.parametrize(
    ("quantity", "size"),
    [
        (Quantity.EFFECT_SIZE_Z, effect_size.d_z),
        (Quantity.EFFECT_SIZE_AV, effect_size.d_av),
        (Quantity.EFFECT_SIZE_GLASS, glass_pre),
    ],
)
def test_effect_sizes(values: tuple[Array, Array], quantity: Quantity, size: Callable[..., Any]) -> None:
    item = number(answered(values, level=0.9), quantity, method=quantity.value)

    same(item, size(*values, level=0.9))
    assert ("sd", Claim.CHANGED, Role.SUPPORTING) == (item.unit, item.claim, item.role)


@pytest.mark.parametrize("clusters", ["", "family"])
def test_effect_size_of_the_norm_is_the_change_in_its_standard_deviations(
    values: tuple[Array, Array], clusters: str
) -> None:
    finding = answered(values, clusters=clusters, family=FAMILIES)
    change, item = number(finding, Quantity.MEAN_CHANGE, role=Role.HEADLINE), number(finding, Quantity.EFFECT_SIZE_NORM)

    assert [change.estimate / 6, change.ci_low / 6, change.ci_high / 6] == pytest.approx(
        [item.estimate, item.ci_low, item.ci_high]
    )
    assert ("sd", "norm_sd", 40) == (item.unit, item.method, item.n)


def test_correlation_is_pearsons(values: tuple[Array, Array]) -> None:
    assert np.corrcoef(*values)[0, 1] == pytest.approx(number(answered(values), Quantity.CORRELATION).estimate)


@pytest.mark.parametrize("clusters", ["", "family"])
def test_bootstrap_draws_persons_or_families(values: tuple[Array, Array], clusters: str) -> None:
    finding = answered(values, clusters=clusters, family=FAMILIES)

    drawn = paired_effects(*values, clusters=FAMILIES if clusters else None)
    for quantity, found in ((Quantity.MEAN_CHANGE, drawn.mean_change), (Quantity.EFFECT_SIZE_AV, drawn.d_av)):
        item = number(finding, quantity, method="bootstrap")
        assert (found.estimate, found.ci_low, found.ci_high) == pytest.approx(
            (item.estimate, item.ci_low, item.ci_high)
        )
        assert (Role.SENSITIVITY, None) == (item.role, item.se)


def test_benchmark_stands_as_it_was_published(values: tuple[Array, Array]) -> None:
    finding = answered(values, benchmark=Benchmark(name="meta", low=0.2, high=0.5, n=900))

    item = number(finding, Quantity.BENCHMARK)
    assert (0.35, 0.2, 0.5, 900, Kind.EVENT, "sd") == (
        item.estimate,
        item.ci_low,
        item.ci_high,
        item.n,
        item.basis[0].kind,
        item.unit,
    )
