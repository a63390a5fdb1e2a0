"""Whether a change is small enough to call no change: two one-sided tests."""

from __future__ import annotations

import math
from collections.abc import Callable

from scipy.special import stdtr, stdtrit

from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.inputs import Labels, VectorLike, not_estimable, pair, probability, reading
from tsi_eval.stats.paired import paired_t
from tsi_eval.stats.proportion import newcombe_difference
from tsi_eval.stats.result import result
from tsi_eval.stats.roots import bisect

WIDEST = 1 - 2e-12  # the widest interval that proportion.py gives


@result
class Equivalence:
    """Two one-sided tests of a difference against a lower and an upper margin.

    Attributes:
        estimate: The mean change, or the second share minus the first.
        se: Its standard error; None for shares, whose interval is not made from one.
        ci_low: Lower bound of the interval with level 1 - 2 · alpha.
        ci_high: Upper bound.
        level: 1 - alpha, the level of each one-sided test.
        ci_level: 1 - 2 · alpha, the level of the interval that goes with the two tests.
        n: Pairs, or trials of both shares.
        df: Degrees of freedom; None for shares.
        margin_low: Lower margin, in the estimate's unit.
        margin_high: Upper margin.
        p_value_low: One-sided, against a true difference at or below `margin_low`.
        p_value_high: One-sided, against a true difference at or above `margin_high`.
        p_value: The larger of the two.
        equivalent: Both rejected at alpha: the interval lies inside the margins. If not, a
            difference is not shown either.
    """

    estimate: float
    se: float | None
    ci_low: float
    ci_high: float
    level: float
    ci_level: float
    n: int
    df: float | None
    margin_low: float
    margin_high: float
    p_value_low: float
    p_value_high: float
    p_value: float
    equivalent: bool


def paired_equivalence(
    before: VectorLike,
    after: VectorLike,
    *,
    margin: float | None = None,
    margin_low: float | None = None,
    margin_high: float | None = None,
    level: float = 0.95,
    clusters: Labels | None = None,
) -> Equivalence:
    """Test whether the mean change of the same persons lies inside margins that were stated before.

    Args:
        before: First measurement, shape (persons,), at least 2.
        after: Second measurement, same persons in the same order.
        margin: Largest change that does not matter, either way, in the outcome's unit, above 0.
            Either this or `margin_low` and `margin_high`.
        margin_low: Lower margin, when the two differ.
        margin_high: Upper margin.
        level: 1 - alpha, in (0.5, 1); the interval's level is 1 - 2 · alpha.
        clusters: Cluster label of each person, shape (persons,): CR2 standard error and
            Satterthwaite's degrees of freedom (`clustered_mean`). None: independent persons, n - 1.

    Returns:
        Both tests, the interval and the conclusion.

    Raises:
        NotEstimable: No pairs (E141), one (E143), all changes equal (E140), margins that are none
            (E253), fewer than 2 clusters (E146), clusters of equal means (E252), bad input (E145,
            E147), a level outside (0.5, 1) (E148).

    References:
        Schuirmann (1987), J. Pharmacokinetics & Biopharmaceutics 15, 657-680; Lakens (2017), Soc.
            Psychol. Personal. Sci. 8, 355-362.

    Example:
        >>> found = paired_equivalence([10, 12, 9, 11, 13], [10.5, 12, 9, 10.5, 13.5], margin=1.0)
        >>> found.equivalent, round(found.p_value, 4)
        (True, 0.0043)
    """
    level = probability(level, "level")
    lower, upper = _margins(margin, margin_low, margin_high)
    ci_level = _two_sided(level)
    first, second = pair(before, after)
    change = paired_t(first, second, level=ci_level)
    estimate, se, df = change.estimate, change.se, float(change.df)
    if clusters is not None:
        grouped = clustered_mean(second - first, clusters, level=ci_level)
        se, df = grouped.se, grouped.df
    half = float(stdtrit(df, level)) * se
    return _result(
        estimate=estimate,
        se=se,
        bounds=(estimate - half, estimate + half),
        level=level,
        n=change.n,
        df=df,
        margins=(lower, upper),
        p_values=(float(stdtr(df, (lower - estimate) / se)), float(stdtr(df, (estimate - upper) / se))),
    )


