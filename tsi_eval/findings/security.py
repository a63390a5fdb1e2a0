"""How secure an answer is: a word in four steps, with the reasons that decided it.

What the data show and how secure that is are two things. The first is a verdict on the interval
(`findings/verdict.py`). The second begins with what the design can say, and loses steps:

    randomised                                                  begins at HIGH
    held against a comparison, or against its own past          begins at FAIRLY_HIGH
    a change without a comparison, or groups side by side       begins at LIMITED

    20-40 % are missing: one; more: two
    fewer than 20 independent units: one; fewer than 10: two
    an interval that is wider than twice what was declared to matter: one
    an outcome whose reliability is not known: one
    declared when the data were there: one

What is not known, or may not be shown, is not taken to be good: who is missing, how many units
there are, how wide the interval is each cost one step then. When the data came is only said to be
not known. Nothing is below LOW. A count and a sum of money have no security.

The model is the security rating of the Education Endowment Foundation (2019, Classification of the
security of findings from EEF evaluations), which goes by design, power, attrition and threats in
the same way, with steps of its own.

Example. 33 of 45 children were measured twice (27 % are missing) by a scale of known reliability,
without a comparison. The change begins at LIMITED and loses a step: LOW.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tsi_eval.findings.claim import Claim
from tsi_eval.findings.grounds import Declared, UnitKind

SOME_MISSING, MANY_MISSING = 0.2, 0.4
FEW_UNITS, VERY_FEW_UNITS = 20, 10
WIDEST = 2.0
# A share of whole numbers may miss the decimal that it stands for by this little.
_DIGITS = 9


class Security(StrEnum):
    """How secure an answer is, from the surest step down."""

    HIGH = "high"
    FAIRLY_HIGH = "fairly_high"
    LIMITED = "limited"
    LOW = "low"


STEPS = tuple(Security)
BEGINS = {
    Claim.CAUSED: Security.HIGH,
    Claim.DIVERGED: Security.FAIRLY_HIGH,
    Claim.CHANGED: Security.LIMITED,
    Claim.DIFFERS: Security.LIMITED,
}


class Ground(StrEnum):
    """What a reason is about."""

    DESIGN = "design"
    MISSING = "missing"
    UNITS = "units"
    INTERVAL = "interval"
    RELIABILITY = "reliability"
    DECLARED = "declared"


class Known(StrEnum):
    """Whether what a reason is about is known.

    Attributes:
        KNOWN: It is.
        UNKNOWN: It is not.
        NOT_SHOWN: It is, and may not be shown.
    """

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that was judged.

    Attributes:
        ground: What.
        known: Whether it is known.
        lost: The steps that it costs, from 0 on.
        about: The claim of a design, the kind of units, or the group where most are missing; "".
        places: Name → shown number, for the sentence: "of" and "there", or "permille" missing,
            or "n" units.
    """

    ground: Ground
    known: Known = Known.KNOWN
    lost: int = 0
    about: str = ""
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How secure an answer is, and why.

    Attributes:
        security: The step.
        reasons: All that was judged, the design first; also what cost nothing.
    """

    security: Security
    reasons: tuple[Reason, ...]

    def about(self, ground: Ground) -> Reason | None:
        """Return the reason about something, or None where it was not judged."""
        return next((reason for reason in self.reasons if reason.ground is ground), None)


def rated(claim: Claim, reasons: Iterable[Reason]) -> Rating | None:
    """Return how secure an answer is, or None for what only describes.

    Args:
        claim: What the answer may say.
        reasons: What was judged beside it.

    Example:
        >>> rated(Claim.CHANGED, [of_missing(33, 45)]).security
        <Security.LOW: 'low'>
    """
    if claim not in BEGINS:
        return None
    judged = (Reason(ground=Ground.DESIGN, about=claim), *reasons)
    place = STEPS.index(BEGINS[claim]) + sum(reason.lost for reason in judged)
    return Rating(security=STEPS[min(place, len(STEPS) - 1)], reasons=judged)


def of_missing(there: int, of: int) -> Reason:
    """Return what it costs that so many of those who should be in an answer are."""
    lost = _lost_by_missing(1 - there / of) if of else 0
    return Reason(ground=Ground.MISSING, lost=lost, places={"there": there, "of": of})


def of_missing_share(missing: float, group: str) -> Reason:
    """Return what it costs that this share of a group, from 0 to 1, is missing."""
    permille = round(1000 * missing)
    return Reason(ground=Ground.MISSING, lost=_lost_by_missing(missing), about=group, places={"permille": permille})


def _lost_by_missing(share: float) -> int:
    share = round(share, _DIGITS)
    return (share >= SOME_MISSING) + (share > MANY_MISSING)


def of_units(n: int, kind: UnitKind, *, said: bool) -> Reason:
    """Return what it costs that an answer rests on so many independent units.

    Args:
        n: How many.
        kind: What they are.
        said: Whether their number may be said.
    """
    lost = (n < FEW_UNITS) + (n < VERY_FEW_UNITS)
    return Reason(ground=Ground.UNITS, lost=lost, about=kind, places={"n": n} if said else {})


def of_interval(width: float, matters: float) -> Reason:
    """Return what it costs that an interval is so wide, beside what matters; both in one unit."""
    return Reason(ground=Ground.INTERVAL, lost=int(round(width, _DIGITS) > WIDEST * matters))


def of_reliability(*, known: bool) -> Reason:
    """Return what it costs that an outcome's reliability is known, or not."""
    return Reason(ground=Ground.RELIABILITY, lost=int(not known))


def of_declared(declared: Declared) -> Reason:
    """Return what it costs when a question was declared."""
    known = Known.UNKNOWN if declared is Declared.UNKNOWN else Known.KNOWN
    return Reason(ground=Ground.DECLARED, known=known, lost=int(declared is Declared.AFTER))


def without(ground: Ground, known: Known, about: str = "") -> Reason:
    """Return what it costs that something is not known or not shown: one step."""
    return Reason(ground=ground, known=known, lost=1, about=about)
