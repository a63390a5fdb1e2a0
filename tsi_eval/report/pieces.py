"""What a report's notebook may show: the outputs of every part that the report can make.

An output is known by a digest of all that it holds. A part that is shown twice, or in another
order, has the same digest; a part with one letter more has another. Example: of the chapter

    Chapter((Prose(markdown="Hej."), Table(id="n", caption="Antal", ...)))

`pieces` gives two outputs, each under its digest, and of a figure it gives two, since a notebook
shows its words and its drawing apart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tsi_eval.report.parts import RECIPE, Chapter, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One output of a part.

    Attributes:
        data: Content by its kind, such as "text/markdown".
        metadata: What the part says of itself.
    """

    data: Mapping[str, Any] = field(repr=False)
    metadata: Mapping[str, Any] = field(repr=False)


def pieces(chapters: Iterable[Chapter]) -> dict[str, Piece]:
    """Return digest → output, for every part of every chapter."""
    from IPython.core.formatters import DisplayFormatter  # noqa: PLC0415  only notebooks display

    # To words and tables a notebook adds `text/plain` by itself.
    show: Any = DisplayFormatter().format
    made: dict[str, Piece] = {}
    for part in (part for chapter in chapters for part in chapter.parts):
        for data, metadata in part.shown() if isinstance(part, Figure) else (show(part),):
            made[digest(data, metadata)] = Piece(data=data, metadata=metadata)
    return made


def digest(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an output's content, 64 hexadecimal digits.

    A recipe is no content: whoever has it makes the content again and compares.
    """
    about = {name: value for name, value in metadata.items() if name != RECIPE}
    text = json.dumps([data, about], sort_keys=True, default=repr)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
