"""Notes that disclosure control must recognise: what a number is where its quantity alone does not say it."""

from __future__ import annotations

from enum import StrEnum


class Note(StrEnum):
    """What a number is.

    Attributes:
        WHOLE_STEPS: A mean change in whole steps, that stands where the counts of movers may not.
            Whoever takes all moves for one step long works out from it how many went which way.
        AT_AN_END: A share that stood at the lowest or highest value of a scale. Exact shares at
            both ends bind the sum of few changes.
    """

    WHOLE_STEPS = "steps"
    AT_AN_END = "at_an_end"
