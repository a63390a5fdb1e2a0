"""The invented units of a pilot, such as schools or teams, and the codes that files use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tsi_eval.simulate.times import order
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoded:
    """A new code of a unit that was reorganised.

    Attributes:
        since: The first term with the new code.
        code: The new code.
    """

    __pydantic_config__ = STRICT

    since: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A school, a team or another unit of the municipality.

    Attributes:
        id: Short name, as tidy files write it.
        label: Name for readers.
        code: Official code with its leading zeros, or "".
        recoded: The code that it got later, or None.
        pilot: Whether the pilot is there.
        pupils: Pupils by grade, where the unit has pupils.
    """

    __pydantic_config__ = STRICT

    id: str
    label: str
    code: str = ""
    recoded: Recoded | None = None
    pilot: bool = True
    pupils: Mapping[str, int] | None = None

    def code_in(self, term: str) -> str:
        """Return the unit's code in a term."""
        if self.recoded is not None and order(term) >= order(self.recoded.since):
            return self.recoded.code
        return self.code


def by_id(units: Iterable[Unit]) -> dict[str, Unit]:
    """Return units by their short names."""
    return {unit.id: unit for unit in units}
