"""Who crossed a threshold is not given away by a test, a ratio or an interval beside the shares.

A reader of a change in share knows how many were measured. He tries every table of who stood above
the threshold when, and keeps those that give all that is shown.
"""

from __future__ import annotations

from itertools import product

import made
import numpy as np
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.findings import Method, Part, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.stats.paired_table import matched_odds_ratio, mcnemar, paired_share_difference

# How many stayed above, lost it, gained it, and stayed below.
Table = tuple[int, int, int, int]


def reported(table: Table) -> list[ReleasedEstimate]:
    """Return what is released of a table."""
    before = np.repeat([1.0, 1.0, 0.0, 0.0], table)
    after = np.repeat([1.0, 0.0, 1.0, 0.0], table)
    study = made.study_of({"T0": before.tolist(), "T1": after.tolist()})
    design = PrePost(outcome="y", before="T0", after="T1", scale="binary", at_least=1.0)
    return made.items(made.released_answers(study, q=design))


def fits(item: ReleasedEstimate, table: Table) -> bool:
    """Tell whether a shown number may come from a table, to the last shown digit."""
    both, lost, gained, neither = table
    unit = 10.0**-item.decimals
    if item.quantity is Quantity.TEST:
        kind = item.method.removeprefix("mcnemar_")
        return abs(mcnemar(gained=gained, lost=lost, method=kind).p_value - (item.estimate or 0.0)) <= unit
    if item.quantity is Quantity.ODDS_RATIO:
        found = matched_odds_ratio(gained=gained, lost=lost) if gained and lost else None
    else:
        found = paired_share_difference(both=both, lost=lost, gained=gained, neither=neither)
    ends = ((item.estimate, "estimate"), (item.ci_low, "ci_low"), (item.ci_high, "ci_high"))
    return found is not None and all(shown is None or abs(getattr(found, name) - shown) <= unit for shown, name in ends)


def possible(items: list[ReleasedEstimate], n: int) -> set[tuple[int, int]]:
    """Return every number who may have lost and gained, by all that is shown."""
    said = [item for item in items if item.status == "shown" and _says_crossings(item)]
    counts = {item.group: item.n for item in items if item.status == "shown" and item.group in {"gained", "lost"}}
    ends = {item.period: _ends(item) for item in items if item.quantity is Quantity.SHARE and item.group == Part.BOTH}
    left = set()
    for before, after in product(range(n + 1), repeat=2):
        if not (_within(before / n, ends.get("T0")) and _within(after / n, ends.get("T1"))):
            continue
        for gained in range(max(0, after - before), min(after, n - before) + 1):
            lost = before - after + gained
            table = (before - lost, lost, gained, n - before - gained)
            agrees = counts.get("lost", lost) == lost and counts.get("gained", gained) == gained
            if agrees and all(fits(item, table) for item in said):
                left.add((lost, gained))
    return left


def _ends(item: ReleasedEstimate) -> tuple[float, float] | None:
    """Return what a share may be, or None where it is hidden."""
    if item.status == "banded" and item.ci_low is not None and item.ci_high is not None:
        return item.ci_low, item.ci_high
    return None if item.estimate is None else (item.estimate, item.estimate)


def _within(share: float, ends: tuple[float, float] | None) -> bool:
    return ends is None or ends[0] - 5e-4 <= share <= ends[1] + 5e-4


def _says_crossings(item: ReleasedEstimate) -> bool:
    paired = item.quantity is Quantity.SHARE_DIFFERENCE and item.method == Method.NEWCOMBE_PAIRED
    return paired or item.quantity in {Quantity.TEST, Quantity.ODDS_RATIO}


@pytest.mark.parametrize("n", [12, 18, 25, 40])
def test_nobody_learns_that_one_to_four_crossed(n: int) -> None:
    rng = np.random.default_rng(n)
    learned, tried = [], 0
    for _ in range(8):
        both, lost, gained, neither = (int(k) for k in rng.multinomial(n, rng.dirichlet([3.0, 1.0, 1.0, 3.0])))
        left = possible(reported((both, lost, gained, neither)), n)
        assert (lost, gained) in left
        for place, few in enumerate((lost, gained)):
            tried += 0 < few < 5
            learned += [(n, few)] if 0 < few < 5 and len({pair[place] for pair in left}) == 1 else []
    assert tried
    assert [] == learned
