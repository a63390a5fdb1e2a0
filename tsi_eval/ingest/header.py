"""Where a table begins: the header is found by the names that were declared, not by its place."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from tsi_eval.ingest.formats.grid import Row, UnreadableError
from tsi_eval.pilot.source import Source

DEEPEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header row.

    Attributes:
        names: Column names, each once.
        depth: Rows that it takes.
        matched: How many of the declared columns are among them.
        rows_before: Rows of the file up to and with the header.
        titles: What stands above it.
        declared_places: Where the columns stand that the source declares.
        written: Its rows, as the file has them, by which a header is known when it stands again.
    """

    names: tuple[str, ...]
    depth: int
    matched: int
    rows_before: int
    titles: tuple[str, ...]
    declared_places: tuple[int, ...]
    written: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The names that a table would have if its header stood in certain rows.

    Attributes:
        names: The names; a name may stand there twice.
        place: How many rows stand above.
        depth: Rows that the header takes.
        matched: How many of the declared columns are among the names.
    """

    names: list[str]
    place: int
    depth: int
    matched: int


def find_header(rows: tuple[Row, ...], source: Source) -> Header:
    """Return the first row that holds every declared column, or else the one that holds the most.

    Raises:
        UnreadableError: No row holds anything (E104), or a declared column stands twice (E123).
    """
    declared = frozenset(source.their_columns())
    readings = list(_readings(rows, declared))
    if not readings:
        raise UnreadableError("E104")
    # `max` takes the first of equals.
    best = max(readings, key=lambda reading: reading.matched)
    doubled = [name for name, count in Counter(best.names).items() if count > 1 and name in declared]
    if doubled:
        raise UnreadableError("E123", column=doubled[0])
    return Header(
        names=_distinct(best.names),
        depth=best.depth,
        matched=best.matched,
        rows_before=best.place + best.depth,
        titles=tuple(field for _, fields in rows[: best.place] for field in fields if field.strip()),
        declared_places=tuple(place for place, name in enumerate(best.names) if name in declared),
        written=tuple(fields for _, fields in rows[best.place : best.place + best.depth]),
    )


def _readings(rows: tuple[Row, ...], declared: frozenset[str]) -> Iterator[_Reading]:
    """Yield what each row with text would give as a header: by itself, then with the next row."""
    for place, (_, fields) in enumerate(rows[:DEEPEST]):
        if any(field.strip() for field in fields):
            for depth in (1, 2):
                names = _names(rows, place, depth)
                yield _Reading(names=names, place=place, depth=depth, matched=len(declared.intersection(names)))


def _names(rows: tuple[Row, ...], place: int, depth: int) -> list[str]:
    upper = [_clean(field) for field in rows[place][1]]
    if depth == 1:
        return _trimmed(upper)
    lower = [_clean(field) for field in rows[place + 1][1]] if place + 1 < len(rows) else []
    return _trimmed(_under_groups(upper, lower))


def _under_groups(upper: list[str], lower: list[str]) -> list[str]:
    """Return each lower name with the name of its group, such as "T0 / oro" under a cell "T0"."""
    names, group = [], ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        # A merged cell leaves its name in the first column only.
        group = above or (group if below else "")
        names.append(f"{group} / {below}" if group and below else group or below)
    return names


def _trimmed(names: list[str]) -> list[str]:
    while len(names) > 1 and not names[-1]:
        names = names[:-1]
    return names


def _clean(field: str) -> str:
    return " ".join(unicodedata.normalize("NFC", field).split())


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Give undeclared columns that share a name, or have none, names of their own.

    They stay outside the study anyway.
    """
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        distinct.append(name if name and seen[name] == 1 else f"{name}\0{seen[name]}")
    return tuple(distinct)
