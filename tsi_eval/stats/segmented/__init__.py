"""Interrupted time series of monthly counts: a level and a slope that change at a known month.

1. `series.py` reads the counts and their months, and refuses what can't be fitted.
2. `columns.py` makes the model's columns: level, trend, month effects, known steps, step and slope.
3. `fit.py` fits them by iterated least squares, for negative binomial counts in turn with alpha.
4. `covariance.py` makes three covariances of the coefficients, one for each way that months may
   vary.
5. `summary.py` takes the largest error of each quantity and makes the intervals of `ratio.py`.

`counts.py` holds the function that does all five.
"""

from tsi_eval.stats.segmented.counts import segmented_counts
from tsi_eval.stats.segmented.ratio import RateRatio
from tsi_eval.stats.segmented.summary import SegmentedFit

__all__ = ["RateRatio", "SegmentedFit", "segmented_counts"]
