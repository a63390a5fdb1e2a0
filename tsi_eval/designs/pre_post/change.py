"""How much an outcome changed: the mean change, the same in standard deviations, and by ranks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tsi_eval.designs.pre_post.options import Benchmark
from tsi_eval.designs.pre_post.pairs import Pairs, interval
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Cell, Claim, Estimate, Kind, Line, Quantity, Role
from tsi_eval.stats import effect_size
from tsi_eval.stats.bootstrap import paired_effects
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.glass import glass_pre
from tsi_eval.stats.paired import paired_t
from tsi_eval.stats.rank_effects import rank_biserial
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank
from tsi_eval.study import Outcome

CHANGED = Claim.CHANGED


def mean_change(
    pairs: Pairs, *, level: float, role: Role = Role.HEADLINE, means_level: float | None = None
) -> Iterator[Estimate]:
    """Yield the mean change, with clusters where there are any, and both means; these at their own level where it is given."""
    both = pairs.sets["both"]
    if pairs.clusters:
        found: Any = clustered_mean(pairs.change, pairs.clusters, level=level)
    else:
        found = paired_t(pairs.before, pairs.after, level=level)
    ends = tuple(pairs.name(Quantity.MEAN, "both", at) for at in (pairs.first, pairs.second))
    fields: dict[str, Any] = {
        "role": role,
        "claim": CHANGED,
        "period": pairs.between,
        "method": "clustered_mean" if pairs.clusters else "paired_t",
        "p_value": found.p_value,
        "derived_from": ends,
    }
    yield pairs.estimate(Quantity.MEAN_CHANGE, found.estimate, both, **fields | interval(found))
    for at, values in ((pairs.first, pairs.before), (pairs.second, pairs.after)):
        yield pairs.estimate(
            Quantity.MEAN, float(values.mean()), both, period=at, **pairs.of_all(values, means_level or level)
        )


def sizes(pairs: Pairs, outcome: Outcome, *, level: float) -> Iterator[Estimate]:
    """Yield the change in standard deviations: by three closed forms, and where it is known by the norm group's."""
    both, about = pairs.sets["both"], {"period": pairs.between, "unit": "sd", "claim": CHANGED}
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
    name = pairs.name(Quantity.MEAN_CHANGE, "both", pairs.between)
    lines = {part: Line(constant=0.0, terms=((name, part, 1 / sd),)) for part in ("estimate", "ci_low", "ci_high")}
    exact = next(mean_change(pairs, level=level))
    return pairs.estimate(
        Quantity.EFFECT_SIZE_NORM,
        exact.estimate / sd,
        pairs.sets["both"],
        period=pairs.between,
        unit="sd",
        claim=CHANGED,
        method="norm_sd",
        ci_low=(exact.ci_low or 0.0) / sd,
        ci_high=(exact.ci_high or 0.0) / sd,
        level=level,
        lines=lines,
    )


def otherwise(pairs: Pairs, *, level: float) -> Iterator[Estimate]:
    """Yield the same change computed otherwise: as if nobody belonged together, by ranks, and by resampling."""
    both, about = pairs.sets["both"], {"period": pairs.between, "role": Role.SENSITIVITY, "claim": CHANGED}
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


def ranks(pairs: Pairs, *, level: float, role: Role) -> Estimate:
    """Return the rank-biserial correlation, with Wilcoxon's p."""
    test, found = wilcoxon_signed_rank(pairs.before, pairs.after), rank_biserial(pairs.before, pairs.after, level=level)
    moved = (pairs.those(pairs.change < 0), pairs.those(pairs.change == 0), pairs.those(pairs.change > 0))
    return pairs.estimate(
        Quantity.RANK_BISERIAL,
        found.estimate,
        pairs.sets["both"],
        period=pairs.between,
        unit="r",
        claim=CHANGED,
        role=role,
        basis=(*pairs.basis(pairs.sets["both"]), *(cell for part in moved for cell in pairs.basis(part))),
        method=f"wilcoxon_{test.method}",
        p_value=test.p_value,
        **interval(found),
    )


def together(pairs: Pairs, *, level: float) -> Iterator[Estimate]:
    """Yield how much those who belong together changed alike."""
    if not pairs.clusters:
        return
    found = clustered_mean(pairs.change, pairs.clusters, level=level)
    if found.icc is not None:
        yield pairs.estimate(
            Quantity.INTRACLASS, found.icc, pairs.sets["both"], period=pairs.between, unit="r", method="icc_anova"
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
