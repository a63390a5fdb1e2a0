"""What a number is, and everything that must be known of such a number: one record a quantity.

Disclosure control reads from the record how a quantity is guarded and how many decimals it may
have; the report reads how it is written and drawn. Neither keeps a list of quantities of its own, so
that whoever adds a quantity adds a record here, its words (`quantity.<name>`) in both languages, and
nothing else. A number without a record can't be released, under any policy.

Example: `Quantity.RATE_RATIO.record.nothing` is 1.0, because a ratio of one says that nothing
happened; `Quantity.MEAN.record.guard` is `Guard.MEAN`, because whoever knows a mean and its n knows
the sum of the persons' values.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self


class Guard(StrEnum):
    """What a number gives away of those whom it rests on, and so what it is guarded by.

    Attributes:
        COUNT: How many they are: hidden when they are few.
        RATE: How many they are, divided by something known: hidden as a count is.
        SHARE: How many of a whole are in a part: hidden or banded when either side is few.
        SHARE_DIFFERENCE: Two shares: hidden when a side of either is few; gives any of its groups back.
        PARTS: How a group divides into parts, such as up, down and the same: its first cell is the
            group, the others are its parts, and it gives any of them back.
        MEAN: The sum of their values: hidden of few, and when it would give few persons' values back.
        CHANGE: The difference of two sums of the same persons' values.
        DIFFERENCE: The difference of two groups' means: gives either group's size back.
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
        """Whether a reader may work out the size of every group that it rests on, not of the first only."""
        return self in {Guard.SHARE_DIFFERENCE, Guard.PARTS, Guard.DIFFERENCE}


class Spread(StrEnum):
    """When a number says how widely few persons' values lie, which thins out the sums that fit their mean.

    Attributes:
        NEVER: It doesn't, or it is computed again from what is shown.
        ALWAYS: Wherever it stands, unless all of it is computed again from shown numbers. Example: from twelve
            persons' mean change and its d_z a reader computes their standard deviation.
        UNLESS_PUBLISHED: Likewise, unless its method rests on values published elsewhere.
        BESIDE: Where it does not answer the question: beside two means that are shown it binds their sums.
        AGAIN: Where it is the same answer computed otherwise: its interval is a second one.
    """

    NEVER = "never"
    ALWAYS = "always"
    UNLESS_PUBLISHED = "unless_published"
    BESIDE = "beside"
    AGAIN = "again"


