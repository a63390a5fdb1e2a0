"""How large a mean change is: in standard deviations, otherwise, and beside another."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tsi_eval.designs.estimating import interval
from tsi_eval.designs.mean_change import mean_change
from tsi_eval.designs.paired_tests import ranks
from tsi_eval.designs.pairs import Pairs
from tsi_eval.designs.pre_post.options import Benchmark
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Cell, Claim, Estimate, Kind, Line, Part, Quantity, Role, Support
from tsi_eval.stats import effect_size
from tsi_eval.stats.bootstrap import paired_effects
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.glass import glass_pre
from tsi_eval.stats.paired import paired_t
from tsi_eval.study import Outcome


def sizes(pairs: Pairs, outcome: Outcome, *, level: float) -> Iterator[Estimate]:
    """Yield the change in standard deviations.

    There are three closed forms, and the norm group's standard deviation where it is known.
    """
    both, about = pairs.sets[Part.BOTH], {"period": pairs.between, "unit": "sd", "claim": Claim.CHANGED}
    if not pairs.clusters:
        for quantity, size in (
            (Quantity.EFFECT_SIZE_Z, effect_size.d_z),
            (Quantity.EFFECT_SIZE_AV, effect_size.d_av),
            (Quantity.EFFECT_SIZE_GLASS, glass_pre),
        ):
            found = size(pairs.before, pairs.after, level=level)
            yield pairs.estimate(quantity, found.estimate, both, method=quantity.value, **about | interval(found))
    if outcome.sd is not None:
        yield _of_the_norm(pairs, outcome.sd, level)
    correlation = effect_size.d_av(pairs.before, pairs.after, level=level).correlation
    if correlation is not None:
        yield pairs.estimate(Quantity.CORRELATION, correlation, both, period=pairs.between, unit="r", method="pearson")


def _of_the_norm(pairs: Pairs, sd: float, level: float) -> Estimate:
    name = pairs.name(Quantity.MEAN_CHANGE, Part.BOTH, pairs.between)
    lines = {part: Line(constant=0.0, terms=((name, part, 1 / sd),)) for part in ("estimate", "ci_low", "ci_high")}
    exact = next(mean_change(pairs, level=level))
    return pairs.estimate(
        Quantity.EFFECT_SIZE_NORM,
        exact.estimate / sd,
        pairs.sets[Part.BOTH],
        period=pairs.between,
        unit="sd",
        claim=Claim.CHANGED,
        method="norm_sd",
        ci_low=(exact.ci_low or 0.0) / sd,
        ci_high=(exact.ci_high or 0.0) / sd,
        level=level,
        lines=lines,
    )


def otherwise(pairs: Pairs, *, level: float) -> Iterator[Estimate]:
    """Yield the same change computed otherwise.

    It is computed as if nobody belonged together, by ranks, and by resampling.
    """
    both, about = pairs.sets[Part.BOTH], {"period": pairs.between, "role": Role.SENSITIVITY, "claim": Claim.CHANGED}
    if pairs.clusters:
        alone = paired_t(pairs.before, pairs.after, level=level)
        more = about | {"method": "without_clusters", "p_value": alone.p_value} | interval(alone)
        yield pairs.estimate(Quantity.MEAN_CHANGE, alone.estimate, both, **more)
    else:
        # Ranks know of no clusters.
        yield ranks(pairs, level=level, role=Role.SENSITIVITY)
    try:
        drawn = paired_effects(pairs.before, pairs.after, level=level, clusters=pairs.clusters or None)
    except NotEstimable:
        # Too few clusters or too little variation to draw from: the closed form stands alone.
        return
    for quantity, unit, found in (
        (Quantity.MEAN_CHANGE, pairs.outcome, drawn.mean_change),
        (Quantity.EFFECT_SIZE_AV, "sd", drawn.d_av),
    ):
        ends = {"ci_low": found.ci_low, "ci_high": found.ci_high, "level": level}
        yield pairs.estimate(quantity, found.estimate, both, method="bootstrap", **about | ends | {"unit": unit})


def together(pairs: Pairs, *, level: float) -> Iterator[Estimate]:
    """Yield how much those who belong together changed alike."""
    if not pairs.clusters:
        return
    found = clustered_mean(pairs.change, pairs.clusters, level=level)
    if found.icc is not None:
        yield pairs.estimate(
            Quantity.INTRACLASS,
            found.icc,
            pairs.sets[Part.BOTH],
            period=pairs.between,
            unit="r",
            method="icc_anova",
            support=Support(clusters=tuple(np.bincount(pairs.clusters).tolist())),
        )


def benchmark(pairs: Pairs, published: Benchmark) -> Estimate:
    """Return a published change, for the reader to hold this one beside."""
    group = f"benchmark={published.name}"
    ends = {"ci_low": published.low, "ci_high": published.high} if published.low < published.high else {}
    return pairs.estimate(
        Quantity.BENCHMARK,
        (published.low + published.high) / 2,
        frozenset(),
        n=published.n,
        group=group,
        unit="sd",
        method="published",
        basis=(Cell(kind=Kind.EVENT, group=group, n=published.n),),
        **ends,
    )
