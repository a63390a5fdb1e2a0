"""The door in: identifiers become pseudonyms, undeclared columns stay outside, and any problem stops the delivery."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.errors import DataError, Problem, ProtectionError, TsiError
from tsi_eval.protect.identifiers import count_identifiers, has_identifier
from tsi_eval.protect.key import Key, load_key
from tsi_eval.study import Study
from tsi_eval.tables import KEPT_ROWS

if TYPE_CHECKING:
    import pandas as pd

    from tsi_eval.ingest import Intake

_BOOKKEEPING = ["row", "file"]
_UNSEARCHED = {"person", "value", *_BOOKKEEPING}


def pseudonymise(intake: Intake) -> Study:
    """Turn a delivery into what a design may see.

    Raises:
        DataError: Every problem of the delivery.
        ProtectionError: The same, when one is an identity number where none belongs (E130, E185).
    """
    leaks = tuple(_leaks(intake))
    if leaks or intake.problems:
        kind: type[TsiError] = ProtectionError if leaks else DataError
        raise kind((*intake.problems, *leaks))
    key = load_key()
    return Study(
        pilot=intake.pilot,
        outcomes=intake.pilot.outcomes,
        receipt=intake.receipt,
        data_hashes={name: _hash(paths, intake, key) for name, paths in intake.files.items()},
        _tables={name: _pseudonymous(table, intake.pilot.id, key) for name, table in intake.tables.items()},
    )


def _pseudonymous(table: pd.DataFrame, pilot: str, key: Key) -> pd.DataFrame:
    known = {person: key.digest(f"person:{pilot}", person.encode()) for person in table["person"].unique()}
    return table.drop(columns=_BOOKKEEPING).assign(person=table["person"].map(known))


def _leaks(intake: Intake) -> Iterator[Problem]:
    for source in intake.pilot.sources:
        outside = intake.undeclared.get(source.id)
        if outside is not None:
            yield from _searched(outside, source.id, list(outside.columns), hidden=True)
    for name, table in intake.tables.items():
        yield from _searched(
            table, name, [column for column in table.columns if column not in _UNSEARCHED], hidden=False
        )
    for language, slots in intake.pilot.texts.items():
        for slot, text in slots.items():
            if has_identifier(text):
                yield Problem(code="E185", params={"file": f"texts/{language}/{slot}.md"})


def _searched(table: pd.DataFrame, where: str, columns: list[str], *, hidden: bool) -> Iterator[Problem]:
    for place, column in enumerate(columns, start=1):
        found = count_identifiers(table[column].astype("str"))
        in_name = has_identifier(str(column))
        if found.any() or in_name:
            # An undeclared column's name may itself name a child: it is said by its place.
            params: dict[str, str | int] = {
                "where": where,
                "column": str(place) if hidden else column,
                "count": int(found.sum()),
                "of": len(table),
            }
            rows = tuple(int(row) for row in table.loc[found, "row"].head(KEPT_ROWS)) if "row" in table else ()
            yield Problem(code="E130", params=params, rows=rows)


def _hash(paths: tuple[Path, ...], intake: Intake, key: Key) -> str:
    content = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in paths)
    if intake.pilot.data == "real":
        return key.digest(f"file:{intake.pilot.id}", content)
    return hashlib.sha256(content).hexdigest()
