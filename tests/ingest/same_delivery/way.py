"""A way to write the delivery, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

# File name → its content, or None for a file of the clean delivery that is not there.
Changes = Mapping[str, bytes | None]
# Table and row → whether the files that a way writes do not hold this row of the clean delivery.
Lacks = Callable[[str, Mapping[str, Any]], bool]


class Must(Enum):
    """What must become of a delivery."""

    READ = "read, and the same"
    REFUSED = "refused with a coded reason"
    EITHER = "read and the same, or refused with a coded reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to write or to spoil the delivery.

    Attributes:
        name: The class of the fault, and what is done.
        says: Who writes so, and why.
        must: What must become of it.
        write: Returns the files that are other than the clean ones.
        lacks: What the files truly don't hold.
        truth: What the clean delivery is to be read with, where the way declares another pilot.
    """

    name: str
    says: str
    must: Must
    write: Callable[[], Changes]
    lacks: Lacks | None = None
    truth: Changes = field(default_factory=dict)


class Ways:
    """The ways of one class of faults, in the order in which they are written."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.all: list[Way] = []

    def add(self, name: str, says: str, must: Must, write: Callable[[], Changes], **more: Any) -> None:
        """Add a way that is one of many alike."""
        self.all.append(Way(name=f"{self.kind}: {name}", says=says, must=must, write=write, **more))

    def read(self, says: str, **more: Any) -> Callable[[Callable[[], Changes]], Callable[[], Changes]]:
        """Add a way that must be read the same."""
        return self._adding(says, Must.READ, more)

    def refused(self, says: str, **more: Any) -> Callable[[Callable[[], Changes]], Callable[[], Changes]]:
        """Add a way that must be refused."""
        return self._adding(says, Must.REFUSED, more)

    def either(self, says: str, **more: Any) -> Callable[[Callable[[], Changes]], Callable[[], Changes]]:
        """Add a way that must be read the same or refused."""
        return self._adding(says, Must.EITHER, more)

    def _adding(
        self, says: str, must: Must, more: Mapping[str, Any]
    ) -> Callable[[Callable[[], Changes]], Callable[[], Changes]]:
        def add(write: Callable[[], Changes]) -> Callable[[], Changes]:
            self.add(write.__name__.replace("_", " "), says, must, write, **more)
            return write

        return add
