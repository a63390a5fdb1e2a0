"""What may be said: the claim, whether a question can be answered, and what an estimate is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tsi_eval.language import Message


class Claim(StrEnum):
    """What a design lets a report say, from the weakest to the strongest.

    Attributes:
        DESCRIBES: How it was, such as how many took part.
        DIFFERS: Two groups, or two answers, are not alike.
        CHANGED: The same persons were otherwise the second time; nothing says why.
        DIVERGED: It developed otherwise than a comparison, or than its own past foretold.
        CAUSED: Chance decided who was in which group, so that the difference is an effect.
    """

    DESCRIBES = "describes"
    DIFFERS = "differs"
    CHANGED = "changed"
    DIVERGED = "diverged"
    CAUSED = "caused"


class Answerable(StrEnum):
    """Whether a question can be answered.

    Attributes:
        ESTIMABLE: With a number and, where that makes sense, how sure it is.
        DESCRIPTIVE: With a description only; nothing is tested.
        REFUSED: Not at all; the report says why.
    """

    ESTIMABLE = "estimable"
    DESCRIPTIVE = "descriptive"
    REFUSED = "refused"


class Role(StrEnum):
    """What an estimate is for.

    Attributes:
        HEADLINE: It is the answer to the question.
        SECONDARY: It answers the question for another outcome, beside the answer.
        SUPPORTING: It is a part of the picture, such as a mean before.
        SENSITIVITY: It checks the answer: the same, computed otherwise.
    """

    HEADLINE = "headline"
    SECONDARY = "secondary"
    SUPPORTING = "supporting"
    SENSITIVITY = "sensitivity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feasibility:
    """Whether a question can be answered with these data.

    Attributes:
        answerable: Whether it can.
        reason: Why it can't, as a sentence; None when it can.
    """

    answerable: Answerable
    reason: Message | None = None
