"""What must be known of a quantity, as one record.

A record says what a number gives away, how it is rounded, and how it is written and drawn.
`findings/quantity.py` gives every quantity one. The words that a record is made of stand here, each
with what it means to disclosure control or to the report.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Guard(StrEnum):
    """What a number gives away of those whom it rests on, which decides how it is guarded.

    Example: of 40 families 12 finished. The COUNT 12 tells how many they are. The SHARE 30 % of 40
    tells the 12 and the 28 who did not finish. A MEAN of 7.5 of 12 tells that their values sum to
    about 90.

    Attributes:
        COUNT: How many they are: hidden when they are few.
        RATE: How many they are, divided by something known: hidden as a count is.
        SHARE: How many of a whole are in a part: hidden or banded when either side is few.
        SHARE_DIFFERENCE: Two shares: hidden when a side of either is few; gives any of its groups
            back.
        PARTS: How a group divides into parts, such as up, down and the same: its first cell is the
            group, the others are its parts, and it gives any of them back.
        MEAN: The sum of their values: hidden of few, and when it would give few persons' values
            back.
        CHANGE: The difference of two sums of the same persons' values.
        DIFFERENCE: The difference of two groups' means: gives either group's size back.
        TALLIED: What is known of tallies of persons, such as hours absent, for each of its cells:
            hidden of few, and when it would give few persons' back.
        MEDIAN: The value that half of them reach: hidden of few.
        QUARTILE: The value that a quarter of them reaches, or three quarters: hidden of few.
        VALUES: Something else about their values: hidden when they are few.
    """

    COUNT = "count"
    RATE = "rate"
    SHARE = "share"
    SHARE_DIFFERENCE = "share_difference"
    PARTS = "parts"
    MEAN = "mean"
    CHANGE = "change"
    DIFFERENCE = "difference"
    TALLIED = "tallied"
    MEDIAN = "median"
    QUARTILE = "quartile"
    VALUES = "values"

    @property
    def of_counts(self) -> bool:
        """Whether what must be hidden is a small count, rather than values of few persons."""
        return self in {Guard.COUNT, Guard.RATE, Guard.SHARE, Guard.SHARE_DIFFERENCE, Guard.PARTS}

    @property
    def of_shares(self) -> bool:
        """Whether its first cell must name a part of its whole."""
        return self in {Guard.SHARE, Guard.SHARE_DIFFERENCE}

    @property
    def tells_every_cell(self) -> bool:
        """Whether a reader may work out the size of every group that it rests on.

        Of any other number a reader learns the size of the first group only.
        """
        return self in {Guard.SHARE_DIFFERENCE, Guard.PARTS, Guard.DIFFERENCE}


class Rests(StrEnum):
    """What a number must rest on beside enough persons, so that nobody carries it alone.

    Attributes:
        PERSONS: Nothing more.
        MODEL: A model with degrees of freedom to spare, in which nobody weighs too much. Its
            `support` says both; a cell after the first is whom a coefficient sets apart.
        CLUSTERS: Several clusters, none too large. Its `support` says how large each is.
        PAIRS: As many persons as a correlation needs, whatever a mean needs.
    """

    PERSONS = "persons"
    MODEL = "model"
    CLUSTERS = "clusters"
    PAIRS = "pairs"


class Spread(StrEnum):
    """When a number says how widely few persons' values lie.

    Such a number thins out the sums that fit the persons' shown mean, until perhaps one is left.

    Attributes:
        NEVER: It does not say it, or it is computed again from what is shown.
        ALWAYS: It says it wherever it stands, unless all of it is computed again from shown
            numbers. Example: from twelve persons' mean change and its d_z a reader computes their
            standard deviation.
        UNLESS_PUBLISHED: It says it wherever it stands, unless its method rests on values that
            were published elsewhere.
        BESIDE: It says it where it does not answer the question. Then it stands beside two shown
            means, and narrows down their sums.
        AGAIN: It says it where it is the same answer computed otherwise. Then its interval is a
            second one.
    """

    NEVER = "never"
    ALWAYS = "always"
    UNLESS_PUBLISHED = "unless_published"
    BESIDE = "beside"
    AGAIN = "again"


class Rounding(StrEnum):
    """How the decimals of a number are chosen; the rules stand in `protect.disclosure.rounding`.

    Attributes:
        COUNT: It has none.
        MEAN: It has as many as leave several sums open, by n and the step of the scale. The step
            must be stated.
        SHARE: It has as many as the policy gives shares.
        SHARE_DIFFERENCE: It has as many as a share; each end of its interval is rounded by itself.
        PARTS: It has two. A small number about many answers at once says nothing of a sum.
        FIXED: It has `most`. It rests on tallies or money, whose n is shown exactly.
        AS_WRITTEN: It has as many as it was declared with, but no more than `most`.
        RATIO: It has two. Of few persons it has one, and its ends are rounded outwards.
        COARSE: It has one of few persons and two of many.
    """

    COUNT = "count"
    MEAN = "mean"
    SHARE = "share"
    SHARE_DIFFERENCE = "share_difference"
    PARTS = "parts"
    FIXED = "fixed"
    AS_WRITTEN = "as_written"
    RATIO = "ratio"
    COARSE = "coarse"


class Form(StrEnum):
    """How a number is written.

    Attributes:
        NUMBER: As itself.
        PERCENT: As per cent.
        POINTS: In percentage points.
        P_VALUE: As a bound that the p-value does not exceed.
    """

    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"
    P_VALUE = "p_value"


class Shape(StrEnum):
    """What a number may be in a figure.

    Attributes:
        LINE: A point of a line along the calendar.
        BAR: A bar, for one of the parts of a whole.
        MOVES: The answer over the figure of who moved which way.
    """

    LINE = "line"
    BAR = "bar"
    MOVES = "moves"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What must be known of a quantity.

    Attributes:
        guard: What it gives away, and so how it is guarded.
        rounding: How its decimals are chosen.
        cells: How many cells its basis must have at least.
        rests: What it must rest on beside enough persons.
        most: Decimals at the most, where the rounding asks for it.
        whole_from: A number of this size or larger has no decimals.
        fixed_of_persons: Whether it may have fixed decimals though it rests on persons, because it
            says nothing of their values: it follows from a declaration, or from money and how many
            they are.
        spread: When it says how widely few persons' values lie.
        trace: Whether the report keeps a row that says that it is hidden. It is False where few
            persons never get the number: the row of dots would stand in every small report.
        by_n: 1 when it grows with the number of those it rests on, -1 when it shrinks with it, 0
            when it does neither. Under a policy that rounds counts it is computed again from the
            rounded one. Example: 412 contacts that are shown as 410 make a smaller rate and a
            larger cost a contact.
        outermost: Whether its ends may only be moved outwards when it is computed again from shown
            numbers.
        scale: "log" for ratios, else "identity".
        nothing: The value that says that nothing happened, or None where there is no such value.
        largest: How far from 0 it can lie.
        form: How it is written.
        least: Key of the words that stand instead of any number of 0 or below, whatever its size,
            or "".
        ends: Key of the note that says what its two ends are when only they say something, or "".
        counts_its_group: Whether its n is simply the number in the group of its row.
        money: Whether it is an amount, or follows from amounts.
        aside: Whether it only stands beside others, and goes before any other number does.
        rough: Whether a sentence says it with three digits at the most.
        drawn: What it may be in a figure.
        terms: What it needs explained in the glossary.
    """

    guard: Guard
    rounding: Rounding
    cells: int = 1
    rests: Rests = Rests.PERSONS
    most: int = 0
    whole_from: float = math.inf
    fixed_of_persons: bool = False
    spread: Spread = Spread.NEVER
    trace: bool = True
    by_n: Literal[-1, 0, 1] = 0
    outermost: bool = False
    scale: Literal["identity", "log"] = "identity"
    nothing: float | None = None
    largest: float = math.inf
    form: Form = Form.NUMBER
    least: str = ""
    ends: str = ""
    counts_its_group: bool = True
    money: bool = False
    aside: bool = False
    rough: bool = False
    drawn: frozenset[Shape] = frozenset()
    terms: tuple[str, ...] = ()
