"""The same persons before and after, in yes and no."""

from __future__ import annotations

import math
from typing import Literal

from scipy.special import betainc, ndtr

from tsi_eval.stats.inputs import LARGEST_COUNT, at_least, choice, count, not_estimable, probability
from tsi_eval.stats.odds_interval import OddsMethod, odds_interval
from tsi_eval.stats.proportion import wilson
from tsi_eval.stats.result import result

McNemarMethod = Literal["exact", "midp", "asymptotic", "corrected"]
MCNEMAR_METHODS = ("exact", "midp", "asymptotic", "corrected")
BINOMIAL = ("exact", "midp")


@result
class McNemar:
    """A test of equal shares before and after.

    Attributes:
        p_value: Two-sided.
        n: Persons that changed, gained + lost; the others say nothing about the direction.
        gained: Persons that went from no to yes.
        lost: Persons that went from yes to no.
        method: "exact", "midp", "asymptotic" or "corrected".
        statistic: Chi-square with 1 degree of freedom; None for "exact" and "midp".
    """

    p_value: float
    n: int
    gained: int
    lost: int
    method: McNemarMethod
    statistic: float | None


@result
class MatchedOddsRatio:
    """The conditional odds ratio of paired yes and no.

    Attributes:
        estimate: gained / lost.
        se: Standard error of the natural logarithm of `estimate`, √(1/gained + 1/lost). The
            interval doesn't use it. None when nobody gained.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        n: Persons that changed, gained + lost.
        method: "exact" or "midp".
        se_scale: "log", the scale of `se`.
    """

    estimate: float
    se: float | None
    ci_low: float
    ci_high: float
    level: float
    n: int
    method: OddsMethod
    se_scale: Literal["log"] = "log"


@result
class PairedShareDifference:
    """The difference between two shares of the same persons.

    Attributes:
        estimate: Share after minus share before, in [-1, 1].
        ci_low: Lower bound, in [-1, 1].
        ci_high: Upper bound, in [-1, 1].
        level: Confidence level.
        n: Persons.
        share_before: Share with yes before.
        share_after: Share with yes after.
        phi: The correlation that the interval uses: corrected, and 0 when a share is 0 or 1.
    """

    estimate: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    share_before: float
    share_after: float
    phi: float


def mcnemar(*, gained: int, lost: int, method: McNemarMethod = "exact") -> McNemar:
    """Test whether as many persons went from no to yes as from yes to no.

    Convention: "exact" doubles the smaller binomial tail, at most 1. "midp" is the exact p minus
    half the probability of the outcomes as likely as the one seen: both of them, or the one in the
    middle. "asymptotic" is (g - l)²/(g + l); "corrected" takes 1 from |g - l| before squaring
    (Edwards; R's default).

    Args:
        gained: Persons that went from no to yes.
        lost: Persons that went from yes to no.
        method: How p is computed.

    Returns:
        The test.

    Raises:
        NotEstimable: Nobody changed (E140), counts that are not whole and at least 0 (E149), an
            unknown method (E138).

    References:
        McNemar (1947), Psychometrika 12, 153-157; Edwards (1948), Psychometrika 13, 185-187;
            Fagerland, Lydersen & Laake (2013), BMC Med. Res. Methodol. 13, 91 (mid-p).

    Example:
        >>> exact, midp = (mcnemar(gained=16, lost=6, method=way) for way in ("exact", "midp"))
        >>> round(exact.p_value, 4), round(midp.p_value, 4)
        (0.0525, 0.0347)
    """
    choice(method, MCNEMAR_METHODS)
    g, k = count(gained, "gained", most=LARGEST_COUNT), count(lost, "lost", most=LARGEST_COUNT)
    if g + k == 0:
        raise not_estimable("E140")
    statistic = None
    if method in BINOMIAL:
        p = _binomial_p(min(g, k), g + k, half_of_equally_likely=method == "midp")
    else:
        distance = max(abs(g - k) - (method == "corrected"), 0) / math.sqrt(g + k)
        statistic, p = distance**2, 2 * float(ndtr(-distance))
    return McNemar(p_value=p, n=g + k, gained=g, lost=k, method=method, statistic=statistic)


