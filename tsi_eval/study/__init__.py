"""What a design may see: pseudonymised tables of declared columns."""

from tsi_eval.study.asking import Asking
from tsi_eval.study.outcome import Outcome
from tsi_eval.study.study import SourceReceipt, Study
from tsi_eval.study.unit import Unit

__all__ = ["Asking", "Outcome", "SourceReceipt", "Study", "Unit"]
