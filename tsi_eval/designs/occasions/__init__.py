"""The same persons at three occasions or more, without a comparison group."""

from tsi_eval.designs.occasions.design import Occasions

__all__ = ["Occasions"]
