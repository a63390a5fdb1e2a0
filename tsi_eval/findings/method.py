"""Methods that disclosure control must recognise, each with what it needs to know of them.

Every number names its method, and most names are a design's own. A few methods change what a number
gives away; a design that uses one of them takes it from here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Trait(StrEnum):
    """What a method has that changes what its numbers give away.

    Attributes:
        PAIRED: It uses how the same persons answered twice. A reader can't work that out from
            counts that were rounded one by one.
        MARGINS: It uses only how many there were each time, and knows nothing of who belongs
            together.
        FILLED_IN: It fills in those who were not measured again, so that it gives another number
            than the answer, and not a second interval around it.
        PUBLISHED: It rests on values published elsewhere, and says nothing of these persons' own.
    """

    PAIRED = "paired"
    MARGINS = "margins"
    FILLED_IN = "filled_in"
    PUBLISHED = "published"


class Method(StrEnum):
    """How a number was computed, where that must be recognised; `trait` says why."""

    trait: Trait

    def __new__(cls, name: str, trait: Trait) -> Self:
        """Return a member that is its name and knows its trait."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.trait = trait
        return member

    NEWCOMBE_PAIRED = ("newcombe_paired", Trait.PAIRED)
    CLUSTERED_MEAN = ("clustered_mean", Trait.PAIRED)
    NEWCOMBE_MARGINS = ("newcombe_margins", Trait.MARGINS)
    IMPUTED = ("imputed", Trait.FILLED_IN)
    PLANNED = ("planned", Trait.PUBLISHED)


def trait_of(method: str) -> Trait | None:
    """Return what disclosure control must know of a method, by its name.

    Most methods are a design's own and change nothing of what a number gives away: None.

    Example:
        >>> trait_of("newcombe_margins"), trait_of("wilson")
        (<Trait.MARGINS: 'margins'>, None)
    """
    return next((known.trait for known in Method if known == method), None)
