"""What the tables say of each other: time that lies outside, and what no question asks for.

None of it need be wrong. A report is silent about it, and only a project lead can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from tsi_eval.analysis.understood.said_time import last_month_said
from tsi_eval.analysis.understood.words import Names, Params, listed
from tsi_eval.designs.needs import Needs
from tsi_eval.language import Message
from tsi_eval.periods import Window, month_index, months_of_term
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, COUNTS, MEASURES

Tables = Mapping[str, pd.DataFrame]
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Time:
    """A time that data are from.

    Attributes:
        month: Index of the first month that it can be.
        name: Its own name: a month, a term or a window.
    """

    month: int
    name: str


def whole_in_words(pilot: Pilot, tables: Tables, names: Names) -> Iterator[Message]:
    """Yield what lies after the report's time or the budget's, and what no question uses."""
    latest = max(_times(pilot, tables), default=None)
    if latest is not None:
        yield from _after_period(pilot, latest, names)
        yield from _after_costs(tables, latest, names)
    yield from _unasked(pilot, tables, names)


def _times(pilot: Pilot, tables: Tables) -> Iterator[_Time]:
    """Yield when the rows of each table are from; the prices of a budget are no rows' time."""
    for name in (CONTACTS.name, COUNTS.name):
        for month in _distinct(tables, name, "month"):
            yield _Time(month=month_index(month), name=month)
    for term in _distinct(tables, ABSENCE.name, "term"):
        yield _Time(month=month_index(months_of_term(term)[0]), name=term)
    for occasion in _distinct(tables, MEASURES.name, "occasion"):
        window = pilot.windows.get(occasion)
        if isinstance(window, Window):
            yield _Time(month=MONTHS_A_YEAR * window.start.year + window.start.month - 1, name=occasion)


def _distinct(tables: Tables, table: str, column: str) -> Iterable[str]:
    """Return the words of a column; of measures, those of rows that have a value."""
    rows = tables.get(table)
    if rows is None or column not in rows:
        return ()
    kept = rows.dropna(subset=["value"]) if table == MEASURES.name else rows
    return sorted(map(str, kept[column].dropna().unique()))


def _after_period(pilot: Pilot, latest: _Time, names: Names) -> Iterator[Message]:
    texts = {"sv": pilot.period.sv, "en": pilot.period.en}
    last = {language: found for language, text in texts.items() if (found := last_month_said(text)) is not None}
    ended = [language for language, month in last.items() if month < latest.month]
    if ended and len(ended) == len(last):
        yield Message("understood.after_period", {"period": pilot.period, "latest": names.of(latest.name)})
    for language in ended if len(ended) < len(last) else ():
        # The other language's words are right, and must not be named as those that are not.
        params: Params = {"language": language, "period": texts[language], "latest": names.of(latest.name)}
        yield Message("understood.after_period_in", params)


def _after_costs(tables: Tables, latest: _Time, names: Names) -> Iterator[Message]:
    years = tables[COSTS.name]["price_year"].dropna() if COSTS.name in tables else ()
    if len(years) and max(years) < latest.month // MONTHS_A_YEAR:
        yield Message("understood.after_costs", {"year": f"{max(years):.0f}", "latest": names.of(latest.name)})


def _unasked(pilot: Pilot, tables: Tables, names: Names) -> Iterator[Message]:
    """Yield the outcomes, the series and the tables that were delivered, and no question uses."""
    needs = [question.design.needs for question in pilot.questions]
    asked = set(chain.from_iterable(need.tables for need in needs))
    yield from _unasked_outcomes(pilot, tables, needs, names)
    # Of a table that no question uses, no series is used either.
    if COUNTS.name in asked:
        yield from _unasked_series(tables, needs, names)
    for table in (CONTACTS.name, COUNTS.name, ABSENCE.name, COSTS.name):
        if table in tables and table not in asked:
            yield Message("understood.unasked_table", {"table": Message(f"understood_table.{table}")})


def _unasked_outcomes(pilot: Pilot, tables: Tables, needs: Iterable[Needs], names: Names) -> Iterator[Message]:
    used = set(chain.from_iterable(need.outcomes for need in needs))
    used |= set(chain.from_iterable(scales for scales in _scales(pilot) if scales & used))
    unused = [name for name in _distinct(tables, MEASURES.name, "outcome") if name not in used]
    if unused:
        yield Message("understood.unasked_outcomes", {"names": listed(map(names.of, unused))})


def _unasked_series(tables: Tables, needs: Iterable[Needs], names: Names) -> Iterator[Message]:
    used = set(chain.from_iterable(need.series for need in needs))
    unused = [name for name in _distinct(tables, COUNTS.name, "series") if name not in used]
    if unused:
        yield Message("understood.unasked_series", {"names": listed(names.value("series", name) for name in unused)})


def _scales(pilot: Pilot) -> Iterator[set[str]]:
    """Yield the outcomes of each questionnaire; a form is used where any of its scales is."""
    for source in pilot.sources:
        if source.instrument is not None:
            start = f"{source.instrument.prefix}_"
            yield {name for name in pilot.outcomes if name.startswith(start)}
