"""Merged cells under a header: a label that is merged over rows stands for each of them.

A workbook keeps the value of merged cells in the first of them only. Where a school's name is
merged over its twelve months, the name is meant for each month, and is filled in. Where a number is
merged over two rows, nobody knows whether it is the sum of both or the same twice: it is refused.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tsi_eval.ingest.formats.cells import column_letters
from tsi_eval.ingest.formats.grid import Merge, Row, UnreadableError
from tsi_eval.ingest.header import Header
from tsi_eval.ingest.value_labels import columns_of_words
from tsi_eval.pilot.source import Source

# Merged cells don't overlap, so that a file that claims more than this of them is damaged.
_MOST_CELLS = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """Rows under a header, with every label that was merged over them.

    Attributes:
        rows: The rows.
        filled: Whether a label was filled in.
        unclear: Merged cells that may mean several things.
    """

    rows: tuple[Row, ...]
    filled: bool = False
    unclear: tuple[Merge, ...] = ()


def unmerged(rows: tuple[Row, ...], merges: Sequence[Merge], header: Header, source: Source) -> Unmerged:
    """Return the rows under a header with merged labels filled in."""
    if not merges or not rows:
        return Unmerged(rows=rows)
    labels = frozenset(_label_places(header, source))
    changed: dict[int, list[str]] = {}
    unclear: list[Merge] = []
    for merge, covered in _over_rows(rows, merges, header, source):
        value = _field(rows[covered.start], merge.left)
        if not value.strip():
            continue
        if merge.left == merge.right and merge.left in labels:
            _fill_in(changed, value, merge.left, rows, covered[1:])
        else:
            unclear.append(merge)
    filled = tuple((n, tuple(changed[i])) if i in changed else (n, fields) for i, (n, fields) in enumerate(rows))
    return Unmerged(rows=filled if changed else rows, filled=bool(changed), unclear=tuple(unclear))


def check_unclear(unclear: Iterable[Merge], kept: Iterable[int]) -> None:
    """Refuse merged cells that may mean several things in rows of the table (E327).

    Args:
        unclear: The merged cells.
        kept: Numbers of the table's rows. A merged title or footnote is none.
    """
    merges = list(unclear)
    if merges:
        numbers = sorted(kept)
        wrong = [merge for merge in merges if bisect_left(numbers, merge.top) < bisect_right(numbers, merge.bottom)]
        if wrong:
            places = dict.fromkeys(column_letters(merge.left) for merge in wrong)
            rows = tuple(merge.top for merge in wrong[:50])
            raise UnreadableError("E327", rows=rows, columns=", ".join(places))


def _over_rows(
    rows: tuple[Row, ...], merges: Iterable[Merge], header: Header, source: Source
) -> Iterator[tuple[Merge, range]]:
    """Yield merged cells that begin in a row and touch a declared column, with the rows' places.

    Raises:
        UnreadableError: They are more cells than a sheet has (E108).
    """
    declared = {place for place, name in enumerate(header.names) if name in source.their_columns()}
    numbers = [number for number, _ in rows]
    budget = _MOST_CELLS
    for merge in merges:
        covered = range(bisect_left(numbers, merge.top), bisect_right(numbers, merge.bottom))
        columns = range(merge.left, min(merge.right, len(header.names)) + 1)
        if not covered or numbers[covered.start] != merge.top or not declared.intersection(columns):
            continue
        budget -= len(covered)
        if budget < 0:
            raise UnreadableError("E108")
        yield merge, covered


def _fill_in(
    changed: dict[int, list[str]], value: str, column: int, rows: tuple[Row, ...], places: Iterable[int]
) -> None:
    """Write a label into rows. A row that holds nothing else is blank, and stays so."""
    for place in places:
        if any(map(str.strip, rows[place][1])):
            changed.setdefault(place, list(rows[place][1]))[column] = value


def _label_places(header: Header, source: Source) -> Iterator[int]:
    """Yield the places of the declared columns in which a word may stand for several rows."""
    names = {*columns_of_words(source), source.person, *source.clusters.values()}
    yield from (place for place, name in enumerate(header.names) if name and name in names)


def _field(row: Row, place: int) -> str:
    return row[1][place] if place < len(row[1]) else ""
