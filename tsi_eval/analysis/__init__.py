"""Every declared question asked of the study, and what was delivered."""

from tsi_eval.analysis.asking import analyse

__all__ = ["analyse"]
