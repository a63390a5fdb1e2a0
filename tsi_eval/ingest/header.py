"""Where a table begins: the header is found by the names that were declared, not by its place."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

from tsi_eval.pilot.source import Source

Row = tuple[int, tuple[str, ...]]
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
        label_places: Columns that hold labels, where a word such as "Totalt" would stand.
    """

    names: tuple[str, ...]
    depth: int
    matched: int
    rows_before: int
    titles: tuple[str, ...]
    label_places: tuple[int, ...]


class UnreadableError(Exception):
    """A file can't be read at all; carries the code of its problem."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def find_header(rows: tuple[Row, ...], source: Source) -> Header:
    """Return the first row that holds every declared column, or else the one that holds the most.

    Raises:
        UnreadableError: No row holds anything (E104), or a declared column stands twice (E123).
    """
    declared = frozenset(source.their_columns())
    candidates = []
    for row, (_, fields) in enumerate(rows[:DEEPEST]):
        if any(field.strip() for field in fields):
            for height in (1, 2):
                read = _names(rows, row, height)
                # The most declared columns win; of equals the first row, and one row before two.
                candidates.append((len(declared.intersection(read)), -row, -height, read))
    if not candidates:
        raise UnreadableError("E104")
    matched, place, depth, names = max(candidates)
    place, depth = -place, -depth
    doubled = [name for name, count in Counter(names).items() if count > 1 and name in declared]
    if doubled:
        raise UnreadableError("E123", column=doubled[0])
    titles = tuple(field for _, fields in rows[:place] for field in fields if field.strip())
    labels = {source.columns[name] for name in source.record.places_of_sums() if name in source.columns}
    return Header(
        names=_distinct(names),
        depth=depth,
        matched=matched,
        rows_before=place + depth,
        titles=titles,
        label_places=tuple(place for place, name in enumerate(names) if name in labels),
    )


def _names(rows: tuple[Row, ...], place: int, depth: int) -> list[str]:
    upper = [_clean(field) for field in rows[place][1]]
    if depth == 1:
        return _trimmed(upper)
    lower = [_clean(field) for field in rows[place + 1][1]] if place + 1 < len(rows) else []
    width = max(len(upper), len(lower))
    upper, lower = upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower))
    names, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        # A merged cell leaves its name in the first column only.
        group = above or (group if below else "")
        names.append(f"{group} / {below}" if group and below else group or below)
    return _trimmed(names)


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
