"""Monthly counts against their own past.

What came after a start stands beside what the months before it would have led one to expect.
"""

from tsi_eval.designs.time_series.design import TimeSeries

__all__ = ["TimeSeries"]
