"""Absence in words: each unit's terms and hours, and the terms that others have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from tsi_eval.analysis.understood.words import Names, listed, whole
from tsi_eval.language import Message, Text
from tsi_eval.periods import term_order
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import ABSENCE


def absence_in_words(_: Pilot, tables: Mapping[str, pd.DataFrame], names: Names) -> Iterator[Message]:
    """Yield each unit's terms and hours, and the terms that it lacks and others have."""
    table = tables[ABSENCE.name].dropna(subset=["term"])
    every = set(table["term"])
    for unit, rows in table.groupby("unit", sort=True):
        own = set(rows["term"])
        absent = rows["valid"] + rows["invalid"]
        # Hours offered to those whose absence is hidden are no denominator of the others' absence.
        known = absent.notna() & rows["offered"].notna()
        sums = {"absent": float(absent[known].sum()), "offered": float(rows.loc[known, "offered"].sum())}
        said = {"name": names.unit(str(unit)), "terms": _terms(own, names)}
        yield Message("understood.absence", {**said, **{name: whole(n) for name, n in sums.items()}})
        if not known.all():
            yield Message("understood.absence_without", {"name": said["name"], "n": int((~known).sum())})
        if every - own:
            yield Message("understood.others_have", {"name": said["name"], "months": _terms(every - own, names)})
    withheld = int(table["status"].isin(["secret", "missing"]).sum())
    if withheld:
        yield Message("understood.rows_withheld", {"n": withheld})


def _terms(terms: set[str], names: Names) -> Text:
    return listed(names.of(term) for term in sorted(terms, key=term_order))
