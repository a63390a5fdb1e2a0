"""Notes that disclosure control or the report must recognise.

A note says what a number is where its quantity alone does not say it. Most notes are a design's
own; a design that uses one of these takes it from here.
"""

from __future__ import annotations

from enum import StrEnum


class Note(StrEnum):
    """What a number is.

    Attributes:
        WHOLE_STEPS: A mean change in whole steps, which stands where the counts of movers may not.
            A reader who takes every move to be one step long can work out from it how many went
            which way. Example: of 30 persons a mean of 1 says that all moved up.
        AT_AN_END: A share that stood at the lowest or highest value of a scale. From exact shares
            at both ends a reader can narrow down the sum of few persons' changes.
        CONVERTED: A price in the prices of another year than its own.
        UNVERIFIED: A price that nobody has held against the original; the report says so beside it.
        CONVERTED_UNVERIFIED: Both.
        UNITS_OF_UNVERIFIED: How many units of such a price a cost is worth.
        TOOK_PART: A group's share of those who took part.
        COULD_HAVE: A group's share of those who could have.
        COMPLETED: A rate of those measured every time who had come to a last stage.
        WITH_RESULT: The share of a group that has a result.
        AGAIN: A response rate of those measured first, where it is not known who was asked.
    """

    WHOLE_STEPS = "steps"
    AT_AN_END = "at_an_end"
    CONVERTED = "price_converted"
    UNVERIFIED = "price_unverified"
    CONVERTED_UNVERIFIED = "price_converted_unverified"
    UNITS_OF_UNVERIFIED = "units_of_unverified"
    WITH_RESULT = "with_result"
    AGAIN = "measured_again"
    COMPLETED = "had_completed"
    TOOK_PART = "took_part"
    COULD_HAVE = "could_have"


# What rests on a price that nobody has held against the original.
UNVERIFIED_NOTES = frozenset({Note.UNVERIFIED, Note.CONVERTED_UNVERIFIED, Note.UNITS_OF_UNVERIFIED})
