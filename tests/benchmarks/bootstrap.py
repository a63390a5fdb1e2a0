"""How long BCa intervals for four paired effect sizes take here, and scipy's for one.

Both run in the same process, turn by turn.

    python tests/benchmarks/bootstrap.py [--persons 200] [--resamples 10000] [--rounds 15]

The peer: `scipy.stats.bootstrap(paired=True, vectorized=True, method="BCa")` of d_av alone, with a
statistic that takes an axis. Both draw the same resamples. Printed: the medians, and their ratio;
the target is at most 1.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
from scipy.stats import bootstrap

from tsi_eval.stats.bootstrap import paired_effects


def d_av(before: Any, after: Any, axis: int = -1) -> Any:
    """Return the change over the average standard deviation, along an axis."""
    average = np.sqrt((before.var(axis=axis, ddof=1) + after.var(axis=axis, ddof=1)) / 2)
    return (after.mean(axis=axis) - before.mean(axis=axis)) / average


def seconds(work: Callable[[], Any]) -> float:
    """Return how long the work takes, by the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Measure, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=200)
    parser.add_argument("--resamples", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    rng = np.random.default_rng(20261122)
    before = rng.normal(20, 6, given.persons)
    after = before * 0.7 + rng.normal(8, 4, given.persons)

    def ours() -> Any:
        return paired_effects(before, after, resamples=given.resamples, seed=1).d_av

    def theirs() -> Any:
        options: dict[str, Any] = {"paired": True, "vectorized": True, "n_resamples": given.resamples, "method": "BCa"}
        return bootstrap((before, after), d_av, rng=np.random.default_rng(1), **options).confidence_interval

    here, there = ours(), theirs()
    apart = max(abs(here.ci_low - there.low), abs(here.ci_high - there.high))
    rounds = [(seconds(ours), seconds(theirs)) for _ in range(given.rounds)]
    own, peer = (median(column) for column in zip(*rounds, strict=True))
    print(f"{given.persons} persons, {given.resamples} resamples, medians of {given.rounds} rounds taken in turn\n")
    print(f"{'here, four effects':32} {1e3 * own:8.1f} ms")
    print(f"{'scipy, d_av alone':32} {1e3 * peer:8.1f} ms")
    print(f"{'ratio':32} {own / peer:8.2f}")
    print(f"{'bounds of d_av differ by':32} {apart:8.1e}")


if __name__ == "__main__":
    main()
