"""Which persons left the clinical range by a change that measurement error does not explain."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from tsi_eval.stats.individual_change import ROUNDING, reliable_change, rounding_noise
from tsi_eval.stats.inputs import VectorLike, choice, not_estimable, number, pair, positive, probability
from tsi_eval.stats.result import result

Rule = Literal["a", "b", "c"]
RULES = ("a", "b", "c")
Class = Literal["recovered", "improved", "unchanged", "deteriorated"]


@result
class Cutoffs:
    """Where the clinical range ends, by Jacobson & Truax's three rules, in points.

    Attributes:
        a: Two standard deviations from the clinical mean, towards the norm.
        b: Two standard deviations from the norm mean, towards the clinical group.
        c: Between the means, as many standard deviations from the one as from the other.
        lower_is_better: Whether the clinical mean lies above the norm mean.
    """

    a: float
    b: float
    c: float
    lower_is_better: bool


def cutoffs(*, clinical_mean: float, clinical_sd: float, norm_mean: float, norm_sd: float) -> Cutoffs:
    """Return the cut-offs between the clinical range and the norm's.

    Args:
        clinical_mean: Mean of the clinical group, in points.
        clinical_sd: Its standard deviation, above 0.
        norm_mean: Mean of the norm group, in points.
        norm_sd: Its standard deviation, above 0.

    Returns:
        The three cut-offs and the scale's direction.

    Raises:
        NotEstimable: A standard deviation not above 0 (E140), a number not finite (E145), equal
            means (E250).

    References:
        Jacobson & Truax (1991), J. Consulting and Clinical Psychology 59, 12-19.

    Example:
        >>> found = cutoffs(clinical_mean=18, clinical_sd=5, norm_mean=8, norm_sd=5.8)
        >>> found.a, found.b, round(found.c, 3)
        (8.0, 19.6, 13.37)
    """
    clinical_mean, norm_mean = number(clinical_mean, "clinical_mean"), number(norm_mean, "norm_mean")
    clinical_sd, norm_sd = positive(clinical_sd, "clinical_sd"), positive(norm_sd, "norm_sd")
    if clinical_mean == norm_mean:
        raise not_estimable("E250")
    towards_norm = -1 if clinical_mean > norm_mean else 1
    a = clinical_mean + towards_norm * 2 * clinical_sd
    b = norm_mean - towards_norm * 2 * norm_sd
    share = clinical_sd / (clinical_sd + norm_sd)
    c = clinical_mean * (1 - share) + norm_mean * share
    if not (math.isfinite(a) and math.isfinite(b) and math.isfinite(clinical_sd + norm_sd)):
        raise not_estimable("E145", name="clinical_sd, norm_sd")
    return Cutoffs(a=a, b=b, c=c, lower_is_better=towards_norm < 0)


@result
class ClinicalChange:
    """How many persons recovered, improved, stayed and deteriorated.

    Attributes:
        cutoff: End of the clinical range, in points; the cut-off itself is clinical.
        rule: "a", "b" or "c".
        lower_is_better: Whether the clinical range lies above the cut-off.
        smallest: The change that a reliable one exceeds, in points.
        level: Confidence level of a reliable change.
        n: Pairs.
        n_recovered: Reliably better, and from the clinical range out of it.
        n_improved: Reliably better, but still in the clinical range, or never in it.
        n_unchanged: Without a reliable change.
        n_deteriorated: Reliably worse.
        n_clinical_before: Pairs who began in the clinical range; only they can recover.
        classes: The class of each pair, in order.
    """

    cutoff: float
    rule: Rule
    lower_is_better: bool
    smallest: float
    level: float
    n: int
    n_recovered: int
    n_improved: int
    n_unchanged: int
    n_deteriorated: int
    n_clinical_before: int
    classes: tuple[Class, ...]


def clinically_significant_change(
    before: VectorLike,
    after: VectorLike,
    *,
    sd: float,
    reliability: float,
    clinical_mean: float,
    clinical_sd: float,
    norm_mean: float,
    norm_sd: float,
    cutoff: Rule = "c",
    level: float = 0.95,
) -> ClinicalChange:
    """Class each person's change by Jacobson & Truax.

    A change is reliable or not, and leads out of the clinical range or not.

    Lower is better when the clinical mean lies above the norm mean. Someone exactly at the cut-off
    (within 1e-12 of the largest value) is in the clinical range. Those who began outside it can't
    recover: reliably better they are "improved", reliably worse "deteriorated", also when they
    thereby enter the clinical range. `n_clinical_before` says of how many recovery can be told.

    Args:
        before: First measurement, shape (persons,).
        after: Second measurement, same persons in the same order.
        sd: Standard deviation of the norm group or of the first measurement, in points, above 0.
        reliability: Test-retest reliability preferably, in (0, 1).
        clinical_mean: Mean of the clinical group, in points.
        clinical_sd: Its standard deviation, above 0.
        norm_mean: Mean of the norm group, in points.
        norm_sd: Its standard deviation, above 0.
        cutoff: "c" (Jacobson & Truax's choice when the groups overlap), "a" or "b"; see `cutoffs`.
        level: Confidence level, in (0, 1).

    Returns:
        Counts, and each person's class.

    Raises:
        NotEstimable: Unknown rule (E138), no pairs (E141), no spread (E140), equal means (E250),
            bad input (E145, E147, E148).

    References:
        Jacobson & Truax (1991), J. Consulting and Clinical Psychology 59, 12-19.

    Example:
        >>> groups = {"clinical_mean": 18, "clinical_sd": 5, "norm_mean": 8, "norm_sd": 5.8}
        >>> found = clinically_significant_change(
        ...     [20, 30, 20, 12], [12, 18, 18, 20], sd=5.8, reliability=0.82, **groups
        ... )
        >>> found.classes
        ('recovered', 'improved', 'unchanged', 'deteriorated')
    """
    level = probability(level, "level")
    choice(cutoff, RULES)
    ends = cutoffs(clinical_mean=clinical_mean, clinical_sd=clinical_sd, norm_mean=norm_mean, norm_sd=norm_sd)
    change = reliable_change(before, after, sd=sd, reliability=reliability, level=level)
    first, second = pair(before, after)
    end, better = {"a": ends.a, "b": ends.b, "c": ends.c}[cutoff], -1 if ends.lower_is_better else 1
    noise = max(rounding_noise(first, second), ROUNDING * abs(end))
    began, ended = (better * (values - end) <= noise for values in (first, second))
    ways = better * np.array(change.directions)
    chosen = [(ways > 0) & began & ~ended, ways > 0, ways < 0]
    classes: list[Class] = np.select(chosen, ["recovered", "improved", "deteriorated"], "unchanged").tolist()
    return ClinicalChange(
        cutoff=end,
        rule=cutoff,
        lower_is_better=ends.lower_is_better,
        smallest=change.smallest,
        level=level,
        n=change.n,
        n_recovered=classes.count("recovered"),
        n_improved=classes.count("improved"),
        n_unchanged=classes.count("unchanged"),
        n_deteriorated=classes.count("deteriorated"),
        n_clinical_before=int(began.sum()),
        classes=tuple(classes),
    )
