"""Change on a scale of steps, where only the order counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tsi_eval.designs.pre_post.change import CHANGED, mean_change, ranks
from tsi_eval.designs.pre_post.individuals import counted, directions
from tsi_eval.designs.pre_post.pairs import Pairs, Persons, interval, within
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Cell, Estimate, Note, Quantity, Role
from tsi_eval.stats.clustered import ClusteredMean, clustered_mean
from tsi_eval.stats.marginal_homogeneity import stuart_maxwell
from tsi_eval.stats.rank_effects import RankEffect, probability_of_improvement
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank

SUMS_IN_A_STEP = 16


def steps(pairs: Pairs, *, level: float) -> Iterator[Estimate]:
    """Yield how probable a higher value was, or the mean in whole steps where its parts may not be shown; who moved; and the tests."""
    both, moved = pairs.sets["both"], directions(pairs)
    found = _improvement(pairs, level)
    yield pairs.estimate(
        Quantity.IMPROVEMENT,
        found.estimate,
        both,
        basis=(*pairs.basis(both), *_parts(pairs, *moved.values())),
        period=pairs.between,
        unit="probability",
        claim=CHANGED,
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
    parts = _parts(pairs, *moved.values())
    yield p_of(pairs, wilcoxon_signed_rank(pairs.before, pairs.after).p_value, "wilcoxon", *parts)
    try:
        margins = stuart_maxwell(_table(pairs))
    except NotEstimable:
        return
    yield p_of(pairs, margins.p_value, "stuart_maxwell", *parts)


def _mean_instead(pairs: Pairs, level: float) -> Estimate:
    """Return the mean change in steps, for when too few moved one way; it takes the steps as equally long.

    Whole steps at any n: on a scale where most move by one, decimals would say how many did not.
    """
    found = next(mean_change(pairs, level=level))
    return replace(found, derived_from=(), note=Note.WHOLE_STEPS, step=max(pairs.step, found.n / SUMS_IN_A_STEP))


def _parts(pairs: Pairs, *parts: Persons) -> tuple[Cell, ...]:
    return tuple(cell for part in parts for cell in pairs.basis(part))


def _improvement(pairs: Pairs, level: float) -> RankEffect | ClusteredMean:
    if not pairs.clusters:
        return probability_of_improvement(pairs.before, pairs.after, level=level)
    # A person scores 1 up, 0 down and a half without a move: the probability is the mean of the scores.
    return within(clustered_mean((np.sign(pairs.change) + 1) / 2, pairs.clusters, level=level), 0.0, 1.0)


def p_of(pairs: Pairs, p_value: float, method: str, *parts: Cell) -> Estimate:
    """Return the p-value of a test that has no interval of its own."""
    return pairs.estimate(
        Quantity.TEST,
        p_value,
        pairs.sets["both"],
        period=pairs.between,
        unit="p",
        basis=(*pairs.basis(pairs.sets["both"]), *parts),
        claim=CHANGED,
        role=Role.SENSITIVITY,
        method=method,
    )


def _table(pairs: Pairs) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    levels, places = np.unique(np.concatenate([pairs.before, pairs.after]), return_inverse=True)
    table = np.zeros((levels.size, levels.size), dtype=np.int64)
    np.add.at(table, (places[: pairs.before.size], places[pairs.before.size :]), 1)
    return table
