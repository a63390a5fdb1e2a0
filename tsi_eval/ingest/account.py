"""What became of each file: which rows count, which were left out and why, what its columns are.

`tsi-eval check` shows it to the project lead, who compares it with what she knows. It holds small
counts, and so never leaves the house.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Rows of a file that don't count, for one reason.

    Attributes:
        why: The reason: key of its words `left_out.<why>`.
        rows: Their numbers in the file.
    """

    why: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRead:
    """A column of a file that is used.

    Attributes:
        theirs: Its name in the file.
        ours: What it is to the study: a column of the table, a stage, an outcome …
        kind: What its fields are, as the key of its words `column_kind.<kind>`: the name of
            a `ColumnKind`, in small letters, or the key of a source that names columns of its own,
            such as "stages".
        at: The occasion or the unit that it belongs to, in wide files; or "".
    """

    theirs: str
    ours: str
    kind: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRead:
    """How often a known word stood in a column of stages, and what it was read as.

    Attributes:
        column: The column's name in the file.
        word: The word in small letters; "" for any date, and for a field that is blank.
        read_as: "yes", "no" or "ongoing"; "" for a field that is blank, which says no.
        rows: How many rows have it.
    """

    column: str
    word: str
    read_as: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeAmounts:
    """Amounts of a column in thousands of crowns that may have been written in crowns.

    Attributes:
        column: The column's name in the file.
        rows: Numbers of their rows in the file.
    """

    column: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAccount:
    """What became of one file in one source.

    Attributes:
        file: Its name.
        source: The source that it belongs to.
        table: The table that the source fills.
        rows: How many of its rows count.
        left_out: Its other rows, by reason, in the order of the file.
        used: The columns that are used.
        unused: Names of the columns that nobody declared.
        unused_at: Their places among the file's columns, from 1.
        found: What was found in it rather than declared: setting → how it is written.
        words: Of stages: the words that were understood, and what each was read as.
        out_of_order: Of stages side by side: rows that say yes to a stage after one that they don't
            say yes to. A question about nested stages counts them only as far as that one.
        backwards: Of stages side by side: rows with a date under a stage that lies before one under
            an earlier stage.
        outsized: Amounts that are counted, and may be a thousand times too large.
        respelled: Column → how many rows have a declared word in another spelling, such as other
            capitals; they are read as that word.
    """

    file: str
    source: str
    table: str
    rows: int
    left_out: tuple[LeftOut, ...]
    used: tuple[ColumnRead, ...]
    unused: tuple[str, ...]
    found: Mapping[str, str]
    words: tuple[WordRead, ...] = ()
    out_of_order: int = 0
    backwards: int = 0
    outsized: tuple[LargeAmounts, ...] = ()
    unused_at: tuple[int, ...] = ()
    respelled: Mapping[str, int] = field(default_factory=dict)


def by_reason(rows: Iterable[tuple[str, int]]) -> tuple[LeftOut, ...]:
    """Gather rows that were left out: reason and number of each, in the order of the file.

    Example:
        >>> by_reason([("totals", 9), ("blank", 10), ("totals", 11)])
        (LeftOut(why='totals', rows=(9, 11)), LeftOut(why='blank', rows=(10,)))
    """
    numbers: dict[str, list[int]] = {}
    for why, number in rows:
        numbers.setdefault(why, []).append(number)
    return tuple(LeftOut(why=why, rows=tuple(found)) for why, found in numbers.items())
