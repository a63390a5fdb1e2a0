"""What a reader can combine: rows over the pieces of the sets, and those that follow from others.

Several steps ask the same of their numbers (`means`, `totals`, `tallied`): whether a sum over too
few persons is a combination of the rows that are shown. What they share stands here.

Worked example. There are two pieces, 16 girls and 4 boys. The mean of all twenty is the row
(1/20, 1/20), and that of the girls (1/16, 0). The four boys, (0, 1), are the only set of too few
persons (`sets_of_few`). Their row is 20 times the first less 16 times the second, and both rows are
needed for it (`rows_that_give`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Estimate
from tsi_eval.protect.disclosure.counts.sets import PersonSets, Pieces
from tsi_eval.protect.disclosure.policies import policy_for

Row = npt.NDArray[np.float64]
ZERO = 1e-8
ENDS = 2


def sets_of_few(sets: PersonSets, policy: str) -> Iterator[Pieces]:
    """Yield the sets of fewer persons than a mean must rest on, each as the pieces inside it.

    Args:
        sets: The pieces that the numbers' sets are made of.
        policy: The policy's id.
    """
    rules = {kind: policy_for(policy, kind) for kind in dict.fromkeys(sets.kinds)}
    largest_limit = max((rule.mean for rule in rules.values() if rule is not None), default=0)
    for _, kind, inside in sets.small(max(largest_limit, 1)):
        rule = rules[kind]
        if rule is not None and sets.sizes[inside].sum() < rule.mean:
            yield inside


def rows_of_differences(estimates: Iterable[tuple[int, Estimate]], row_of: Mapping[str, Row]) -> dict[int, Row]:
    """Return place → row of each number that is one mean less another.

    Args:
        estimates: Places and numbers.
        row_of: Name of a mean, as in `derived_from` → its row.
    """
    rows = {}
    for place, estimate in estimates:
        if len(estimate.derived_from) == ENDS and row_of.keys() >= set(estimate.derived_from):
            first, second = estimate.derived_from
            rows[place] = row_of[second] - row_of[first]
    return rows


def rows_that_give(shown: Row, wanted: Row) -> npt.NDArray[np.int64]:
    """Return which rows are needed for the first wanted row that follows; none if none does.

    Args:
        shown: The rows that are shown, shape (rows, unknowns).
        wanted: The rows that must not follow, shape (rows, unknowns).
    """
    # The combination of shown rows that comes nearest to each wanted one.
    weights = wanted @ np.linalg.pinv(shown)
    follows = np.abs(weights @ shown - wanted).max(axis=1) < ZERO
    if not follows.any():
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.abs(weights[int(np.argmax(follows))]) > ZERO)
