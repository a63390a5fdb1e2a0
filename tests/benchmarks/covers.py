"""What protecting small counts costs: numbers hidden beside them, and the fewest that would do.

    python tests/benchmarks/covers.py [--pilots 300] [--patience 60] [--policy default]

Made-up pilots of 5 to 60 persons: tables of 2 to 6 towns by 2 to 6 kinds with margins and total,
and 2 to 6 towns by 1 to 3 stages, with counts and shares as the design `participation` gives them.
For each, the numbers hidden by the rule of `counts/covers`, and by an exact search
(`fewest_covers`), with processor seconds of both. Where the search gives up, what it had found is
fewer than will do.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from fewest_covers import Numbers, Report, fewest, readers

sys.path.insert(0, str(Path(__file__).parents[1] / "protect" / "disclosure"))
from small_pilots import Persons, count, persons, share, union

from tsi_eval.findings import Estimate, Role
from tsi_eval.protect.disclosure import deciding
from tsi_eval.protect.disclosure.counts.covers import Counts, protect_counts
from tsi_eval.protect.disclosure.decisions import SUPPRESSED, Decision, with_groups_hidden

STAGES = ("offered", "started", "completed")


@dataclass(frozen=True)
class Measured:
    """One pilot: how many numbers, how many hidden for which reason, and seconds."""

    numbers: int
    by_themselves: int
    covers: int
    fewest: int
    proved: bool
    safe: bool
    seconds: float
    exact_seconds: float


def table(rng: np.random.Generator) -> list[Estimate]:
    """Return the counts of a two-way table, its margins and its total."""
    n, rows, columns = (int(rng.integers(*ends)) for ends in ((5, 61), (2, 7), (2, 7)))
    sizes = rng.multinomial(n, rng.dirichlet(np.ones(rows * columns))).reshape(rows, columns)
    cells = {(i, k): persons(f"{i} {k} ", int(sizes[i, k])) for i in range(rows) for k in range(columns)}
    groups = {"": union(cells.values())}
    groups |= {f"town={i}": union(cells[i, k] for k in range(columns)) for i in range(rows)}
    groups |= {f"kind={k}": union(cells[i, k] for i in range(rows)) for k in range(columns)}
    groups |= {f"town={i} kind={k}": whom for (i, k), whom in cells.items() if sizes[i].any() and sizes[:, k].any()}
    return [count(group, "in", whom) for group, whom in groups.items() if whom or " " in group]


def nested(rng: np.random.Generator) -> list[Estimate]:
    """Return what is said of towns by one to three stages."""
    n, towns, stages = (int(rng.integers(*ends)) for ends in ((5, 61), (2, 7), (1, 4)))
    sizes = rng.multinomial(n, rng.dirichlet(np.ones(towns)))
    stays = rng.choice([0.95, 0.8, 0.6], stages - 1)
    inside: dict[str, list[Persons]] = {}
    for town, size in enumerate(sizes.tolist()):
        left = [size, *(size := int(rng.binomial(size, stay)) for stay in stays)]
        if left[0]:
            inside[f"town={town}"] = [persons(f"{town} ", here) for here in left]
    groups = {"": [union(of[at] for of in inside.values()) for at in range(stages)]} | inside
    numbers = [count(name, STAGES[at], of[at]) for name, of in groups.items() for at in range(stages)]
    if stages > 1:
        numbers.insert(0, share("", STAGES[stages - 1], groups[""][0], groups[""][-1], Role.HEADLINE))
    numbers += [share(name, STAGES[at], of[0], of[at]) for name, of in groups.items() for at in range(1, stages)]
    return numbers


def measured(numbers: list[Estimate], policy: str, patience: float) -> Measured:
    """Return what both ways hide of some numbers."""
    seen: list[tuple[Counts, list[Decision], float]] = []

    def watched(counts: Counts, first: list[Decision]) -> list[Decision]:
        began = time.process_time()
        decisions = protect_counts(counts, first)
        seen.append((counts, first, time.process_time() - began))
        return decisions

    with patch.object(deciding, "protect_counts", watched):
        decided = deciding.decide(tuple(numbers), (), policy)
    (counts, first, seconds), *_ = seen
    before = hidden(with_groups_hidden(counts.estimates, first, counts.sensitive))
    covers = hidden(list(decided)) - before
    exact = fewest(counts, first, patience)
    known = Report(counts, first).known(covers)
    safe = not any(True for reader in readers(counts) for _ in reader.proofs(known))
    return Measured(
        len(numbers), len(before), len(covers), len(exact.hidden), exact.proved, safe, seconds, exact.seconds
    )


def hidden(decisions: list[Decision]) -> Numbers:
    """Return the places of the numbers that are hidden."""
    return Numbers(place for place, decision in enumerate(decisions) if decision.status == SUPPRESSED)


def lines(found: dict[str, list[Measured]]) -> Iterator[str]:
    """Yield the table's lines."""
    yield "| pilots | | numbers | hidden by themselves | covers | fewest | s here | s exact | given up | unsafe |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for name, several in found.items():
        sums = [sum(getattr(item, of) for item in several) for of in ("numbers", "by_themselves", "covers", "fewest")]
        times = [f"{sum(getattr(item, of) for item in several):.1f}" for of in ("seconds", "exact_seconds")]
        ends = [sum(not item.proved for item in several), sum(not item.safe for item in several)]
        yield f"| {' | '.join(map(str, (name, len(several), *sums, *times, *ends)))} |"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pilots", type=int, default=300)
    parser.add_argument("--patience", type=float, default=60.0)
    parser.add_argument("--policy", default="default")
    given = parser.parse_args()
    found: dict[str, list[Measured]] = defaultdict(list)
    for seed in range(given.pilots):
        make = (table, nested)[seed % 2]
        found[make.__name__].append(measured(make(np.random.default_rng(seed)), given.policy, given.patience))
    print("\n".join(lines(found)))


if __name__ == "__main__":
    main()
