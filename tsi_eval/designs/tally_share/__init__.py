"""A share of what was counted, before and after a start: who came by themselves, what was opened, who knew."""

from tsi_eval.designs.tally_share.design import TallyShare

__all__ = ["TallyShare"]
