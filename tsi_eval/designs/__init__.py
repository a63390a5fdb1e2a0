"""Designs: one folder a question type, and beside them what they share.

`DESIGNS` is the whole list.
"""

from tsi_eval.designs.absence import Absence
from tsi_eval.designs.attendance import Attendance
from tsi_eval.designs.comparison import Comparison
from tsi_eval.designs.cost_offset import CostOffset, OwnSurcharge
from tsi_eval.designs.occasions import Occasions
from tsi_eval.designs.open_arenas import OpenArenas
from tsi_eval.designs.participation import Participation
from tsi_eval.designs.pre_post import PrePost
from tsi_eval.designs.tally_share import TallyShare
from tsi_eval.designs.time_series import TimeSeries

DESIGNS = (
    Participation,
    Attendance,
    OpenArenas,
    PrePost,
    Occasions,
    Comparison,
    TallyShare,
    TimeSeries,
    Absence,
    CostOffset,
)

__all__ = [
    "DESIGNS",
    "Absence",
    "Attendance",
    "Comparison",
    "CostOffset",
    "Occasions",
    "OpenArenas",
    "OwnSurcharge",
    "Participation",
    "PrePost",
    "TallyShare",
    "TimeSeries",
]
