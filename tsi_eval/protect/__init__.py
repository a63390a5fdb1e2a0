"""Two doors of one room: identifiers stay outside on the way in, small counts stay inside on the way out."""

from tsi_eval.protect.disclosure import release
from tsi_eval.protect.pseudonyms import pseudonymise

__all__ = ["pseudonymise", "release"]
