"""How the share at or above a threshold changed, of the persons who were measured twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tsi_eval.designs.estimating import within
from tsi_eval.designs.moves import counted
from tsi_eval.designs.paired_tests import p_value_of
from tsi_eval.designs.pairs import Pairs
from tsi_eval.designs.persons import Persons
from tsi_eval.findings import Cell, Claim, Estimate, Line, Method, Part, Quantity, Role
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.paired_table import matched_odds_ratio, mcnemar, paired_share_difference
from tsi_eval.stats.proportion import newcombe_difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Who stood at or above a threshold when, of those measured at both occasions.

    Attributes:
        pairs: Their values.
        before: Those who did at the first occasion.
        after: Those who did at the second.
        left: Those who did at the first and were not measured again.
        level: Confidence level.
    """

    pairs: Pairs
    before: Persons
    after: Persons
    left: Persons
    level: float

    @property
    def gained(self) -> Persons:
        """Those who came to stand at or above it."""
        return self.after - self.before

    @property
    def lost(self) -> Persons:
        """Those who no longer do."""
        return self.before - self.after


def share_change(pairs: Pairs, at_least: float, *, level: float) -> Iterator[Estimate]:
    """Yield the difference of the shares, both shares, who crossed the threshold which way, and the tests."""
    crossing = Crossing(
        pairs=pairs,
        before=pairs.those(pairs.before >= at_least),
        after=pairs.those(pairs.after >= at_least),
        left=frozenset(person for person, value in pairs.left.items() if value >= at_least),
        level=level,
    )
    both, gone = pairs.sets[Part.BOTH], pairs.sets[Part.BEFORE_ONLY]
    yield _difference(crossing)
    for at, there in ((pairs.first, crossing.before), (pairs.second, crossing.after)):
        yield pairs.share(both, there, level, period=at)
    yield from counted(pairs, {"gained": crossing.gained, "lost": crossing.lost}, "count")
    yield from _tests(crossing)
    if gone:
        yield pairs.share(gone, crossing.left, level, group=Part.BEFORE_ONLY, period=pairs.first)
        yield _worst_case(crossing)


def _difference(crossing: Crossing) -> Estimate:
    pairs, level, before, after = crossing.pairs, crossing.level, crossing.before, crossing.after
    both = pairs.sets[Part.BOTH]
    # The two shares first, then those whom their sides belong to.
    whole = [pairs.basis(both, there) for there in (after, before)]
    cells = (*(cell for cell, *_ in whole), *(cell for _, *more in whole for cell in more))
    four = (before & after, crossing.lost, crossing.gained, both - before - after)
    crossed = dict(zip(("both", "lost", "gained", "neither"), map(len, four), strict=True))
    paired: Any = paired_share_difference(**crossed, level=level)
    n = len(both)
    margins = newcombe_difference(len(before), n, len(after), n, level=level)
    instead = _headline(crossing, margins, cells, Method.NEWCOMBE_MARGINS)
    method = Method.NEWCOMBE_PAIRED
    if pairs.clusters:
        moved = np.array([(person in after) - float(person in before) for person in pairs.persons])
        paired, method = within(clustered_mean(moved, pairs.clusters, level=level), -1.0, 1.0), Method.CLUSTERED_MEAN
    return _headline(crossing, paired, cells + pairs.cells(*four), method, instead=instead)


def _headline(crossing: Crossing, found: Any, basis: tuple[Cell, ...], method: str, **more: Any) -> Estimate:
    pairs = crossing.pairs
    return pairs.estimate(
        Quantity.SHARE_DIFFERENCE,
        found.estimate,
        pairs.sets[Part.BOTH],
        basis=basis,
        period=pairs.between,
        unit="share",
        claim=Claim.CHANGED,
        role=Role.HEADLINE,
        method=method,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        level=crossing.level,
        **more,
    )


def _tests(crossing: Crossing) -> Iterator[Estimate]:
    pairs, gained, lost = crossing.pairs, crossing.gained, crossing.lost
    if pairs.clusters or not (gained or lost):
        # The tests count all persons as independent; and where nobody crossed the shares say all
        # there is.
        return
    parts = pairs.cells(gained, lost)
    for kind in ("exact", "midp"):
        found = mcnemar(gained=len(gained), lost=len(lost), method=kind)
        yield p_value_of(pairs, found.p_value, f"mcnemar_{kind}", *parts)
    if not (gained and lost):
        # All who crossed went the same way: the ratio is 0 or has nothing to divide by, and the
        # difference says what there is to say.
        return
    ratio = matched_odds_ratio(gained=len(gained), lost=len(lost), level=crossing.level)
    yield pairs.estimate(
        Quantity.ODDS_RATIO,
        ratio.estimate,
        pairs.sets[Part.BOTH],
        basis=(*pairs.basis(pairs.sets[Part.BOTH]), *parts),
        period=pairs.between,
        unit="ratio",
        claim=Claim.CHANGED,
        role=Role.SENSITIVITY,
        method="matched_odds_ratio",
        ci_low=ratio.ci_low,
        ci_high=ratio.ci_high,
        level=crossing.level,
    )


def _worst_case(crossing: Crossing) -> Estimate:
    """Return the difference of all who were measured first, if none or all of those who left had been above."""
    pairs = crossing.pairs
    before, after, left = len(crossing.before), len(crossing.after), len(crossing.left)
    n, gone = len(pairs.sets[Part.BEFORE]), len(pairs.sets[Part.BEFORE_ONLY])
    stayed = 1 - gone / n
    terms = (
        (pairs.name(Quantity.SHARE_DIFFERENCE, Part.BOTH, pairs.between), "estimate", stayed),
        (pairs.name(Quantity.SHARE, Part.BEFORE_ONLY, pairs.first), "estimate", stayed - 1),
    )
    ends = {"ci_low": 0.0, "ci_high": 1.0, "estimate": 0.5}
    values = {part: (after + end * gone - before - left) / n for part, end in ends.items()}
    return pairs.estimate(
        Quantity.BOUNDS,
        values["estimate"],
        pairs.sets[Part.BEFORE],
        basis=pairs.cells(*(pairs.sets[name] for name in (Part.BEFORE, Part.BOTH, Part.BEFORE_ONLY))),
        group=Part.BEFORE,
        period=pairs.between,
        unit="share",
        claim=Claim.CHANGED,
        role=Role.SENSITIVITY,
        method="worst_case",
        ci_low=values["ci_low"],
        ci_high=values["ci_high"],
        lines={part: Line(constant=(1 - stayed) * end, terms=terms) for part, end in ends.items()},
    )
