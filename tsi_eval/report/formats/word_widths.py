"""How wide the columns of a table in Word are.

Example: a table with two columns and two rows, on a page that is 10 000 twips wide.

    när             värde
    före starten    24,6 %

A letter is taken to be 90 twips wide and a digit or a capital 104, and 150 stand beside the words
of a cell. "när" takes 270 and "före starten" 1 080; "värde" takes 450 and "24,6 %" 582. The columns
need 1 230 and 732 twips if no line is broken. That fits, and the table may be a quarter wider than
its words, but it is never narrower than 0.6 of the page: 6 000 twips are shared by what the columns
need, 3 762 and 2 238.

A table that does not fit is tried in four ways, which differ in how long a line must be before it
may be broken (`_UNBROKEN`). The way that takes the fewest lines is used. (A table that fits comes
out the same in all four.)
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

TEXT_WIDTH = 8957  # twips: A4 less the margins in word.section.xml
_LETTER, _DIGIT, _PADDING = 90, 104, 150  # twips: a letter of a table, a digit, what stands beside them in a cell
_UNBROKEN = (0, 1300, 1900, 2500)  # twips: lines up to one of these are not broken
_BREAK = re.compile(r"[ \n]+")  # not at a no-break space
_ROOM = 1.25  # a table of few words is this much wider than they are
_LEAST_WIDTH = 0.6  # of the text


def widths(cells: Sequence[Sequence[str]], whole: int = TEXT_WIDTH) -> list[int]:
    """Return a width for each column, together at most the whole page's.

    No word is broken where there is room for it, and the table has as few lines as can be.

    >>> widths([["när", "värde"], ["före starten", "24,6 %"]], 10_000)
    [3762, 2238]
    """
    sizes = [[_size(cell) for cell in row] for row in cells]
    longest_words = [[max(map(_size, _BREAK.split(cell))) for cell in row] for row in cells]
    candidates = [_shared(sizes, longest_words, limit, whole) for limit in _UNBROKEN]
    return min(candidates, key=lambda shared: _lines(sizes, shared))


def _size(text: str) -> int:
    """Return how wide words are on one line, in twips."""
    return sum(_DIGIT if letter.isdigit() or letter.isupper() else _LETTER for letter in text)


def _shared(
    sizes: Sequence[Sequence[int]], longest_words: Sequence[Sequence[int]], limit: int, whole: int
) -> list[int]:
    """Return the widths when lines up to `limit` are not broken.

    Each column gets at least what its longest word needs, or its longest line where that is short
    enough. If all lines fit unbroken, the table is as wide as its words and a little wider. If not
    even the least widths fit, they are shrunk alike. Otherwise what room there is goes to the
    columns by how much more they could use.
    """
    least, most = [], []
    for column, words in zip(zip(*sizes, strict=True), zip(*longest_words, strict=True), strict=True):
        longest_word = max(words)
        # The heading may be broken: only the lines under it are kept whole.
        longest_line = max(column[1:], default=longest_word)
        unbroken = max(longest_word, longest_line) if longest_line <= limit else longest_word
        least.append(_PADDING + unbroken)
        most.append(max(least[-1], _PADDING + max(column)))
    if sum(most) <= whole:
        wanted, width = most, int(min(whole, max(_ROOM * sum(most), _LEAST_WIDTH * whole)))
    elif sum(least) >= whole:
        wanted, width = least, whole
    else:
        room = (whole - sum(least)) / (sum(most) - sum(least))
        wanted = [small + int(room * (large - small)) for small, large in zip(least, most, strict=True)]
        width = whole
    shared = [part * width // sum(wanted) for part in wanted]
    shared[0] += width - sum(shared)
    return shared


def _lines(sizes: Sequence[Sequence[int]], shared: Sequence[int]) -> int:
    """Return how many lines a table takes: each row as many as its longest cell."""
    total = 0
    for row in sizes:
        total += max(math.ceil(size / max(width - _PADDING, 1)) for size, width in zip(row, shared, strict=True))
    return total
