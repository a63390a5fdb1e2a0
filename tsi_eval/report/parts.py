"""What a report is made of: prose, tables and figures, which show themselves in a notebook and carry what a document needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

METADATA = "tsi_eval"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$@&])")
Bundle = tuple[dict[str, str], dict[str, Any]]


def plain(text: str) -> str:
    r"""Return words as Markdown that shows exactly these words.

    Example:
        >>> plain("<b>_x_</b>")
        '\\<b\\>\\_x\\_\\</b\\>'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Paragraphs, lists and headings, in Markdown.

    Attributes:
        markdown: The text.
        box: Class of a box around it ("messages", "band"), or "".
    """

    markdown: str
    box: str = ""

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        return _bundle({"text/markdown": self.markdown}, kind="prose", box=self.box)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Words and numbers already written for the reader.

    Attributes:
        id: Its name inside the document.
        caption: What it shows.
        header: Column headings; the first column holds the rows' headings.
        rows: Cells as text.
        text_columns: How many columns from the left hold words; the others hold numbers.
        note: Under the table, or "".
        fold: Whether it lies behind a fold where the medium has folds.
    """

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text_columns: int = 1
    note: str = ""
    fold: bool = False

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        # In a notebook the caption stands over the table; a document numbers it, and takes the bare
        # rows.
        shown = "\n\n".join(text for text in (f"**{self.caption}**", self.markdown(), self.note) if text)
        return _bundle(
            {"text/markdown": shown},
            kind="table",
            rows=self.markdown(),
            id=self.id,
            caption=self.caption,
            note=self.note,
            fold=self.fold,
        )

    def markdown(self) -> str:
        """Return a pipe table: words to the left, numbers to the right."""
        rule = tuple("---" if place < self.text_columns else "---:" for place in range(len(self.header)))
        return "\n".join("| " + " | ".join(cells) + " |" for cells in (self.header, rule, *self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing of released values, and its words.

    Attributes:
        id: Its name inside the document.
        svg: The drawing.
        title: The finding in words that its claim allows, without a full stop.
        subtitle: Measure, unit, group and period, without a full stop.
        source: Where the numbers come from, and on how many they rest.
        alt: What a reader who can't see it needs: not the caption.
    """

    id: str
    svg: str
    title: str
    subtitle: str
    source: str
    alt: str

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        return _bundle(
            {"image/svg+xml": self.svg, "text/plain": self.alt},
            kind="figure",
            id=self.id,
            title=self.title,
            subtitle=self.subtitle,
            source=self.source,
            alt=self.alt,
        )

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  only notebooks display

        # A document takes the words from the drawing's own output; these are for who reads the
        # notebook itself.
        said = {"text/markdown": figure_caption(self.title, self.subtitle, self.source)}
        display(said, raw=True)  # type: ignore[no-untyped-call]
        drawn, about = self._repr_mimebundle_()
        display(drawn, metadata=about, raw=True)  # type: ignore[no-untyped-call]


def figure_caption(title: str, subtitle: str, source: str, number: str = "") -> str:
    """Return title, subtitle and source in a row."""
    name = f"{number} {title}" if number else title
    return f"**{name}.** {subtitle}. {source}"


Part = Prose | Table | Figure


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts in order; displaying it in a notebook displays each."""

    parts: tuple[Part, ...]

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  only notebooks display

        for part in self.parts:
            display(part)  # type: ignore[no-untyped-call]


def _bundle(data: Mapping[str, str], **about: Any) -> Bundle:
    return dict(data), {METADATA: about}


def bullets(items: Iterable[str]) -> str:
    """Return a Markdown list."""
    return "\n".join(f"- {item}" for item in items)
