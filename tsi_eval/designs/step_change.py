"""Change on a scale of steps, where only the order counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tsi_eval.designs.estimating import interval, within
from tsi_eval.designs.mean_change import mean_change
from tsi_eval.designs.moves import counted, directions
from tsi_eval.designs.paired_tests import p_value_of, ranks
from tsi_eval.designs.pairs import Pairs
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Claim, Estimate, Note, Part, Quantity, Role
from tsi_eval.stats.clustered import ClusteredMean, clustered_mean
from tsi_eval.stats.marginal_homogeneity import stuart_maxwell
from tsi_eval.stats.rank_effects import RankEffect, probability_of_improvement
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank

SUMS_IN_A_STEP = 16


def steps(pairs: Pairs, *, level: float) -> Iterator[Estimate]:
    """Yield how probable a higher value was, who moved, and the tests.

    Where the parts of the answer may not be shown, the mean in whole steps stands instead of it.
    """
    both, moved = pairs.sets[Part.BOTH], directions(pairs)
    found = _improvement(pairs, level)
    yield pairs.estimate(
        Quantity.IMPROVEMENT,
        found.estimate,
        both,
        basis=(*pairs.basis(both), *pairs.cells(*moved.values())),
        period=pairs.between,
        unit="probability",
        claim=Claim.CHANGED,
        role=Role.HEADLINE,
        method="improvement_clustered" if pairs.clusters else "probability_of_improvement",
        instead=_mean_instead(pairs, level),
        **interval(found),
    )
    yield from counted(pairs, moved, "count")
    if pairs.clusters:
        # These tests count all persons as independent.
        return
    yield ranks(pairs, level=level, role=Role.SENSITIVITY)
    parts = pairs.cells(*moved.values())
    yield p_value_of(pairs, wilcoxon_signed_rank(pairs.before, pairs.after).p_value, "wilcoxon", *parts)
    try:
        margins = stuart_maxwell(_table(pairs))
    except NotEstimable:
        return
    yield p_value_of(pairs, margins.p_value, "stuart_maxwell", *parts)


def _mean_instead(pairs: Pairs, level: float) -> Estimate:
    """Return the mean change in steps, for when too few moved one way.

    It takes the steps as equally long.

    Whole steps at any n: on a scale where most move by one, decimals would say how many did not.
    """
    found = next(mean_change(pairs, level=level))
    return replace(found, derived_from=(), note=Note.WHOLE_STEPS, step=max(pairs.step, found.n / SUMS_IN_A_STEP))


def _improvement(pairs: Pairs, level: float) -> RankEffect | ClusteredMean:
    if not pairs.clusters:
        return probability_of_improvement(pairs.before, pairs.after, level=level)
    # A person scores 1 up, 0 down and a half without a move: the probability is the mean of the
    # scores.
    return within(clustered_mean((np.sign(pairs.change) + 1) / 2, pairs.clusters, level=level), 0.0, 1.0)


def _table(pairs: Pairs) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    levels, places = np.unique(np.concatenate([pairs.before, pairs.after]), return_inverse=True)
    table = np.zeros((levels.size, levels.size), dtype=np.int64)
    np.add.at(table, (places[: pairs.before.size], places[pairs.before.size :]), 1)
    return table
