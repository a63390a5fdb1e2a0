"""What may be said of a number: judged on exact values, before anything is rounded or hidden.

Two things are judged. Does the interval leave out "nothing", the value that says that nothing
happened? And how does it lie to the smallest change that matters, if the project lead declared
one? A report says what was judged, and never judges by what it shows: an interval from -2.36 to
-0.31 that is shown as "-3 to 0" would hold a nothing that it leaves out.

Example of the second. Three points were declared to matter. The table says what is said of a fall
or a rise, by its interval (here of a rise; a fall is its mirror):

    -1.2 to 2.4    SMALL: it may be nothing, and is in any case too small to matter
     0.4 to 2.4    LITTLE: something, and all of the interval lies below what matters
     3.4 to 5.2    MUCH: all of it lies at or beyond what matters
     1.4 to 4.6    UNSURE: something; whether it is large enough can't be told
    -0.8 to 4.4    OPEN: it may be nothing, and it may be large enough to matter
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tsi_eval.findings.estimate import Estimate
from tsi_eval.findings.record import Guard


class Matter(StrEnum):
    """How an interval lies to the smallest change that matters.

    Attributes:
        SMALL: It holds nothing, and all of it lies closer to nothing than what matters.
        LITTLE: It leaves nothing out, and all of it lies closer to nothing than what matters.
        MUCH: All of it lies at what matters or beyond.
        UNSURE: It leaves nothing out, and reaches on both sides of what matters.
        OPEN: It holds nothing, and reaches to what matters or beyond.
    """

    SMALL = "small"
    LITTLE = "little"
    MUCH = "much"
    UNSURE = "unsure"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What may be said of a number by its exact interval.

    Attributes:
        leaves_out_nothing: Whether the interval leaves out the value that says that nothing
            happened, such as 0 for a change and 1 for a ratio.
        matter: How it lies to the smallest change that matters, or None where none was declared.
    """

    leaves_out_nothing: bool
    matter: Matter | None = None


def judged(estimate: Estimate, matters: float | None = None) -> Verdict | None:
    """Return what may be said of a number, or None where there is nothing to judge.

    Args:
        estimate: The number, exact.
        matters: The smallest change that matters for its outcome, above 0; None when none was
            declared.

    Example:
        An interval from 0.69 to 4.1 with `matters` = 1 leaves out nothing, and is UNSURE.
    """
    low, high, nothing = estimate.ci_low, estimate.ci_high, estimate.quantity.record.nothing
    if low is None or high is None or nothing is None:
        return None
    is_change = estimate.quantity.record.guard is Guard.CHANGE
    return Verdict(
        leaves_out_nothing=not low <= nothing <= high,
        matter=_matter(low, high, matters) if is_change and matters is not None else None,
    )


def _matter(low: float, high: float, matters: float) -> Matter:
    holds_nothing = low <= 0 <= high
    if -matters < low and high < matters:
        return Matter.SMALL if holds_nothing else Matter.LITTLE
    if holds_nothing:
        return Matter.OPEN
    return Matter.MUCH if low >= matters or high <= -matters else Matter.UNSURE
