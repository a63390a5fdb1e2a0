"""Persons in words: how many they are, and how many have each word of each column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from tsi_eval.analysis.understood.words import Names, listed, whole
from tsi_eval.language import Message
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.declared_labels import labels_in
from tsi_eval.study.tables import PERSONS
from tsi_eval.study.tables.table import BOOKKEEPING

UNIT = "unit"


def persons_in_words(pilot: Pilot, tables: Mapping[str, pd.DataFrame], names: Names) -> Iterator[Message]:
    """Yield how many persons there are, and a sentence for each of their columns."""
    table = tables[PERSONS.name]
    called = [
        names.of(source.id) for source in pilot.sources if source.table == PERSONS.name and source.id in names.labels
    ]
    number = int(table["person"].nunique())
    if called:
        yield Message("understood.persons_called", {"n": number, "who": listed(dict.fromkeys(called), " + ")})
    else:
        yield Message("understood.persons", {"n": number})
    clusters = {name for source in pilot.sources for name in source.clusters}
    for column in table.columns:
        if column not in {*BOOKKEEPING, "person"}:
            yield _grouped(column, table[column]) if column in clusters else _words(pilot, names, column, table[column])


def _grouped(column: str, values: pd.Series[str]) -> Message:
    """Return how many groups persons belong to, whose own names are identifiers."""
    return Message("understood.clusters", {"column": column, "n": int(values.nunique())})


def _words(pilot: Pilot, names: Names, column: str, values: pd.Series[str]) -> Message:
    """Return how many persons have each word that the pilot declared.

    Other words stand in persons' rows only. They are counted and not said.
    """
    counts = values.value_counts()
    said = counts[counts.index.isin(_declared(pilot, names, column))].to_dict()
    items = [
        Message("understood.item", {"name": names.value(column, str(value)), "n": whole(count)})
        for value, count in sorted(said.items(), key=lambda item: (-item[1], item[0]))
    ]
    if others := len(counts) - len(said):
        rows = int(counts.sum()) - sum(said.values())
        items.append(Message("understood.other_words", {"words": others, "n": whole(rows)}))
    if blank := int(values.isna().sum()):
        items.append(Message("understood.blank", {"n": whole(blank)}))
    return Message("understood.list", {"name": names.of(column), "items": listed(items)})


def _declared(pilot: Pilot, names: Names, column: str) -> list[str]:
    """Return the words that a column may hold as far as the pilot has written them itself."""
    labelled = {name.removeprefix(f"{column}=") for name in names.labels if name.startswith(f"{column}=")}
    units = {unit.id for unit in pilot.units} if column == UNIT else set()
    return sorted(labels_in(pilot.sources, column) | labelled | units)
