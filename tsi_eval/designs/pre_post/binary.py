"""A share before and after of the same persons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tsi_eval.designs.pre_post.change import CHANGED
from tsi_eval.designs.pre_post.individuals import counted
from tsi_eval.designs.pre_post.ordinal import p_of
from tsi_eval.designs.pre_post.pairs import Pairs, Persons, share_interval, within
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Cell, Claim, Estimate, Line, Quantity, Role
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.paired_table import matched_odds_ratio, mcnemar, paired_share_difference
from tsi_eval.stats.proportion import newcombe_difference
from tsi_eval.study import Study


def share_change(study: Study, pairs: Pairs, at_least: float, *, level: float) -> Iterator[Estimate]:
    """Yield the difference of the shares, both shares, who crossed the threshold which way, and the tests."""
    both, before, after = (
        pairs.sets["both"],
        pairs.those(pairs.before >= at_least),
        pairs.those(pairs.after >= at_least),
    )
    yield _difference(pairs, before, after, level)
    for at, there in ((pairs.first, before), (pairs.second, after)):
        yield _share(pairs, "both", both, there, at, level)
    yield from counted(pairs, {"gained": after - before, "lost": before - after}, "count")
    yield from _otherwise(pairs, before, after, level)
    gone = pairs.sets["before_only"]
    if gone:
        values = study.values(pairs.outcome, pairs.first)
        there = frozenset(values.index[values >= at_least]) & gone
        yield _share(pairs, "before_only", gone, there, pairs.first, level)
        yield _worst_case(pairs, len(before), len(after), len(there))


def _difference(pairs: Pairs, before: Persons, after: Persons, level: float) -> Estimate:
    both = pairs.sets["both"]
    # The two shares first, then those whom their sides belong to.
    whole = [pairs.basis(both, there) for there in (after, before)]
    cells = (*(cell for cell, *_ in whole), *(cell for _, *more in whole for cell in more))
    four = (before & after, before - after, after - before, both - before - after)
    crossed = dict(zip(("both", "lost", "gained", "neither"), map(len, four), strict=True))
    paired: Any = paired_share_difference(**crossed, level=level)
    n = len(both)
    margins = newcombe_difference(len(before), n, len(after), n, level=level)
    parts = tuple(cell for part in four for cell in pairs.basis(part))
    instead = _headline(pairs, margins, cells, "newcombe_margins", level)
    method = "newcombe_paired"
    if pairs.clusters:
        moved = np.array([(person in after) - float(person in before) for person in pairs.persons])
        paired, method = within(clustered_mean(moved, pairs.clusters, level=level), -1.0, 1.0), "clustered_mean"
    return _headline(pairs, paired, cells + parts, method, level, instead=instead)


def _headline(pairs: Pairs, found: Any, basis: tuple[Cell, ...], method: str, level: float, **more: Any) -> Estimate:
    return pairs.estimate(
        Quantity.SHARE_DIFFERENCE,
        found.estimate,
        pairs.sets["both"],
        basis=basis,
        period=pairs.between,
        unit="share",
        claim=CHANGED,
        role=Role.HEADLINE,
        method=method,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        level=level,
        **more,
    )


def _share(pairs: Pairs, group: str, whole: Persons, there: Persons, at: str, level: float) -> Estimate:
    return pairs.estimate(
        Quantity.SHARE,
        len(there) / len(whole),
        whole,
        basis=pairs.basis(whole, there),
        group=group,
        period=at,
        unit="share",
        **share_interval(whole, there, pairs.belongs, level),
    )


def _otherwise(pairs: Pairs, before: Persons, after: Persons, level: float) -> Iterator[Estimate]:
    gained, lost = after - before, before - after
    if pairs.clusters or not (gained or lost):
        # The tests count all persons as independent; and where nobody crossed the shares say all there is.
        return
    parts = (*pairs.basis(gained), *pairs.basis(lost))
    for kind in ("exact", "midp"):
        found = mcnemar(gained=len(gained), lost=len(lost), method=kind)
        yield p_of(pairs, found.p_value, f"mcnemar_{kind}", *parts)
    try:
        ratio = matched_odds_ratio(gained=len(gained), lost=len(lost), level=level)
    except NotEstimable:
        # All who crossed went the same way: there is no finite ratio, and the difference says what there is to say.
        return
    yield pairs.estimate(
        Quantity.ODDS_RATIO,
        ratio.estimate,
        pairs.sets["both"],
        basis=(*pairs.basis(pairs.sets["both"]), *parts),
        period=pairs.between,
        unit="ratio",
        claim=CHANGED,
        role=Role.SENSITIVITY,
        method="matched_odds_ratio",
        ci_low=ratio.ci_low,
        ci_high=ratio.ci_high,
        level=level,
    )


def _worst_case(pairs: Pairs, before: int, after: int, left: int) -> Estimate:
    """Return the difference of all who were measured first, if none or all of those who left had been above."""
    n, gone = len(pairs.sets["before"]), len(pairs.sets["before_only"])
    stayed = 1 - gone / n
    terms = (
        (pairs.name(Quantity.SHARE_DIFFERENCE, "both", pairs.between), "estimate", stayed),
        (pairs.name(Quantity.SHARE, "before_only", pairs.first), "estimate", stayed - 1),
    )
    ends = {"ci_low": 0.0, "ci_high": 1.0, "estimate": 0.5}
    values = {part: (after + end * gone - before - left) / n for part, end in ends.items()}
    return pairs.estimate(
        Quantity.BOUNDS,
        values["estimate"],
        pairs.sets["before"],
        basis=tuple(cell for name in ("before", "both", "before_only") for cell in pairs.basis(pairs.sets[name])),
        group="before",
        period=pairs.between,
        unit="share",
        claim=Claim.CHANGED,
        role=Role.SENSITIVITY,
        method="worst_case",
        ci_low=values["ci_low"],
        ci_high=values["ci_high"],
        lines={part: Line(constant=(1 - stayed) * end, terms=terms) for part, end in ends.items()},
    )
