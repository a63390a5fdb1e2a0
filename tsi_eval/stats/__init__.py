"""Statistics: numbers in, small frozen results out; every estimator has an oracle in `tests/oracles/`.

One module a subject, loaded when first used: `tsi_eval.stats.paired.paired_t(before, after)`.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsi_eval.stats import (
        bca,
        bootstrap,
        bounds,
        clinical_change,
        clustered,
        difference,
        effect_size,
        equivalence,
        gee,
        glass,
        imputation,
        internal_consistency,
        intraclass,
        kappa,
        least_squares,
        marginal_homogeneity,
        mean,
        mixed,
        multiplicity,
        one_way,
        paired,
        paired_counts,
        paired_table,
        poisson_rates,
        power,
        power_shares,
        proportion,
        rank_effects,
        regression_to_mean,
        reliable_change,
        repeated,
        scale_ends,
        segmented,
        signed_rank,
    )

__all__ = [
    "bca",
    "bootstrap",
    "bounds",
    "clinical_change",
    "clustered",
    "difference",
    "effect_size",
    "equivalence",
    "gee",
    "glass",
    "imputation",
    "internal_consistency",
    "intraclass",
    "kappa",
    "least_squares",
    "marginal_homogeneity",
    "mean",
    "mixed",
    "multiplicity",
    "one_way",
    "paired",
    "paired_counts",
    "paired_table",
    "poisson_rates",
    "power",
    "power_shares",
    "proportion",
    "rank_effects",
    "regression_to_mean",
    "reliable_change",
    "repeated",
    "scale_ends",
    "segmented",
    "signed_rank",
]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return import_module(f"tsi_eval.stats.{name}")
    message = f"module 'tsi_eval.stats' has no attribute '{name}'"
    raise AttributeError(message)
