"""Groups side by side: differences in means, by chance or not."""

from tsi_eval.designs.comparison.design import Comparison

__all__ = ["Comparison"]