def matched_odds_ratio(
    *, gained: int, lost: int, level: float = 0.95, method: OddsMethod = "exact"
) -> MatchedOddsRatio:
    """Estimate how many gained for each who lost: the odds ratio conditional on the person.

    Args:
        gained: Persons that went from no to yes.
        lost: Persons that went from yes to no, at least 1; the denominator.
        level: Confidence level, in (0, 1).
        method: "exact" transforms Clopper and Pearson's interval for gained / (gained + lost), and
            covers at least `level`; "midp" counts the outcome seen by half in each tail, is
            narrower and covers about `level`.

    Returns:
        The odds ratio. When nobody gained it is 0, its lower bound 0, and the upper bound the exact
        one.

    Raises:
        NotEstimable: Nobody changed (E140), nobody lost, so that there is nothing to divide by
            (E245), counts that are not whole and at least 0 (E149), a bad level (E148) or an
            unknown method (E138).

    References:
        Clopper & Pearson (1934), Biometrika 26, 404-413; Fagerland, Lydersen & Laake (2017),
            Statistical Analysis of Contingency Tables, ch. 8.

    Example:
        >>> found = matched_odds_ratio(gained=25, lost=2)
        >>> found.estimate, round(found.ci_low, 4), round(found.ci_high, 4)
        (12.5, 3.1169, 108.8892)
    """
    level = probability(level, "level")
    g, k = count(gained, "gained", most=LARGEST_COUNT), count(lost, "lost", most=LARGEST_COUNT)
    if g + k == 0:
        raise not_estimable("E140")
    if k == 0:
        raise not_estimable("E245", name="lost")
    low, high = odds_interval(g, k, level=level, method=method)
    return MatchedOddsRatio(
        estimate=g / k,
        se=math.sqrt(1 / g + 1 / k) if g else None,
        ci_low=low,
        ci_high=high,
        level=level,
        n=g + k,
        method=method,
    )


def paired_share_difference(
    *, both: int, lost: int, gained: int, neither: int, level: float = 0.95
) -> PairedShareDifference:
    """Estimate the change of a share of the same persons, after minus before.

    The interval is Newcombe's, by square-and-add.

    Each bound combines the two shares' own Wilson bounds as independent shares would, less what
    their correlation takes. The correlation is φ with both·neither - lost·gained lowered by n/2, at
    least to 0, when it is positive.

    Args:
        both: Persons with yes before and after.
        lost: Persons with yes before and no after.
        gained: Persons with no before and yes after.
        neither: Persons with no both times.
        level: Confidence level, in (0, 1).

    Returns:
        The difference; the interval has a width also when nobody changed.

    Raises:
        NotEstimable: No persons (E141), counts that are not whole and at least 0 (E149), a level
            outside (0, 1) (E148).

    References:
        Newcombe (1998), Statistics in Medicine 17, 2635-2650, method 10.

    Example:
        >>> found = paired_share_difference(both=59, lost=6, gained=16, neither=80)
        >>> round(found.estimate, 4), round(found.ci_low, 4), round(found.ci_high, 4)
        (0.0621, 0.0046, 0.1186)
    """
    level = probability(level, "level")
    a, b, c, d = (
        count(cell, name, most=LARGEST_COUNT)
        for cell, name in ((both, "both"), (lost, "lost"), (gained, "gained"), (neither, "neither"))
    )
    n = a + b + c + d
    at_least(n, 1)
    first, second = wilson(a + b, n, level=level), wilson(a + c, n, level=level)
    estimate, phi = (c - b) / n, _corrected_phi(a, b, c, d)

    def reach(one: float, other: float) -> float:
        return math.sqrt(max(one * one - 2 * phi * one * other + other * other, 0.0))

    below = reach(second.estimate - second.ci_low, first.ci_high - first.estimate)
    above = reach(second.ci_high - second.estimate, first.estimate - first.ci_low)
    return PairedShareDifference(
        estimate=estimate,
        ci_low=max(estimate - below, -1.0),
        ci_high=min(estimate + above, 1.0),
        level=level,
        n=n,
        share_before=first.estimate,
        share_after=second.estimate,
        phi=phi,
    )


def _binomial_p(smaller: int, n: int, *, half_of_equally_likely: bool) -> float:
    """Return the two-sided p of `smaller` heads, at most n / 2, in n tosses."""
    tail = float(betainc(n - smaller, smaller + 1, 0.5))
    if not half_of_equally_likely:
        return min(2 * tail, 1.0)
    lower = float(betainc(n - smaller + 1, smaller, 0.5)) if smaller else 0.0
    return 1 - (tail - lower) / 2 if 2 * smaller == n else tail + lower


def _corrected_phi(both: int, lost: int, gained: int, neither: int) -> float:
    n = both + lost + gained + neither
    margins = (both + lost) * (gained + neither) * (both + gained) * (lost + neither)
    surplus = float(both * neither - lost * gained)
    if margins == 0:
        return 0.0
    return (max(surplus - n / 2, 0.0) if surplus > 0 else surplus) / math.sqrt(margins)
