"""What a change should be held against.

That is what comes by itself, what matters, and what so few could have shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tsi_eval.designs.pairs import Pairs
from tsi_eval.designs.pre_post.options import Matters, Selected
from tsi_eval.findings import Claim, Estimate, Line, Method, Part, Quantity, Role
from tsi_eval.stats.equivalence import paired_equivalence
from tsi_eval.stats.paired import smallest_detectable_change
from tsi_eval.stats.power import detectable_change
from tsi_eval.stats.regression_to_mean import expected_movement
from tsi_eval.study import Outcome


def by_itself(pairs: Pairs, outcome: Outcome, selected: Selected, changed: Estimate) -> Iterator[Estimate]:
    """Yield how far a group chosen for its values moves by itself, and how far it went beyond."""
    reliability = outcome.reliability
    if reliability is None:
        return
    both, pull = pairs.sets[Part.BOTH], 1 - reliability
    mean = pairs.name(Quantity.MEAN, Part.BOTH, pairs.first)
    change = pairs.name(Quantity.MEAN_CHANGE, Part.BOTH, pairs.between)
    expected = expected_movement(pairs.before, population_mean=selected.mean, reliability=reliability)
    line = Line(constant=pull * selected.mean, terms=((mean, "estimate", -pull),))
    about: dict[str, Any] = {"period": pairs.between, "method": "regression_to_mean"}
    yield pairs.estimate(Quantity.EXPECTED_CHANGE, expected.estimate, both, lines={"estimate": line}, **about)
    lines = {
        part: Line(constant=-line.constant, terms=((change, part, 1.0), (mean, "estimate", pull)))
        for part in ("estimate", "ci_low", "ci_high")
    }
    # The change's own interval, moved: that of the residuals would need sums of squares that few
    # persons don't show.
    ends = {name: (getattr(changed, name) or 0.0) - expected.estimate for name in ("ci_low", "ci_high")}
    beyond = changed.estimate - expected.estimate
    about |= ends | {"level": changed.level, "claim": Claim.CHANGED}
    yield pairs.estimate(Quantity.BEYOND_EXPECTED, beyond, both, lines=lines, **about)


def what_matters(pairs: Pairs, matters: Matters, *, level: float) -> Iterator[Estimate]:
    """Yield the declared smallest change that matters, and the two one-sided tests against it."""
    both, about = pairs.sets[Part.BOTH], {"period": pairs.between}
    yield pairs.estimate(Quantity.SMALLEST_THAT_MATTERS, matters.change, both, method="declared", **about)
    found = paired_equivalence(
        pairs.before, pairs.after, margin=matters.change, level=level, clusters=pairs.clusters or None
    )
    yield pairs.estimate(
        Quantity.EQUIVALENCE,
        found.estimate,
        both,
        role=Role.SENSITIVITY,
        claim=Claim.CHANGED,
        method="tost",
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        level=2 * level - 1,
        p_value=found.p_value,
        **about,
    )


def detectable(pairs: Pairs, outcome: Outcome, *, se: float, power: float, level: float) -> Iterator[Estimate]:
    """Yield the smallest change that these pairs would probably have shown.

    It is given by the standard error of their own change, and by published values.
    """
    both, about = pairs.sets[Part.BOTH], {"period": pairs.between}
    units = len(set(pairs.clusters)) or len(pairs.persons)
    smallest = smallest_detectable_change(units, se * units**0.5, power=power, level=level)
    yield pairs.estimate(Quantity.SMALLEST_DETECTABLE, smallest, both, method="smallest_detectable", **about)
    yield from planned(pairs, outcome, Part.BOTH, power=power, level=level)


def planned(pairs: Pairs, outcome: Outcome, group: Part, *, power: float, level: float) -> Iterator[Estimate]:
    """Yield the smallest change that so many persons probably show.

    Only the outcome's published spread and reliability are used.

    Those who belong together count as one, which is the most careful assumption.
    """
    if outcome.sd is None or outcome.reliability is None:
        return
    persons = pairs.sets[group]
    units = len({pairs.belongs.get(person, person) for person in persons})
    if units < 2:  # noqa: PLR2004  one has no spread
        return
    smallest = detectable_change(units, sd=outcome.sd, correlation=outcome.reliability, power=power, level=level)
    yield pairs.estimate(
        Quantity.SMALLEST_DETECTABLE,
        smallest,
        persons,
        group=group,
        note="planned",
        period=pairs.between,
        method=Method.PLANNED,
    )
