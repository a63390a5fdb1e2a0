"""A part of a file, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass

from tsi_eval.language import Message


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to a part: "page 3", "part 2 (word/document.xml)".

    Attributes:
        kind: The key of its words, `scan.step.<kind>`.
        place: Its place among those of its kind, from 1; 0 where there is only one.
        name: Its name, where that can't be a person's.
    """

    kind: str
    place: int = 0
    name: str = ""

    def said(self) -> Message:
        """Return the step in words."""
        named = f" ({self.name})" if self.name else ""
        return Message(f"scan.step.{self.kind}", {"place": str(self.place), "named": named})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file.

    Attributes:
        step: The last step of the way to it.
        content: What it holds, as bytes, or as text where it was read as such.
    """

    step: Step
    content: bytes | str
