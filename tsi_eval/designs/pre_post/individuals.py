"""What became of each: moved by more than measurement error, crossed a cut-off, or stood at an end of the scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tsi_eval.designs.moves import counted
from tsi_eval.designs.pairs import Pairs
from tsi_eval.designs.pre_post.options import Clinical
from tsi_eval.findings import Estimate, Note, Part, Quantity
from tsi_eval.stats.clinical_change import clinically_significant_change
from tsi_eval.stats.individual_change import reliable_change
from tsi_eval.stats.scale_ends import at_ends
from tsi_eval.study import Outcome

# Shares of fewer are bands, and four bands say nothing.
FEWEST_AT_ENDS = 20
CROWDED = 0.15


def reliably(pairs: Pairs, outcome: Outcome, *, level: float) -> Iterator[Estimate]:
    """Yield who changed by more than the outcome's own unreliability explains, and how much that takes."""
    if outcome.sd is None or outcome.reliability is None:
        return
    found = reliable_change(pairs.before, pairs.after, sd=outcome.sd, reliability=outcome.reliability, level=level)
    yield pairs.estimate(
        Quantity.SMALLEST_RELIABLE,
        found.smallest,
        pairs.sets[Part.BOTH],
        period=pairs.between,
        method="reliable_change",
    )
    way = np.array(found.directions)
    names = (("reliably_lower", -1), ("no_reliable_change", 0), ("reliably_higher", 1))
    yield from counted(pairs, {name: pairs.those(way == sign) for name, sign in names}, "reliable_change")


def clinically(pairs: Pairs, outcome: Outcome, given: Clinical, *, level: float) -> Iterator[Estimate]:
    """Yield who crossed the cut-off between two populations by a reliable change."""
    if outcome.sd is None or outcome.reliability is None:
        return
    found = clinically_significant_change(
        pairs.before,
        pairs.after,
        sd=outcome.sd,
        reliability=outcome.reliability,
        cutoff=given.cutoff,
        level=level,
        clinical_mean=given.clinical_mean,
        clinical_sd=given.clinical_sd,
        norm_mean=given.norm_mean,
        norm_sd=given.norm_sd,
    )
    yield pairs.estimate(
        Quantity.CUTOFF,
        found.cutoff,
        pairs.sets[Part.BOTH],
        period=pairs.between,
        method="clinical_change",
        group=f"cutoff_{given.cutoff}",
    )
    classes = np.array(found.classes)
    names = ("recovered", "improved", "unchanged", "deteriorated")
    yield from counted(pairs, {name: pairs.those(classes == name) for name in names}, "clinical_change")


def crowded_ends(pairs: Pairs, outcome: Outcome) -> tuple[str, ...]:
    """Return "at_floor" or "at_ceiling" when 15 % or more began there (Terwee et al. 2007); nothing of fewer than 20 persons."""
    if len(pairs.persons) < FEWEST_AT_ENDS:
        return ()
    ends = {"at_floor": outcome.minimum, "at_ceiling": outcome.maximum}
    return tuple(name for name, end in ends.items() if end is not None and (pairs.before == end).mean() >= CROWDED)


def at_the_ends(pairs: Pairs, outcome: Outcome, *, level: float) -> Iterator[Estimate]:
    """Yield what share stood at the lowest and highest possible value, where no further change could be seen."""
    if outcome.minimum is None or outcome.maximum is None or len(pairs.persons) < FEWEST_AT_ENDS:
        return
    for at, values in ((pairs.first, pairs.before), (pairs.second, pairs.after)):
        ends = at_ends(values, minimum=outcome.minimum, maximum=outcome.maximum, level=level)
        for group, found, end in (
            ("at_floor", ends.floor, outcome.minimum),
            ("at_ceiling", ends.ceiling, outcome.maximum),
        ):
            there = pairs.those(values == end)
            share = pairs.share(pairs.sets[Part.BOTH], there, level, group=group, period=at, note=Note.AT_AN_END)
            # The statistic takes a value that misses the end by rounding as being there.
            yield replace(share, estimate=found.estimate)
