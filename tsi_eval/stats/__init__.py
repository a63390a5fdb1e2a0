"""Statistics: numbers in, small frozen results out; every estimator has an oracle in `tests/oracles/`."""

from tsi_eval.stats import (
    difference,
    effect_size,
    mean,
    paired,
    proportion,
    reliable_change,
    segmented,
    signed_rank,
)

__all__ = [
    "difference",
    "effect_size",
    "mean",
    "paired",
    "proportion",
    "reliable_change",
    "segmented",
    "signed_rank",
]
