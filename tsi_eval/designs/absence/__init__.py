"""Term absence in a pilot's schools beside other schools.

It is described and never tested, since there are too few schools.
"""

from tsi_eval.designs.absence.design import Absence

__all__ = ["Absence"]
