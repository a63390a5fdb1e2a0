"""Small pieces of reStructuredText."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def titled(title: str, mark: str = "=") -> Iterator[str]:
    """Yield a heading."""
    yield from (title, mark * len(title), "")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table; a cell may be several lines of reStructuredText."""
    yield from (".. list-table::", "   :header-rows: 1", "")
    for row in (head, *rows):
        for place, cell in enumerate(row):
            first, *more = cell.split("\n")
            yield f"   {'* -' if place == 0 else '  -'} {first}".rstrip()
            yield from (f"       {line}".rstrip() for line in more)
    yield ""
