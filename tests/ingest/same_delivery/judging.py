"""Reads a delivery, and compares its study with that of the clean one.

Pseudonyms follow from what identifiers are, and so a person is compared by all that the study says
of them: two studies are the same if the same persons have the same rows, whatever they are called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from tsi_eval import TsiError, load_pilot, open_study
from tsi_eval.study import Study
from tsi_eval.study.tables import table_names

from .delivery import GRIDS, declarations, stem_of
from .text_files import csv
from .way import Changes, Lacks, Must, Way

Row = tuple[tuple[str, Any], ...]
Content = Mapping[str, Counter[Any]]
CODE = re.compile(r"E(?!999)\d{3}")
PERSONS_NUMBER = re.compile(r"F0[01]\d")


@dataclass(frozen=True, slots=True)
class Refused:
    """A delivery that was refused, with the codes."""

    codes: tuple[str, ...]
    text: str


def clean_files(stems: Collection[str] = ()) -> dict[str, bytes]:
    """Return the files of the clean delivery, of some sources, or of all where none are named."""
    files = {name: text.encode() for name, text in declarations(stems).items()}
    return files | {name: content for name, content in clean_data().items() if not stems or stem_of(name) in stems}


@cache
def clean_data() -> Mapping[str, bytes]:
    """Return the clean delivery's files of data."""
    return {f"{name}.csv": csv(grid) for name, grid in GRIDS.items()}


def stems_of(changes: Changes) -> tuple[str, ...]:
    """Return the sources that a study needs to show what some files do, or () for all.

    What is declared for one source may mean something for any other. A file of one source means
    nothing to others, but to the persons. Without the rest a study takes a third of the time.
    """
    if any(name.endswith(".toml") for name in changes):
        return ()
    return tuple(sorted({"deltagare", "steg", *filter(None, map(stem_of, changes))}))


def outcome_of(folder: Path, changes: Changes, stems: Collection[str] = ()) -> Content | Refused:
    """Write a delivery with some files changed, read it, and return what the study holds."""
    clean = clean_files(stems)
    files = {name: content for name, content in (clean | dict(changes)).items() if content is not None}
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    try:
        study = open_study(load_pilot(folder))
    except TsiError as error:
        return Refused(tuple(problem.code for problem in error.problems), error.text("sv") + error.text("en"))
    finally:
        # What was delivered is never changed.
        assert files == {name: (folder / name).read_bytes() for name in files}
    return content_of(study)


def content_of(study: Study) -> Content:
    """Return what a study holds: each table's rows, and each person with their rows."""
    content: dict[str, Counter[Any]] = {}
    persons: dict[str, list[tuple[str, Row]]] = {}
    for name in table_names():
        table = study.table(name)
        if "person" not in table:
            content[name] = Counter(_rows(table))
            continue
        for person, row in zip(
            table["person"], _rows(table.drop(columns=["person", "household"], errors="ignore")), strict=True
        ):
            persons.setdefault(person, []).append((name, row))
    everyone = {person: tuple(sorted(rows, key=repr)) for person, rows in persons.items()}
    content["persons"] = Counter(everyone.values())
    content["households"] = Counter(_households(study, everyone))
    return content


def _rows(table: pd.DataFrame) -> list[Row]:
    names = sorted(map(str, table.columns))
    columns = [[_plain(value) for value in table[name]] for name in names]
    return [tuple(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return round(float(value), 9) if isinstance(value, int | float) or hasattr(value, "dtype") else str(value)


def _households(study: Study, everyone: Mapping[str, tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the members of each household, each person by what is known of them."""
    persons = study.table("persons")
    if "household" not in persons:
        return []
    groups = persons.groupby("household", dropna=False)["person"]
    return [tuple(sorted((everyone[person] for person in group), key=repr)) for _, group in groups]


def without(content: Content, lacks: Lacks) -> Content:
    """Return a content without the rows of tallies that the files don't hold."""
    return {
        name: Counter(
            {row: n for row, n in rows.items() if name in {"persons", "households"} or not lacks(name, dict(row))}
        )
        for name, rows in content.items()
    }


def differences(truth: Content, found: Content) -> list[str]:
    """Return where two contents differ: each table with how many rows the other lacks."""
    return [
        f"{name}: {(truth[name] - found[name]).total()} rows lost, {(found[name] - truth[name]).total()} rows new"
        for name in truth
        if truth[name] != found[name]
    ]


@cache
def truth_of(root: Path, stems: tuple[str, ...], declared: tuple[tuple[str, bytes | None], ...] = ()) -> Content:
    """Return what the clean delivery holds, read as another pilot where one is declared."""
    found = outcome_of(root / f"clean_{truth_of.cache_info().misses}", dict(declared), stems)
    assert not isinstance(found, Refused), found.text
    return found


def verdict(way: Way, found: Content | Refused, root: Path, stems: tuple[str, ...]) -> tuple[str, str]:
    """Return "ok" if a delivery became what it must, or else what it became, with details."""
    if isinstance(found, Refused):
        if not found.codes or not all(CODE.fullmatch(code) for code in found.codes):
            return "no code", ", ".join(found.codes)
        if PERSONS_NUMBER.search(found.text):
            return "tells", found.text
        return ("refused", ", ".join(found.codes)) if way.must is Must.READ else ("ok", "")
    truth = truth_of(root, stems, tuple(way.truth.items()))
    if way.lacks is not None:
        truth = without(truth, way.lacks)
    wrong = differences(truth, found)
    if wrong:
        return "other", "; ".join(wrong)
    return ("read" if way.must is Must.REFUSED else "ok"), ""
