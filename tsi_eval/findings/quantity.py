"""What a number is, and everything that must be known of such a number: one record a quantity.

Disclosure control reads from the record how a quantity is guarded and how many decimals it may
have; the report reads how it is written and drawn. Neither keeps a list of quantities of its own,
so that whoever adds a quantity adds a record here, its words (`quantity.<name>`) in both languages,
and nothing else. A number without a record can't be released, under any policy. What a record's
fields mean stands in `record.py`.

Example: `Quantity.RATE_RATIO.record.nothing` is 1.0, because a ratio of one says that nothing
happened; `Quantity.MEAN.record.guard` is `Guard.MEAN`, because whoever knows a mean and its n knows
the sum of the persons' values.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tsi_eval.findings.record import Form, Guard, Record, Rests, Rounding, Shape, Spread


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
    # Who answered, of those who were asked: it stands beside an answer and never costs one.
    RESPONSE = (
        "response",
        Record(guard=Guard.SHARE, rounding=Rounding.SHARE, form=Form.PERCENT, aside=True, terms=("response",)),
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
    # Why none of these three is shown of few persons: on a scale of five steps an attacker had the
    # sum of changes from d_av with one decimal in 7 of 60 pilots of ten persons, and in 1 of 60 of
    # forty. Of a rare trouble he had it in 1 of 4 pilots of 120 persons.
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
    # On a scale of few steps a reader works out from the ranks how many moved how far.
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
        Record(guard=Guard.PARTS, rounding=Rounding.PARTS, cells=3, scale="log", nothing=1.0),
    )
    # All persons, then the four cells of the table: it and its interval give the table back.
    RISK_RATIO = (
        "risk_ratio",
        Record(guard=Guard.PARTS, rounding=Rounding.PARTS, cells=5, scale="log", nothing=1.0),
    )
    # A step of a curve at a declared date, never that of an event: those at risk, then whom it
    # happened to, then whom nobody followed further.
    SURVIVAL = (
        "survival",
        Record(guard=Guard.PARTS, rounding=Rounding.PARTS, cells=3, form=Form.PERCENT),
    )
    TEST = ("test", Record(guard=Guard.PARTS, rounding=Rounding.PARTS, form=Form.P_VALUE))
    CONCORDANCE = ("concordance", Record(guard=Guard.PARTS, rounding=Rounding.COARSE))
    INTRACLASS = (
        "intraclass",
        Record(guard=Guard.VALUES, rounding=Rounding.COARSE, rests=Rests.CLUSTERS, least="no_more_alike"),
    )
    CORRELATION = ("correlation", Record(guard=Guard.VALUES, rounding=Rounding.COARSE, rests=Rests.PAIRS))
    COEFFICIENT = (
        "coefficient",
        Record(guard=Guard.VALUES, rounding=Rounding.MEAN, rests=Rests.MODEL, spread=Spread.ALWAYS, nothing=0.0),
    )
    MEDIAN = ("median", Record(guard=Guard.MEDIAN, rounding=Rounding.MEAN))
    QUARTILE = ("quartile", Record(guard=Guard.QUARTILE, rounding=Rounding.MEAN))
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
    EXPECTED_CHANGE = ("expected_change", Record(guard=Guard.VALUES, rounding=Rounding.MEAN, nothing=0.0))
    BEYOND_EXPECTED = ("beyond_expected", Record(guard=Guard.VALUES, rounding=Rounding.MEAN, nothing=0.0))
    # Bounds that do not follow from shown numbers may be the mean of the few who changed most.
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
    MEAN_PER_EVENT = (
        "mean_per_event",
        Record(guard=Guard.TALLIED, rounding=Rounding.FIXED, most=1),
    )
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
            guard=Guard.TALLIED,
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
            guard=Guard.TALLIED,
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
