"""What a design needs of a study, before anything is known of either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a design needs of a study, by the names that its options give.

    `groups_of` are the columns of which every value is a group of the answer; they are among
    `columns` too. `who` are labels of whom contacts were with.
    """

    outcomes: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    groups_of: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    tables: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()
    who: tuple[str, ...] = ()


class Needing(Protocol):
    """A design, as far as its needs go."""

    @property
    def needs(self) -> Needs:
        """What the study must hold."""
