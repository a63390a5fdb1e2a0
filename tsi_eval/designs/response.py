"""Who answered, of those who were asked: response rates, which stand beside the answers.

Who was asked and did not answer stands in no file, so that a pilot declares it (`study/asking.py`).
Where it declares a number, those who did not answer are persons without a pseudonym: each of them
gets a name of its own, so that disclosure control knows that 57 of 60 leaves three.

A rate has no interval: it says how it was, and stands for nobody else.

Example. 60 families were asked in autumn, and 45 answered. The rate is 45 / 60; the other 15 are
called "asked|sdq|HT2023|1" to "asked|sdq|HT2023|15".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tsi_eval.designs.estimating import estimated, name_of
from tsi_eval.designs.pairs import Pairs
from tsi_eval.designs.persons import Persons, belonging, resting_on
from tsi_eval.designs.tallies import cell_of
from tsi_eval.findings import Cell, Claim, Estimate, Kind, Missing, Note, Part, Quantity
from tsi_eval.language import Message
from tsi_eval.study import Study
from tsi_eval.study.asking import Poll, polls_of
from tsi_eval.study.tables import COUNTS

if TYPE_CHECKING:
    import pandas as pd

# What is written where one who did not answer has no pseudonym.
_ASKED = "asked"


def asked_persons(study: Study, outcome: str, occasion: str) -> Persons | None:
    """Return who was asked for an outcome at an occasion, or None where that is not known.

    Those who answered are among them.
    """
    for asking in study.askings:
        if outcome in asking.answers and asking.stage:
            return study.present(asking.stage)
        if outcome in asking.answers and asking.period == occasion:
            answered = frozenset[str]().union(*(study.measured(name, occasion) for name in asking.answers))
            silent = range(1, asking.n - len(answered) + 1)
            return answered | {f"{_ASKED}|{asking.source}|{occasion}|{number}" for number in silent}
    return None


def responses(study: Study, pairs: Pairs, cluster: str, group: str, every_time: Persons) -> Iterator[Estimate]:
    """Yield which share of those who were asked answered first, and which every time.

    Where it is not known who was asked, there is only the share of those measured first who were
    measured every time. Nothing is said of a last occasion that has not come.

    Args:
        study: The study.
        pairs: The outcome at the first and the last occasion.
        cluster: What persons belong to, or "".
        group: What those are called who were measured every time.
        every_time: Who they are.
    """
    asked, first = asked_persons(study, pairs.outcome, pairs.first), pairs.sets[Part.BEFORE]
    has_come = bool(pairs.sets[Part.AFTER])
    again = {"outcome": pairs.outcome, "group": group, "period": pairs.between}
    if asked is not None:
        belongs = belonging(study, cluster, asked)
        about = {"outcome": pairs.outcome, "group": Part.BEFORE, "period": pairs.first}
        yield rate(pairs.design, *resting_on(asked, belongs, first & asked), **about)
        if has_come:
            yield rate(pairs.design, *resting_on(asked, belongs, every_time & asked), **again)
    elif has_come and first:
        yield rate(pairs.design, *pairs.basis(first, every_time & first), **again, note=Note.AGAIN)


def completed(study: Study, pairs: Pairs, stage: str) -> Iterator[Estimate]:
    """Yield which share of those measured both times had come to a stage, where there is anyone."""
    both = pairs.sets[Part.BOTH]
    if stage and both:
        basis = pairs.basis(both, both & study.present(stage))
        about = {"outcome": pairs.outcome, "group": Part.BOTH, "period": stage, "note": Note.COMPLETED}
        yield rate(pairs.design, *basis, **about)


def of_asked(rates: Iterable[Estimate], *, there: str = "") -> tuple[Missing, ...]:
    """Return who is missing of those who were asked for every time, where that is known.

    Args:
        rates: From `responses`.
        there: As in `Missing`.
    """
    every_time = [item for item in rates if item.group != Part.BEFORE and not item.note]
    names = [name_of(item.quantity, item.outcome, item.group, item.period) for item in every_time]
    return tuple(Missing(of=name, there=there) for name in names)


def asked_unknown(rates: Iterable[Estimate], times: int = 1) -> tuple[Message, ...]:
    """Return the caveat that it is not known how many were asked, where it is not.

    Args:
        rates: The response rates.
        times: How often somebody was asked.
    """
    known = sum(not item.note for item in rates) >= times
    return () if known else (Message("caveat.asked_unknown"),)


def polls_in(study: Study, series: Iterable[str], rows: pd.DataFrame) -> tuple[Poll, ...] | None:
    """Return the polls whose answers some rows of counts are, or None where that is not known.

    Args:
        study: The study.
        series: The series of the rows.
        rows: The rows.
    """
    answers, counts = tuple(series), study.table(COUNTS.name)
    askings = [asking for asking in study.askings if asking.answers == answers]
    return polls_of(askings, rows, counts[counts["series"].isin(answers)])


def rate_of_polls(design: str, polls: tuple[Poll, ...], rows: pd.DataFrame, kind: Kind, **about: Any) -> Estimate:
    """Return which share of those whom some polls asked answered.

    Args:
        design: Name of the design.
        polls: From `polls_in`.
        rows: The rows that they were found of.
        kind: What is tallied.
        **about: Fields of the estimate.
    """
    answered = cell_of(rows, COUNTS.name, kind)
    silent = frozenset(
        (f"{_ASKED}|{poll.asking.source}|{poll.asking.unit}|{poll.asking.period}", poll.asking.n - poll.answered)
        for poll in polls
    )
    cell = Cell(
        kind=kind,
        n=sum(poll.asking.n for poll in polls),
        tallies=answered.tallies | silent,
        numerator=answered.n,
        numerator_tallies=answered.tallies,
        rest_tallies=silent,
    )
    return rate(design, cell, **about)


def rate(design: str, *basis: Cell, **about: Any) -> Estimate:
    """Return a response rate: which share the part of the first cell is of it."""
    whole = basis[0]
    fields: dict[str, Any] = {"claim": Claim.DESCRIBES, "unit": "share", "method": "share"}
    return estimated(design, Quantity.RESPONSE, (whole.numerator or 0) / whole.n, basis, **fields | about)
