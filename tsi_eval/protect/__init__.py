"""Two doors of one room: identifiers stay outside on the way in, small counts stay inside on the way out."""

from tsi_eval.protect.doors_in import pseudonymise
from tsi_eval.protect.doors_out import release

__all__ = ["pseudonymise", "release"]
