"""What a pilot cost, for each contact and family, and how much it would have to spare somebody to pay for itself."""

from tsi_eval.designs.cost_offset.design import CostOffset

__all__ = ["CostOffset"]
