"""Which figures and tables open the page after their text, so that no gap is left before them.

A figure stands whole on one page. Where it doesn't fit under its text it moves to the next page,
and leaves a gap as high as itself. Then it is better placed at the top of that page, with the text
that follows it in the gap. Typst can place it so, but not tell when: that depends on where every
earlier figure ended up. So the pages are laid out several times:

1. Lay them out with nothing moved.
2. Find the first figure that begins a page, for that is one that left a gap. Move it.
3. Lay the pages out again, and go on from 2 until none begins a page.

Nothing that stands before a moved figure changes its place, so that each is judged once.

Example. Figures 2 and 3 begin pages 4 and 6. When figure 2 is moved, text fills the gap on page 3,
and figure 3 fits on page 5 under its own text: it stays there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Compiler

MOVED = "moved.json"
PLACES = "<our-places>"
# More rounds than any report has figures and tables.
MOST_ROUNDS = 200


def place(compiler: Compiler, folder: Path) -> tuple[str, ...]:
    """Write, where the template reads it, which figures and tables are moved; return their names.

    Args:
        compiler: It lays out a document. A template without `<our-places>` has nothing to move.
        folder: The folder of the document.

    Raises:
        RuntimeError: typst can't lay the document out.
    """
    moved: list[str] = []
    for _ in range(MOST_ROUNDS):
        (folder / MOVED).write_text(json.dumps(moved), encoding="utf-8")
        (places,) = json.loads(compiler.query(PLACES, field="value")) or ((),)
        first = next((one["name"] for one in places if one["top"]), None)
        if first is None:
            break
        moved.append(first)
    return tuple(moved)
