"""The same persons before and after, without a comparison group.

It is one design, with a file for each scale and each doubt.
"""

from tsi_eval.designs.pre_post.design import PrePost
from tsi_eval.designs.pre_post.options import Benchmark, Clinical, Matters, Selected

__all__ = ["Benchmark", "Clinical", "Matters", "PrePost", "Selected"]
