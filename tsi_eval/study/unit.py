"""Schools, teams and other places that files name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge
from pydantic import StringConstraints

from tsi_eval.errors import Problem
from tsi_eval.language import Text
from tsi_eval.options import Options
from tsi_eval.strict import FILLED

# "" for a school that was there all the time.
Month = Annotated[str, StringConstraints(pattern=r"^$|^[12]\d{3}-(0[1-9]|1[0-2])$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Options):
    """A school, preschool, team, area or municipality.

    Attributes:
        id: Short name used in data and declarations.
        kind: What it is.
        label: Its name for readers.
        municipality_code: Four digits as text, leading zero kept, or "".
        codes: Codes that files may use for it, old and new; a code that lost its leading zeros is
            recognised.
        pupils: Its pupils or children, for rates; or None.
        pupils_by: Column → label → how many of its pupils, to hold beside those who took part.
        first_month: The month in which it opened, such as "2023-08", or "".
        last_month: The last month before it closed, or "".
    """

    id: Annotated[str, StringConstraints(pattern=FILLED)]
    kind: Literal["school", "preschool", "team", "area", "municipality"]
    label: Text
    municipality_code: str = ""
    codes: tuple[str, ...] = ()
    pupils: Annotated[int, Ge(0)] | None = None
    pupils_by: Mapping[str, Mapping[str, Annotated[int, Ge(0)]]] = field(default_factory=dict)
    first_month: Month = ""
    last_month: Month = ""

    def contradictions(self) -> Iterator[Problem]:
        """Yield a last month before the first (E294), and a division of other pupils (E427)."""
        if self.last_month and self.last_month < self.first_month:
            yield self.refusal("E294", "last_month", other="first_month", value=self.last_month, limit=self.first_month)

        for column, labels in self.pupils_by.items():
            if self.pupils is not None and sum(labels.values()) != self.pupils:
                key = f"pupils_by.{column}"
                yield self.refusal("E427", key, unit=self.id, sum=sum(labels.values()), pupils=self.pupils)

    def was_open(self, first: str, last: str) -> bool:
        """Tell whether it was there in some month of a stretch, such as those of a term."""
        return last >= self.first_month and (not self.last_month or first <= self.last_month)


def twice(units: Iterable[Unit]) -> Iterator[str]:
    """Yield each id that more than one unit has: rates would be per pupil of either of them."""
    seen: set[str] = set()
    for unit in units:
        if unit.id in seen:
            yield unit.id
        seen.add(unit.id)
