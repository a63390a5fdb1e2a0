"""Who was present at each session, of those who started."""

from tsi_eval.designs.attendance.design import Attendance

__all__ = ["Attendance"]
