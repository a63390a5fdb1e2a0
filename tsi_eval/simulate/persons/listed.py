"""Children or others of whom nothing is known but that they are measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tsi_eval.simulate.drawn import Drawn, Person, Setting
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Persons who are only listed.

    Attributes:
        id: The subject.
        persons: How many.
        person: Pattern of a name.
        kind: Says that they are only listed.
    """

    __pydantic_config__ = STRICT

    id: str
    persons: int
    person: str
    kind: Literal["listed"] = "listed"

    def draw(self, setting: Setting) -> Drawn:  # noqa: ARG002  nothing of it depends on the setting
        """Return the persons."""
        names = tuple(self.person.format(place + 1) for place in range(self.persons))
        people = tuple(Person(id=name, home=name) for name in names)
        return Drawn(chosen={"persons": names}, people={"": people})
