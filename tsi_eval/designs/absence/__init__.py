"""Term absence in pilot schools beside other schools: described, never tested, for there are too few schools."""

from tsi_eval.designs.absence.design import Absence

__all__ = ["Absence"]
