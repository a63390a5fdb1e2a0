"""The same study again, as another delivery or another key would have given it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from tsi_eval.study import Study
from tsi_eval.study.tables import table_named
from tsi_eval.study.tables.column import ColumnKind


def tables_of(study: Study) -> dict[str, pd.DataFrame]:
    """Return a study's tables by name."""
    names = [line.partition(":")[0].strip() for line in study.schema()]
    return {name: study.table(name) for name in names}


def shuffled(study: Study, seed: int, clusters: Iterable[str]) -> Study:
    """Return a study with the rows of every table in another order, and other pseudonyms.

    Args:
        study: The study.
        seed: Of the order, and key of the pseudonyms.
        clusters: Columns of the persons that hold pseudonyms too.
    """
    rng, clusters = np.random.default_rng(seed), frozenset(clusters)
    again = {}
    for name, table in tables_of(study).items():
        pseudonyms = (identifiers_of(name) | clusters) & {*table.columns}
        renamed = {column: table[column].map(lambda old: _renamed(old, seed)) for column in sorted(pseudonyms)}
        again[name] = table.iloc[rng.permutation(len(table))].assign(**renamed)
    renewed = Study.from_frames(**again, outcomes=study.outcomes, units=study.units, prices=study.prices)
    return replace(renewed, receipt=study.receipt)


def identifiers_of(table: str) -> frozenset[str]:
    """Return the columns of a table that hold pseudonyms.

    They are of persons, and of what each person has several of.
    """
    kinds = (ColumnKind.PERSON, ColumnKind.WITHIN_PERSON)
    return frozenset(column.name for column in table_named(table).of_kind(*kinds))


def _renamed(name: str, key: int) -> str:
    return hashlib.blake2b(name.encode(), key=key.to_bytes(4, "big"), digest_size=6).hexdigest()
