"""Schools, teams and other places that files name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tsi_eval.language import Text
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
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

    __pydantic_config__ = STRICT

    id: str
    kind: Literal["school", "preschool", "team", "area", "municipality"]
    label: Text
    municipality_code: str = ""
    codes: tuple[str, ...] = ()
    pupils: int | None = None
