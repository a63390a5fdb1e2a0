"""What may be said: the claim, the verdict, and what an estimate is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tsi_eval.language import Message


class Claim(StrEnum):
    """What a design lets a report say, from the weakest to the strongest."""

    DESCRIBES = "describes"
    DIFFERS = "differs"
    CHANGED = "changed"
    DIVERGED = "diverged"
    CAUSED = "caused"


class Verdict(StrEnum):
    """Whether a question can be answered."""

    ESTIMABLE = "estimable"
    DESCRIPTIVE = "descriptive"
    REFUSED = "refused"


class Role(StrEnum):
    """What an estimate is for: the answer, an answer beside it, a part of the picture, or a check of the answer."""

    HEADLINE = "headline"
    SECONDARY = "secondary"
    SUPPORTING = "supporting"
    SENSITIVITY = "sensitivity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feasibility:
    """Whether a question can be answered with these data, and why not."""

    verdict: Verdict
    reason: Message | None = None
