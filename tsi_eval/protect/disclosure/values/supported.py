"""Whether a number rests on enough beside its persons: a model's fit, or its clusters.

A coefficient of a model with as many terms as persons is a person's value, and so is one that a
single person's leverage carries. How alike clusters are says one cluster's values where there are
few of them. What a quantity must rest on stands in its record (`Rests`).

1. MODEL: at least 10 residual degrees of freedom, and nobody's leverage is above one half. Whoever
   a coefficient sets apart are at least 10, and so is the rest.
2. CLUSTERS: at least five clusters, none of which has over half of the persons.
3. PAIRS: at least 10 persons, also where a mean may rest on fewer.

Worked example. A model of 40 persons says how much girls differ. 12 are girls and 28 are not, 36
degrees of freedom are left and the largest leverage is 0.2: the coefficient is shown. With 8 girls
it is hidden, and so it is where one person has a leverage of 0.6. An ICC of 40 persons in families
of 22, 6, 5, 4 and 3 is hidden, since one family has over half.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tsi_eval.findings import Estimate, Rests

FEWEST_PERSONS, FEWEST_DF, MOST_LEVERAGE = 10, 10, 0.5
FEWEST_CLUSTERS, LARGEST_CLUSTER = 5, 0.5


def is_supported(estimate: Estimate) -> bool:
    """Tell whether a number rests on enough beside its persons.

    Args:
        estimate: The number. What it needs is there, since `judgeable` refuses it otherwise.
    """
    return _ENOUGH[estimate.quantity.record.rests](estimate)


def states_support(estimate: Estimate) -> bool:
    """Tell whether a number says what its record asks it to rest on."""
    support = estimate.support
    match estimate.quantity.record.rests:
        case Rests.MODEL:
            return support is not None and support.residual_df is not None and support.leverage is not None
        case Rests.CLUSTERS:
            return support is not None and sum(support.clusters) == estimate.n
        case Rests.PERSONS | Rests.PAIRS:
            return True


def _by_model(estimate: Estimate) -> bool:
    support, (whole, *levels) = estimate.support, estimate.basis
    if support is None or support.residual_df is None or support.leverage is None:
        return False
    # Those to whom persons belong set nobody apart.
    inside = [level for level in levels if level.members <= whole.members]
    sides = [side for level in inside for side in (level.n, whole.n - level.n)]
    fits = support.residual_df >= FEWEST_DF and support.leverage <= MOST_LEVERAGE
    return fits and min((whole.n, *sides)) >= FEWEST_PERSONS


def _by_clusters(estimate: Estimate) -> bool:
    clusters = () if estimate.support is None else estimate.support.clusters
    return len(clusters) >= FEWEST_CLUSTERS and max(clusters) <= LARGEST_CLUSTER * sum(clusters)


_ENOUGH: Mapping[Rests, Callable[[Estimate], bool]] = {
    Rests.PERSONS: lambda _: True,
    Rests.MODEL: _by_model,
    Rests.CLUSTERS: _by_clusters,
    Rests.PAIRS: lambda estimate: estimate.n >= FEWEST_PERSONS,
}