class Rounding(StrEnum):
    """How the decimals of a number are chosen; the rules stand in `protect.disclosure.rounding`.

    Attributes:
        COUNT: None.
        MEAN: As many as leave several sums open, by n and the step of the scale; the step must be stated.
        SHARE: As the policy says of shares.
        SHARE_DIFFERENCE: The same, with ends as near as they come.
        PARTS: Two: a small number about many answers at once says nothing of a sum.
        FIXED: `most`: it rests on tallies or money, whose n is shown exactly.
        AS_WRITTEN: As many as it was declared with, `most` at the most.
        RATIO: Two; one, with ends outwards, of few persons.
        COARSE: One of few persons, two of many.
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
    """How a number is written: as itself, as per cent, in percentage points, or as a p-value, which is an upper bound."""

    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"
    P_VALUE = "p_value"


class Shape(StrEnum):
    """What a number may be in a figure: a point of a line along the calendar, a bar of a whole's parts, or the answer over who moved."""

    LINE = "line"
    BAR = "bar"
    MOVES = "moves"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What must be known of a quantity.

    Attributes:
        guard: What it gives away, and so how it is guarded.
        rounding: How its decimals are chosen.
        most: Decimals at the most, where the rounding asks for it.
        whole_from: From this size on it has no decimals.
        fixed_of_persons: Whether it may have fixed decimals though it rests on persons, because it says nothing
            of their values: it follows from a declaration, or from money and how many they are.
        spread: When it says how widely few persons' values lie.
        trace: Whether it is said that it is hidden, where it is; what so few persons never get would
            stand as a row of dots in every small report.
        by_n: 1 when it grows with the number of those it rests on, -1 when it shrinks, 0 when neither:
            a rounded count turns it likewise.
        outermost: Whether its ends may only be moved outwards when it is computed again from shown numbers.
        scale: "log" for ratios, else "identity".
        nothing: The value that says that nothing happened, or None where there is no such value.
        largest: How far from 0 it can lie.
        form: How it is written.
        ends: Key of the note that says what its two ends are when only they say something, or "".
        counts_its_group: Whether its n is simply the number in the group of its row.
        money: Whether it is an amount, or follows from amounts.
        rough: Whether a sentence says it with three digits at the most.
        drawn: What it may be in a figure.
        terms: What it needs explained in the glossary.
    """

    guard: Guard
    rounding: Rounding
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
    ends: str = ""
    counts_its_group: bool = True
    money: bool = False
    rough: bool = False
    drawn: frozenset[Shape] = frozenset()
    terms: tuple[str, ...] = ()


class Quantity(StrEnum):
    """What a number is; `record` is all that must be known of it."""

    record: Record

    def __new__(cls, name: str, record: Record) -> Self:
        """Return a member that is its name and knows its record."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.record = record
        return member

    COUNT = (
        "count",
        Record(guard=Guard.COUNT, rounding=Rounding.COUNT, drawn=frozenset({Shape.LINE, Shape.BAR})),
    )
    SHARE = (
        "share",
        Record(guard=Guard.SHARE, rounding=Rounding.SHARE, form=Form.PERCENT, terms=("share",)),
    )
    SHARE_DIFFERENCE = (
        "share_difference",
        Record(
            guard=Guard.SHARE_DIFFERENCE,
            rounding=Rounding.SHARE_DIFFERENCE,
            nothing=0.0,
            form=Form.POINTS,
            counts_its_group=False,
            terms=("share",),
        ),
    )
    MEAN = ("mean", Record(guard=Guard.MEAN, rounding=Rounding.MEAN))
    MEAN_CHANGE = (
        "mean_change",
        Record(guard=Guard.CHANGE, rounding=Rounding.MEAN, spread=Spread.AGAIN, nothing=0.0),
    )
    MEAN_DIFFERENCE = (
        "mean_difference",
        Record(guard=Guard.DIFFERENCE, rounding=Rounding.MEAN, spread=Spread.BESIDE, nothing=0.0),
    )
    # An attacker on a scale of five steps had the sum of changes from d_av, to one decimal, in 7 of 60 pilots of
    # ten and 1 of 60 of forty; of a rare trouble still in 1 of 4 of a hundred and twenty.
    EFFECT_SIZE_Z = (
        "d_z",
        Record(
            guard=Guard.VALUES, rounding=Rounding.COARSE, spread=Spread.ALWAYS, nothing=0.0, terms=("standardised",)
        ),
    )
    EFFECT_SIZE_AV = (
        "d_av",
        Record(
            guard=Guard.VALUES, rounding=Rounding.COARSE, spread=Spread.ALWAYS, nothing=0.0, terms=("standardised",)
        ),
    )
    EFFECT_SIZE_GLASS = (
        "glass_pre",
        Record(guard=Guard.VALUES, rounding=Rounding.COARSE, spread=Spread.ALWAYS, nothing=0.0),
    )
    EFFECT_SIZE_NORM = ("norm_sd", Record(guard=Guard.VALUES, rounding=Rounding.COARSE, nothing=0.0))
    BENCHMARK = (
        "benchmark",
        Record(guard=Guard.VALUES, rounding=Rounding.FIXED, most=2, nothing=0.0, ends="published"),
    )
    # On scales of few steps the ranks give back how many moved how far.
    RANK_BISERIAL = (
        "rank_biserial",
        Record(
            guard=Guard.PARTS,
            rounding=Rounding.COARSE,
            spread=Spread.ALWAYS,
            trace=False,
            nothing=0.0,
            largest=1.0,
            drawn=frozenset({Shape.MOVES}),
        ),
    )
    IMPROVEMENT = (
        "probability_of_improvement",
        Record(guard=Guard.PARTS, rounding=Rounding.PARTS, nothing=0.5, drawn=frozenset({Shape.MOVES})),
    )
    ODDS_RATIO = (
        "odds_ratio",
        Record(guard=Guard.PARTS, rounding=Rounding.PARTS, scale="log", nothing=1.0),
    )
    TEST = ("test", Record(guard=Guard.PARTS, rounding=Rounding.PARTS, form=Form.P_VALUE))
    CONCORDANCE = ("concordance", Record(guard=Guard.PARTS, rounding=Rounding.COARSE))
    INTRACLASS = ("intraclass", Record(guard=Guard.VALUES, rounding=Rounding.COARSE))
    CORRELATION = ("correlation", Record(guard=Guard.VALUES, rounding=Rounding.COARSE))
    SMALLEST_DETECTABLE = (
        "smallest_detectable_change",
        Record(guard=Guard.VALUES, rounding=Rounding.MEAN, spread=Spread.UNLESS_PUBLISHED),
    )
    SMALLEST_RELIABLE = (
        "smallest_reliable_change",
        Record(guard=Guard.VALUES, rounding=Rounding.FIXED, most=1, fixed_of_persons=True),
    )
    SMALLEST_THAT_MATTERS = (
        "smallest_that_matters",
        Record(guard=Guard.VALUES, rounding=Rounding.AS_WRITTEN, most=2),
    )
    EQUIVALENCE = (
        "equivalence",
        Record(guard=Guard.VALUES, rounding=Rounding.MEAN, spread=Spread.ALWAYS, nothing=0.0),
    )
    CUTOFF = ("cutoff", Record(guard=Guard.VALUES, rounding=Rounding.AS_WRITTEN, most=2))
    EXPECTED_CHANGE = ("expected_change", Record(guard=Guard.VALUES, rounding=Rounding.COARSE, nothing=0.0))
    BEYOND_EXPECTED = ("beyond_expected", Record(guard=Guard.VALUES, rounding=Rounding.COARSE, nothing=0.0))
    # Without lines to shown numbers it may be the mean of the few who changed most.
    BOUNDS = (
        "bounds",
        Record(
            guard=Guard.VALUES,
            rounding=Rounding.MEAN,
            spread=Spread.ALWAYS,
            outermost=True,
            nothing=0.0,
            ends="bounds",
        ),
    )
    RATE = ("rate", Record(guard=Guard.RATE, rounding=Rounding.FIXED, most=1, by_n=1))
    RATE_RATIO = (
        "rate_ratio",
        Record(
            guard=Guard.VALUES,
            rounding=Rounding.RATIO,
            most=2,
            scale="log",
            nothing=1.0,
            counts_its_group=False,
        ),
    )
    EXPECTED = (
        "expected",
        Record(
            guard=Guard.VALUES,
            rounding=Rounding.FIXED,
            counts_its_group=False,
            drawn=frozenset({Shape.LINE}),
            terms=("expected",),
        ),
    )
    ABSENCE = (
        "absence_rate",
        Record(
            guard=Guard.VALUES,
            rounding=Rounding.FIXED,
            most=3,
            form=Form.PERCENT,
            drawn=frozenset({Shape.LINE}),
            terms=("absence",),
        ),
    )
    ABSENCE_CHANGE = (
        "absence_change",
        Record(
            guard=Guard.VALUES,
            rounding=Rounding.FIXED,
            most=3,
            nothing=0.0,
            form=Form.POINTS,
            counts_its_group=False,
            terms=("share",),
        ),
    )
    COST = (
        "cost",
        Record(
            guard=Guard.VALUES,
            rounding=Rounding.FIXED,
            money=True,
            rough=True,
            drawn=frozenset({Shape.BAR}),
            terms=("price_year", "surcharge"),
        ),
    )
    UNIT_COST = (
        "unit_cost",
        Record(guard=Guard.VALUES, rounding=Rounding.FIXED, fixed_of_persons=True, by_n=-1, money=True, rough=True),
    )
    UNIT_PRICE = ("unit_price", Record(guard=Guard.VALUES, rounding=Rounding.FIXED, money=True))
    BREAK_EVEN = (
        "break_even",
        Record(
            guard=Guard.VALUES,
            rounding=Rounding.FIXED,
            most=1,
            whole_from=100.0,
            money=True,
            terms=("break_even",),
        ),
    )
