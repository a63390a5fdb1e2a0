"""Two doors of one room.

On the way in identifiers stay outside (`pseudonyms/`), and on the way out small counts stay inside
(`disclosure/`).
"""

from tsi_eval.protect.disclosure import release
from tsi_eval.protect.pseudonyms import pseudonymise

__all__ = ["pseudonymise", "release"]
