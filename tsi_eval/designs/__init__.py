"""One file a kind of question; `DESIGNS` is all there are."""

from tsi_eval.designs.comparison import Comparison
from tsi_eval.designs.participation import Participation
from tsi_eval.designs.pre_post import PrePost

DESIGNS = (Participation, PrePost, Comparison)

__all__ = ["DESIGNS", "Comparison", "Participation", "PrePost"]
