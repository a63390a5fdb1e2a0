"""What a part of a notebook's own is made from: a recipe, as text that travels in an output.

A table of two shares, as JSON:

    {"kind":"table","caption":"Who came","groups":[["",[["families","",3],["families","",1]]]],…}

Nothing in it is a number of its own: `keys.py` says what ["families","",3] means. Only recipes of
the kinds "own_table" and "own_figure" hold content, and only some policies let them through.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from tsi_eval.report.own.keys import Key

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Groups = tuple[tuple[str, tuple[Key, ...]], ...]
_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a part is made from.

    Attributes:
        kind: "table" or "figure" of released numbers; "own_table" or "own_figure" of anything.
        caption: The author's words over it.
        groups: Heading → keys of released numbers, in order; "" is no heading.
        alt: The author's words for whoever can't see it; of "own_figure" only.
        header: Column headings of "own_table".
        rows: Its cells.
        text_columns: How many of its columns from the left hold words.
        png: The drawing of "own_figure", in base64.
    """

    kind: Literal["table", "figure", "own_table", "own_figure"]
    caption: str
    groups: Groups = ()
    alt: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    text_columns: int = 1
    png: str = ""

    @property
    def is_chosen(self) -> bool:
        """Whether it is made of released numbers only."""
        return self.kind in {"table", "figure"}

    def alone(self) -> Recipe:
        """Return it with what its kind is made from, and with nothing else that it may carry."""
        caption = " ".join(self.caption.split())
        match self.kind:
            case "own_table":
                return Recipe(
                    kind=self.kind,
                    caption=caption,
                    header=self.header,
                    rows=self.rows,
                    text_columns=self.text_columns,
                )
            case "own_figure":
                return Recipe(kind=self.kind, caption=caption, alt=" ".join(self.alt.split()), png=self.png)
        groups = tuple((" ".join(heading.split()), keys) for heading, keys in self.groups)
        return Recipe(kind=self.kind, caption=caption, groups=groups)

    def words(self) -> Iterator[str]:
        """Yield what its author wrote: the caption, and the headings."""
        yield self.caption
        yield from (heading for heading, _ in self.groups if heading)

    def text(self) -> str:
        """Return it as text; the same recipe gives the same text."""
        return _adapter().dump_json(self).decode()

    def id(self) -> str:
        """Return a name for its part, which no other recipe has."""
        return f"own-{hashlib.sha256(self.text().encode()).hexdigest()[:_DIGITS]}"


def from_text(text: str) -> Recipe:
    """Read a recipe.

    Raises:
        ValueError: It is none.
    """
    return _adapter().validate_json(text, strict=True)


@cache
def _adapter() -> TypeAdapter[Recipe]:
    from pydantic import TypeAdapter  # noqa: PLC0415  only notebooks with parts of their own pay for it

    return TypeAdapter(Recipe)
