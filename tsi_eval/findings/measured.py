"""Everybody's values, for disclosure control alone: it has to know what a report must not tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The values of one outcome at one occasion; never printed, and gone after release.

    Attributes:
        outcome: The outcome's id; or, of values that a design made itself, such as how often each
            came, what `Estimate.subject` calls them.
        occasion: The occasion.
        values: Person (pseudonym) → value.
        minimum: Smallest possible value of the scale, or None.
        maximum: Largest possible value of the scale, or None.
        step: Smallest step of the scale.
    """

    outcome: str
    occasion: str
    values: Mapping[str, float] = field(repr=False)
    minimum: float | None
    maximum: float | None
    step: float