def share_equivalence(
    successes_1: int,
    n_1: int,
    successes_2: int,
    n_2: int,
    *,
    margin: float | None = None,
    margin_low: float | None = None,
    margin_high: float | None = None,
    level: float = 0.95,
) -> Equivalence:
    """Test whether two independent shares differ by less than margins stated before.

    The test inverts Newcombe's interval.

    The p values invert the interval: each is the alpha at which the bound of the 1 - 2 · alpha
    interval would reach the margin, and none is given below 1e-12. For persons measured twice the
    shares are not independent and this is not the test.

    Args:
        successes_1: How many of `n_1`; a whole number from 0 to `n_1`.
        n_1: Trials of the first share, at least 1.
        successes_2: How many of `n_2`; a whole number from 0 to `n_2`.
        n_2: Trials of the second share, at least 1.
        margin: Largest difference that does not matter, either way, in (0, 1). Either this or
            `margin_low` and `margin_high`.
        margin_low: Lower margin, above -1.
        margin_high: Upper margin, below 1.
        level: 1 - alpha, in (0.5, 1); the interval's level is 1 - 2 · alpha.

    Returns:
        Both tests, the interval and the conclusion, for the second share minus the first.

    Raises:
        NotEstimable: When `n_1` or `n_2` is 0 (E141), counts are not whole (E149), margins are none
            (E253), a level is outside (0.5, 1) (E148).

    References:
        Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; Schuirmann (1987), J.
            Pharmacokinetics & Biopharmaceutics 15, 657-680.

    Example:
        >>> share_equivalence(180, 400, 184, 400, margin=0.1).equivalent
        True
    """
    level = probability(level, "level")
    lower, upper = _margins(margin, margin_low, margin_high)
    if not (lower > -1 and upper < 1):
        raise not_estimable("E253")
    found = newcombe_difference(successes_1, n_1, successes_2, n_2, level=_two_sided(level))

    def bounds(width: float) -> tuple[float, float]:
        at = newcombe_difference(successes_1, n_1, successes_2, n_2, level=width)
        return at.ci_low, at.ci_high

    return _result(
        estimate=found.estimate,
        se=None,
        bounds=(found.ci_low, found.ci_high),
        level=level,
        n=found.n_1 + found.n_2,
        df=None,
        margins=(lower, upper),
        p_values=(
            _inverted(
                lambda width: bounds(width)[0] - lower, lambda width: lower - bounds(width)[1], found.estimate - lower
            ),
            _inverted(
                lambda width: upper - bounds(width)[1], lambda width: bounds(width)[0] - upper, upper - found.estimate
            ),
        ),
    )


def _margins(margin: float | None, low: float | None, high: float | None) -> tuple[float, float]:
    if margin is not None and low is None and high is None:
        low, high = -reading(margin), margin
    elif margin is not None:
        raise not_estimable("E253")
    lower, upper = reading(low), reading(high)
    if not (math.isfinite(lower) and math.isfinite(upper) and lower < upper):
        raise not_estimable("E253")
    return lower, upper


def _two_sided(level: float) -> float:
    return probability(2 * probability(level, "level") - 1, "level")


def _inverted(inside: Callable[[float], float], outside: Callable[[float], float], distance: float) -> float:
    """Return the one-sided p of a margin at `distance` from the estimate.

    It follows from the width of the interval whose bound reaches the margin.
    """
    if distance == 0:
        return 0.5
    if distance < 0:
        return (1 + bisect(outside, 0.0, WIDEST)) / 2
    return (1 - bisect(inside, 0.0, WIDEST)) / 2


def _result(
    *,
    estimate: float,
    se: float | None,
    bounds: tuple[float, float],
    level: float,
    n: int,
    df: float | None,
    margins: tuple[float, float],
    p_values: tuple[float, float],
) -> Equivalence:
    return Equivalence(
        estimate=estimate,
        se=se,
        ci_low=bounds[0],
        ci_high=bounds[1],
        level=level,
        ci_level=2 * level - 1,
        n=n,
        df=df,
        margin_low=margins[0],
        margin_high=margins[1],
        p_value_low=p_values[0],
        p_value_high=p_values[1],
        p_value=max(p_values),
        equivalent=margins[0] < bounds[0] and bounds[1] < margins[1],
    )
