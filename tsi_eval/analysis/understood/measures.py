"""Measures in words: how many values of each outcome at each occasion, and how many have both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from tsi_eval.analysis.understood.asked import asked_in_words
from tsi_eval.analysis.understood.words import Names, Params, exact, listed, whole
from tsi_eval.language import Message, Text
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study import Outcome
from tsi_eval.study.scale_step import effective_step
from tsi_eval.study.tables import MEASURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The values of one outcome at one occasion.

    Attributes:
        outcome: The outcome.
        occasion: The occasion.
        n: How many persons have a value.
        lowest: The smallest value. It is one person's, and stands in the file of `check` only.
        highest: The largest value, likewise.
    """

    outcome: str
    occasion: str
    n: int
    lowest: float
    highest: float


def received(pilot: Pilot, tables: Mapping[str, pd.DataFrame]) -> tuple[Received, ...]:
    """Return what there is of each outcome at each occasion, in the order of the declaration."""
    if MEASURES.name not in tables:
        return ()
    table = tables[MEASURES.name].dropna(subset=["value"])
    found = table.groupby(["outcome", "occasion"])["value"].agg(["count", "min", "max"]).to_dict("index")
    places = ((outcome, occasion) for outcome in pilot.outcomes for occasion in pilot.windows)
    return tuple(
        Received(
            outcome=outcome,
            occasion=occasion,
            n=int(found[outcome, occasion]["count"]),
            lowest=float(found[outcome, occasion]["min"]),
            highest=float(found[outcome, occasion]["max"]),
        )
        for outcome, occasion in places
        if (outcome, occasion) in found
    )


def measures_in_words(pilot: Pilot, tables: Mapping[str, pd.DataFrame], names: Names) -> Iterator[Message]:
    """Yield, of each outcome, how many have a value when, and how many of them the next time.

    How many were asked comes first.
    """
    yield from asked_in_words(pilot, tables, names, MEASURES.name)
    table = tables[MEASURES.name].dropna(subset=["value"])
    by_outcome: dict[str, list[Received]] = {}
    for item in received(pilot, tables):
        by_outcome.setdefault(item.outcome, []).append(item)
    for outcome, items in by_outcome.items():
        rows = table[table["outcome"] == outcome]
        said = [Message("understood.item", {"name": names.of(i.occasion), "n": whole(i.n)}) for i in items]
        said += [_both_times(rows, first, then, names) for first, then in pairwise(i.occasion for i in items)]
        params: Params = {
            "name": names.of(outcome),
            "items": listed(said),
            "range": _range(pilot.outcomes[outcome], items),
        }
        yield Message("understood.outcome", params)
        yield from _coarser_step(pilot.outcomes[outcome], rows["value"], names.of(outcome))


def _coarser_step(outcome: Outcome, values: pd.Series[float], name: Text) -> Iterator[Message]:
    """Yield that the values lie further apart than the declared step, by which decimals go then."""
    step = effective_step(outcome.step, values)
    if step > outcome.step:
        yield Message("understood.coarser_step", {"name": name, "declared": exact(outcome.step), "found": exact(step)})


def _both_times(rows: pd.DataFrame, first: str, then: str, names: Names) -> Message:
    before, after = (set(rows.loc[rows["occasion"] == occasion, "person"]) for occasion in (first, then))
    params = {
        "both": whole(len(before & after)),
        "first_n": whole(len(before)),
        "first": names.of(first),
        "then": names.of(then),
    }
    return Message("understood.both_times", params)


def _range(outcome: Outcome, items: list[Received]) -> Message:
    """Return whether all values lie on the declared scale."""
    low, high = outcome.minimum, outcome.maximum
    if low is None or high is None:
        return Message("understood.no_range")
    inside = all(low <= item.lowest and item.highest <= high for item in items)
    return Message(
        "understood.in_range" if inside else "understood.out_of_range", {"low": exact(low), "high": exact(high)}
    )
