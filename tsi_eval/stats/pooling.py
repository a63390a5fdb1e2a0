"""What several completed data sets say together: Rubin's rules."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import stdtrit

from tsi_eval.stats.inputs import EDGE, VectorLike, at_least, not_estimable, number, probability, vector
from tsi_eval.stats.result import result

# The 97.5 % quantile of t is 1.7e12 here; below 0.01 scipy's is wrong without a word.
LEAST_DF = 0.1


@result
class Pooled:
    """What several completed data sets say together.

    Attributes:
        estimate: Mean of the estimates.
        se: Root of within + (1 + 1/imputations) · between.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        df: Barnard & Rubin's degrees of freedom; less than those of complete data.
        missing_information: Share of the information on the estimate that is missing, in [0, 1]:
            Rubin's, which adds 2 / (df + 3) for few degrees of freedom; 0 when the estimates are
            equal.
        within: Mean of the squared standard errors.
        between: Variance of the estimates (imputations - 1).
        imputations: Completed data sets.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    df: float
    missing_information: float
    within: float
    between: float
    imputations: int


def rubin(estimates: VectorLike, variances: VectorLike, *, complete_df: float, level: float = 0.95) -> Pooled:
    """Pool the estimates of completed data sets by Rubin's rules.

    Args:
        estimates: One estimate a data set, shape (imputations,), at least 2.
        variances: Their squared standard errors, in the same order, none below 0 and not all 0.
        complete_df: Degrees of freedom that the estimate would have without missing values, above
            0, finite.
        level: Confidence level, in (0, 1).

    Returns:
        The pooled estimate.

    Raises:
        NotEstimable: Fewer than 2 (E141, E143), unequal lengths (E147), missing or infinite values
            (E145), a variance or `complete_df` below its limit, or variances that are nothing
            beside that of the estimates, so that under 0.1 degrees of freedom are left (E259), all
            variances 0 (E140), a level outside (0, 1) (E148).

    References:
        Rubin (1987), Multiple Imputation for Nonresponse in Surveys, ch. 3; Barnard & Rubin (1999),
            Biometrika 86, 948-955 (degrees of freedom).

    Example:
        >>> found = rubin([1.0, 2.0, 3.0], [4.0, 4.0, 4.0], complete_df=19)
        >>> found.estimate, round(found.se**2, 4), round(found.df, 2)
        (2.0, 5.3333, 9.22)
    """
    level = probability(level, "level")
    each, squared = vector(estimates, "estimates"), vector(variances, "variances")
    if each.shape != squared.shape:
        raise not_estimable("E147", names="estimates, variances")
    at_least(each.size, 2)
    complete_df = number(complete_df, "complete_df")
    if squared.min() < 0 or complete_df <= 0:
        raise not_estimable("E259", name="variances" if complete_df > 0 else "complete_df")
    m, within = each.size, float(squared.mean())
    if within == 0:
        raise not_estimable("E140")
    # From the first estimate: the sum of equal ones may differ from one of them in its last bit,
    # which is no variance.
    with np.errstate(over="ignore", invalid="ignore"):
        centre, between = float(each.mean()), float(np.var(each - each[0], ddof=1))
    total = within + (1 + 1 / m) * between
    if not 0 < total < math.inf:
        raise not_estimable("E145", name="variances")
    df = _barnard_rubin(within / total, m, complete_df)
    if df < LEAST_DF:
        raise not_estimable("E259", name="variances")
    half = float(stdtrit(df, 0.5 + level / 2)) * math.sqrt(total)
    r = (1 + 1 / m) * between / within
    return Pooled(
        estimate=centre,
        se=math.sqrt(total),
        ci_low=centre - half,
        ci_high=centre + half,
        level=level,
        df=df,
        missing_information=(r + 2 / (df + 3)) / (1 + r) if r > EDGE else 0.0,
        within=within,
        between=between,
        imputations=m,
    )


def _barnard_rubin(within: float, m: int, complete_df: float) -> float:
    """Return Barnard & Rubin's degrees of freedom.

    `within` is the share of the total variance that is inside the imputations.
    """
    observed = (complete_df + 1) / (complete_df + 3) * complete_df * within
    return observed / (1 + observed * (1 - within) ** 2 / (m - 1))
