"""Contacts and counts in words: sums and months of each unit, holes, and what others have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from tsi_eval.analysis.understood.asked import asked_in_words
from tsi_eval.analysis.understood.words import Names, listed, span, stretches, whole
from tsi_eval.language import Message, Text
from tsi_eval.periods import month_index, month_period
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import CONTACTS, COUNTS
from tsi_eval.study.tables.column import WITHHELD_STATUSES

MONTHS_A_YEAR = 12


def contacts_in_words(_: Pilot, tables: Mapping[str, pd.DataFrame], names: Names) -> Iterator[Message]:
    """Yield each unit's contacts and months, and the sums by place and by kind of person."""
    table = tables[CONTACTS.name]
    yield from _each(table, ("unit",), names, frozenset())
    for column in ("arena", "who"):
        sums = table.groupby(column)["n"].sum().sort_values(ascending=False, kind="stable")
        items = (
            Message("understood.item", {"name": names.value(column, str(value)), "n": whole(n)})
            for value, n in sums.items()
        )
        yield Message("understood.list", {"name": Message(f"understood_column.{column}"), "items": listed(items)})
    yield from _hidden(table)


def counts_in_words(pilot: Pilot, tables: Mapping[str, pd.DataFrame], names: Names) -> Iterator[Message]:
    """Yield who was asked; then each series of each unit: its sum, its months and what it lacks."""
    yield from asked_in_words(pilot, tables, names, COUNTS.name)
    closed = frozenset(month for source in pilot.sources for month in source.closed_months)
    yield from _each(tables[COUNTS.name], ("series", "unit"), names, closed)
    yield from _hidden(tables[COUNTS.name])


def _each(table: pd.DataFrame, by: tuple[str, ...], names: Names, closed: frozenset[int]) -> Iterator[Message]:
    """Yield for each group its sum and span, its holes, and the months that others have.

    Others are the groups of the same series, or all where there is no series.
    """
    dated = table[table["month"].notna()]
    given = [name for name in by if name in dated]
    if dated.empty or not given:
        return
    whole_span = _spans(dated, given)
    for place, rows in dated.groupby(given, sort=True, dropna=False):
        key = tuple(map(str, place))
        own = set(rows["month"].unique())
        every = whole_span[key[0] if len(given) > 1 else ""]
        holes = _holes(_open_between(own, closed) - own)
        said = {"name": _named(given, key, names), "n": whole(float(rows["n"].sum())), "span": span(own)}
        yield Message("understood.tally", {**said, "holes": holes})
        outside = every - own - {*_between(min(own), max(own))}
        if outside:
            yield Message("understood.others_have", {"name": said["name"], "months": stretches(outside)})


def _open_between(own: set[str], closed: frozenset[int]) -> set[str]:
    """Return the months from the first to the last, without those that are closed each year."""
    return {month for month in _between(min(own), max(own)) if int(month[5:]) not in closed}


def _spans(dated: pd.DataFrame, given: list[str]) -> Mapping[str, set[str]]:
    """Return the months that any unit has, by series, or of all under ""."""
    if len(given) == 1:
        return {"": set(dated["month"].unique())}
    return {str(series): set(months.unique()) for series, months in dated.groupby(given[0])["month"]}


def _named(given: list[str], key: tuple[str, ...], names: Names) -> Text:
    parts = [
        names.unit(part) if name == "unit" else names.value(name, part) for name, part in zip(given, key, strict=True)
    ]
    # A series that no unit is named of is its own name.
    kept = [word for word, part in zip(parts, key, strict=True) if part] or parts
    return listed(kept)


def _holes(months: set[str]) -> Message:
    if not months:
        return Message("understood.no_holes")
    return Message("understood.holes", {"months": stretches(months)})


def _between(first: str, last: str) -> set[str]:
    places = range(month_index(first), month_index(last) + 1)
    return {month_period(place // MONTHS_A_YEAR, place % MONTHS_A_YEAR + 1).name for place in places}


def _hidden(table: pd.DataFrame) -> Iterator[Message]:
    """Yield how many numbers the sums lack, since they were hidden or not known."""
    secret, missing = (int((table["status"] == status).sum()) for status in WITHHELD_STATUSES)
    if secret or missing:
        yield Message("understood.withheld", {"secret": whole(secret), "missing": whole(missing)})
