"""What a pilot cost, and how much it would have to spare somebody to pay for itself.

The cost is given for each contact and each family too.
"""

from tsi_eval.designs.cost_offset.design import CostOffset
from tsi_eval.designs.cost_offset.valuing import OwnSurcharge

__all__ = ["CostOffset", "OwnSurcharge"]
