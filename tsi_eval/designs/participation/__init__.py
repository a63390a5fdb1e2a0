"""Who was reached, and who was still there: stages that each contain the next."""

from tsi_eval.designs.participation.design import Participation

__all__ = ["Participation"]
