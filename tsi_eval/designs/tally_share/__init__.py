"""A share of what was counted, before and after a start.

Examples are who came by themselves, what was opened, and who knew.
"""

from tsi_eval.designs.tally_share.design import TallyShare

__all__ = ["TallyShare"]
