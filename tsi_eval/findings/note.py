"""Notes that disclosure control must recognise.

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
    """

    WHOLE_STEPS = "steps"
    AT_AN_END = "at_an_end"
