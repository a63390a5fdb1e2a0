"""Statistics: numbers in, small frozen results out; each function is public and has an oracle in `tests/oracles/`."""

from tsi_eval.stats import difference, effect_size, mean, paired, proportion, signed_rank

__all__ = ["difference", "effect_size", "mean", "paired", "proportion", "signed_rank"]
