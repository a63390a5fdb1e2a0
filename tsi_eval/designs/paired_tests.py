"""Tests of whether the same persons' values moved.

One is by ranks. The others give p-values that have no interval of their own.
"""

from __future__ import annotations

from tsi_eval.designs.estimating import interval
from tsi_eval.designs.pairs import Pairs
from tsi_eval.findings import Cell, Claim, Estimate, Part, Quantity, Role
from tsi_eval.stats.rank_effects import rank_biserial
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank


def ranks(pairs: Pairs, *, level: float, role: Role) -> Estimate:
    """Return the rank-biserial correlation, with Wilcoxon's p."""
    test, found = wilcoxon_signed_rank(pairs.before, pairs.after), rank_biserial(pairs.before, pairs.after, level=level)
    moved = (pairs.those(pairs.change < 0), pairs.those(pairs.change == 0), pairs.those(pairs.change > 0))
    return pairs.estimate(
        Quantity.RANK_BISERIAL,
        found.estimate,
        pairs.sets[Part.BOTH],
        period=pairs.between,
        unit="r",
        claim=Claim.CHANGED,
        role=role,
        basis=(*pairs.basis(pairs.sets[Part.BOTH]), *pairs.cells(*moved)),
        method=f"wilcoxon_{test.method}",
        p_value=test.p_value,
        **interval(found),
    )


def p_value_of(pairs: Pairs, p_value: float, method: str, *parts: Cell) -> Estimate:
    """Return the p-value of a test that has no interval of its own.

    Args:
        pairs: Who was tested.
        p_value: Of the test.
        method: Key of the test in the catalogue.
        *parts: Cells that the test rests on beside those measured at both occasions.
    """
    return pairs.estimate(
        Quantity.TEST,
        p_value,
        pairs.sets[Part.BOTH],
        period=pairs.between,
        unit="p",
        basis=(*pairs.basis(pairs.sets[Part.BOTH]), *parts),
        claim=Claim.CHANGED,
        role=Role.SENSITIVITY,
        method=method,
    )
