"""What options of several designs may be: levels, powers, names, months that are left out."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Gt, Lt, MaxLen
from pydantic import StringConstraints

from tsi_eval.periods import MonthNumber
from tsi_eval.strict import FILLED, FILLED_OR_LEFT_OUT

# Beside other outcomes, intervals have levels that are closer to 1 still, and must be numbers.
NEARLY_ONE = 1 - 1e-9
Level = Annotated[float, Gt(0), Lt(NEARLY_ONE)]
Power = Annotated[float, Gt(0), Lt(NEARLY_ONE)]
# The name of an outcome, an occasion, a stage, a column, a series or a school.
Name = Annotated[str, StringConstraints(pattern=FILLED)]
# The same, or "" for none.
NameOrNone = Annotated[str, StringConstraints(pattern=FILLED_OR_LEFT_OUT)]
# With all twelve left out nothing would be left.
OmittedMonths = Annotated[tuple[MonthNumber, ...], MaxLen(11)]
