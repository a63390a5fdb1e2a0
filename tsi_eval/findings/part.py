"""Parts that protection or the report must recognise.

A part is what a number is about when that is neither a group "column=value" nor a unit "unit=a":
those measured both times, those who moved up, what was counted. A design that names such a part
takes it from here, so that no two rooms happen to spell it alike. Parts that nobody needs to
recognise are plain names of the design's own.
"""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """A part of those measured or counted, or a stretch of time around a start.

    Attributes:
        BEFORE: Those measured the first time.
        AFTER: Those measured the second time.
        BOTH: Those measured both times.
        BEFORE_ONLY: Those measured the first time only.
        AFTER_ONLY: Those measured the second time only.
        COMPLETE: Those measured at every occasion.
        MOVED_HIGHER: Of those measured both times, who had a higher value the second time.
        MOVED_NOWHERE: Who had the same value.
        MOVED_LOWER: Who had a lower value.
        OBSERVED: What was counted.
        EXPECTED: What would have been expected without the start.
        BEFORE_START: The time before a start.
        AFTER_START: The time from a start on, where it is held beside the time before.
        SINCE_START: The time from a start on, where it is held beside what was expected of it.
        FIRST_YEAR: Months of the first year from a start, which also have a like the year before.
        YEAR_BEFORE: The same months the year before the start.
        ONGOING: Those who are still on the way to a stage: they have not come there, nor left.
        WHOLE: All parts of a sum together, such as what a pilot cost in all.
    """

    BEFORE = "before"
    AFTER = "after"
    BOTH = "both"
    BEFORE_ONLY = "before_only"
    AFTER_ONLY = "after_only"
    COMPLETE = "complete"
    MOVED_HIGHER = "moved_higher"
    MOVED_NOWHERE = "moved_nowhere"
    MOVED_LOWER = "moved_lower"
    OBSERVED = "observed"
    EXPECTED = "expected"
    BEFORE_START = "before_start"
    AFTER_START = "after_start"
    SINCE_START = "since_start"
    FIRST_YEAR = "first_year"
    YEAR_BEFORE = "year_before"
    ONGOING = "ongoing"
    WHOLE = "whole"


# Every way to move on a scale.
WAYS = (Part.MOVED_HIGHER, Part.MOVED_LOWER, Part.MOVED_NOWHERE)
