"""Parts that protection or the report must recognise, each with what they need to know of it.

A part is what a number is about when that is neither a group "column=value" nor a unit "unit=a": those
measured both times, those who moved up, what was counted. A design that names such a part takes it
from here, so that no two rooms happen to spell it alike. Parts that nobody needs to recognise are plain
names of the design's own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Part(StrEnum):
    """A part of those measured or counted, or a stretch of time around a start.

    Attributes:
        way: Of those who moved: 1 for higher, -1 for lower, 0 for nowhere; None for other parts.
    """

    way: int | None

    def __new__(cls, name: str, way: int | None = None) -> Self:
        """Return a member that is its name."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.way = way
        return member

    BEFORE = "before"
    AFTER = "after"
    BOTH = "both"
    BEFORE_ONLY = "before_only"
    AFTER_ONLY = "after_only"
    MOVED_HIGHER = ("moved_higher", 1)
    MOVED_NOWHERE = ("moved_nowhere", 0)
    MOVED_LOWER = ("moved_lower", -1)
    OBSERVED = "observed"
    EXPECTED = "expected"
    BEFORE_START = "before_start"
    AFTER_START = "after_start"
    SINCE_START = "since_start"
    WHOLE = "whole"


WAYS = (Part.MOVED_HIGHER, Part.MOVED_LOWER, Part.MOVED_NOWHERE)
