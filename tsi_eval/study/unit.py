"""Schools, teams and other places that files name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge
from pydantic import StringConstraints

from tsi_eval.language import Text
from tsi_eval.options import Options
from tsi_eval.strict import FILLED


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
    """

    id: Annotated[str, StringConstraints(pattern=FILLED)]
    kind: Literal["school", "preschool", "team", "area", "municipality"]
    label: Text
    municipality_code: str = ""
    codes: tuple[str, ...] = ()
    pupils: Annotated[int, Ge(0)] | None = None


def twice(units: Iterable[Unit]) -> Iterator[str]:
    """Yield each id that more than one unit has: rates would be per pupil of either of them."""
    seen: set[str] = set()
    for unit in units:
        if unit.id in seen:
            yield unit.id
        seen.add(unit.id)
