"""Who moved up and down on a scale of steps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from answers import number
from pre_post_studies import Array, answered, same, sorted_pairs

from tsi_eval.findings import Quantity, Role
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.individual_change import directions
from tsi_eval.stats.marginal_homogeneity import stuart_maxwell
from tsi_eval.stats.paired import paired_t
from tsi_eval.stats.rank_effects import probability_of_improvement, rank_biserial
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank


@pytest.fixture(scope="module")
def steps() -> tuple[Array, Array]:
    """Return sixty answers on five steps."""
    rng = np.random.default_rng(9)
    first = rng.integers(0, 5, 60).astype(float)
    return sorted_pairs(first, np.clip(first + rng.choice([-1, 0, 1, 2], 60, p=[0.2, 0.3, 0.3, 0.2]), 0, 4))


def test_steps_are_how_probable_a_higher_value_was(steps: tuple[Array, Array]) -> None:
    finding = answered(steps, scale="ordinal", level=0.9)

    item = number(finding, Quantity.IMPROVEMENT)
    same(item, probability_of_improvement(*steps, level=0.9))
    found = directions(*steps)
    parts = [found.n_decreased, found.n_unchanged, found.n_increased]
    assert (Role.HEADLINE, "probability", [60, *parts]) == (item.role, item.unit, [cell.n for cell in item.basis])
    assert item.instead is not None
    same(item.instead, paired_t(*steps, level=0.9))
    assert (Role.HEADLINE, "steps", [60]) == (
        item.instead.role,
        item.instead.note,
        [cell.n for cell in item.instead.basis],
    )
    ranks = number(finding, Quantity.RANK_BISERIAL)
    same(ranks, rank_biserial(*steps, level=0.9), p_value=wilcoxon_signed_rank(*steps).p_value)
    assert (Role.SENSITIVITY, [60, *parts]) == (ranks.role, [cell.n for cell in ranks.basis])
    assert parts == [number(finding, Quantity.COUNT, group=f"moved_{way}").n for way in ("lower", "nowhere", "higher")]


def test_steps_have_wilcoxons_and_stuart_maxwells_tests(steps: tuple[Array, Array]) -> None:
    finding = answered(steps, scale="ordinal")

    table = pd.crosstab(*steps).reindex(index=range(5), columns=range(5), fill_value=0).to_numpy()
    tests = {e.method: e.estimate for e in finding.estimates if e.quantity is Quantity.TEST}
    assert tests == pytest.approx(
        {"wilcoxon": wilcoxon_signed_rank(*steps).p_value, "stuart_maxwell": stuart_maxwell(table).p_value}
    )
    for item in finding.estimates:
        if item.quantity is Quantity.TEST:
            assert (Role.SENSITIVITY, "p", 60) == (item.role, item.unit, item.n)


def test_steps_of_families_are_the_mean_of_up_same_and_down(steps: tuple[Array, Array]) -> None:
    family = [f"f{i // 2:02d}" for i in range(60)]
    finding = answered(steps, scale="ordinal", clusters="family", family=family)

    scores = np.select([steps[1] > steps[0], steps[1] < steps[0]], [1.0, 0.0], 0.5)
    item = number(finding, Quantity.IMPROVEMENT)
    same(item, clustered_mean(scores, family))
    assert probability_of_improvement(*steps).estimate == pytest.approx(item.estimate)
    assert "improvement_clustered" == item.method
    # Tests that count all persons as independent are left out.
    assert not [e for e in finding.estimates if e.quantity in {Quantity.TEST, Quantity.RANK_BISERIAL}]
