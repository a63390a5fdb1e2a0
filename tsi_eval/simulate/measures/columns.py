"""The columns of a questionnaire's file, and what a person's row has in them.

A column may draw random numbers of its own. Example: a trust of 18 over five questions, each from 1
to 5, may be spread as 4, 3, 5, 2 and 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from tsi_eval.simulate.measures.scales import Sum
from tsi_eval.simulate.measures.sdq import ITEMS, answers, blanks
from tsi_eval.simulate.writing.cells import Cell
from tsi_eval.strict import STRICT

Sums = Mapping[str, Sum]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A column with a scale's value.

    Attributes:
        scale: The scale.
        label: The column's name.
        decimals: How many decimals are written.
        kind: Says that this is a value.
    """

    __pydantic_config__ = STRICT

    scale: str
    label: str
    decimals: int = 0
    kind: Literal["value"] = "value"

    def names(self, sums: Sums) -> list[str]:  # noqa: ARG002  as of the other columns
        """Return the name of the column."""
        return [self.label]

    def cells(self, rng: np.random.Generator, value: float, sums: Sums, *, stopped: bool) -> Sequence[Cell]:  # noqa: ARG002
        """Return the value, or a blank for the person who stopped."""
        return [""] if stopped else [Decimal(f"{value:.{self.decimals}f}")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SdqItems:
    """Columns with the answers to the SDQ, whose difficulties add up to a scale's value.

    Attributes:
        scale: The scale.
        label: Pattern of the columns' names, with the item's number.
        unfinished_after: How many are answered by the person who stops.
        kind: Says that these are items of the SDQ.
    """

    __pydantic_config__ = STRICT

    scale: str
    label: str
    unfinished_after: int = 0
    kind: Literal["sdq"] = "sdq"

    def names(self, sums: Sums) -> list[str]:  # noqa: ARG002  as of the other columns
        """Return the names of the columns."""
        return [self.label.format(item) for item in ITEMS]

    def cells(self, rng: np.random.Generator, value: float, sums: Sums, *, stopped: bool) -> Sequence[Cell]:  # noqa: ARG002
        """Draw the answers, some of them left blank."""
        blank, scored = blanks(rng), answers(rng, int(value))
        cells: list[Cell] = ["" if item in blank else scored[item] for item in ITEMS]
        if stopped:
            cells[self.unfinished_after :] = [""] * (len(cells) - self.unfinished_after)
        return cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Columns with the answers that add up to a sum.

    Attributes:
        scale: The scale, which is a sum.
        label: Pattern of the columns' names, with the question's number.
        kind: Says that a sum is spread.
    """

    __pydantic_config__ = STRICT

    scale: str
    label: str
    kind: Literal["spread"] = "spread"

    def names(self, sums: Sums) -> list[str]:
        """Return the names of the columns."""
        return [self.label.format(question + 1) for question in range(sums[self.scale].questions)]

    def cells(self, rng: np.random.Generator, value: float, sums: Sums, *, stopped: bool) -> Sequence[Cell]:
        """Draw the answers, or blanks for the person who stopped."""
        answered = sums[self.scale].items(rng, int(value))
        return [""] * len(answered) if stopped else answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A column of free text.

    Attributes:
        label: Its name.
        texts: What may stand there.
        share: Expected share of rows with a text.
        kind: Says that this is a note.
    """

    __pydantic_config__ = STRICT

    label: str
    texts: tuple[str, ...]
    share: float
    kind: Literal["note"] = "note"

    def draw(self, rng: np.random.Generator) -> str:
        """Draw a text, or none."""
        return str(rng.choice(self.texts)) if rng.random() < self.share else ""


Measured = Value | SdqItems | Spread
Column = Annotated[Measured | Note, Field(discriminator="kind")]
