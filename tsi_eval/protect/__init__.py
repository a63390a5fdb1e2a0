"""Two doors of one room, and a search of what is carried out.

On the way in identifiers stay outside (`pseudonyms/`), and on the way out small counts stay inside
(`disclosure/`). What may have gone past both is looked for in the finished files (`scanning/`).
"""

from tsi_eval.protect.disclosure import release
from tsi_eval.protect.pseudonyms import pseudonymise

__all__ = ["pseudonymise", "release"]
