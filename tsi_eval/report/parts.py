"""What a report is made of: prose, tables and figures.

A part has two readers. In a notebook it shows itself, as every object does that Jupyter can ask for
a picture of itself. In a document it is written anew, numbered and linked. That is why each part
gives two things: what a notebook shows, and beside it, as metadata under the name in METADATA, what
`document.py` needs. A table, for example, shows its caption, rows and note together, and gives the
three apart as well, since a document puts "Tabell 3." before the caption.

A part that a notebook chose itself has a recipe too (`own/recipe.py`), under the name in RECIPE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.report.saving import save_figure, save_table

METADATA, RECIPE = "tsi_eval", "tsi_eval_recipe"
# The box of a chapter that is not printed: whoever reads on paper has its numbers in a file.
SCREEN = "screen"
# The class of a box that is not printed. Nobody's own text has a box of that name by chance.
ON_SCREEN = "onScreen"
# The box of what is looked up and not read through, such as the glossary.
LOOKED_UP = "looked-up"
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
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
        box: Class of a box around it ("messages", "band"), or several with a space between, or "".
        id: A name by which the heading that it begins with is linked to and found, or "".
        recipe: What it is made again from where a notebook chose it, or "".
    """

    markdown: str
    box: str = ""
    id: str = field(default="", repr=False)
    recipe: str = field(default="", repr=False)

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        return _bundle({"text/markdown": self.markdown}, self.recipe, kind="prose", box=self.box, id=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, whose words and numbers are already written as the reader meets them.

    Attributes:
        id: Its name inside the document.
        caption: What it shows.
        header: Column headings; the first column holds the rows' headings.
        rows: Cells as text.
        text_columns: How many columns from the left hold words; the others hold numbers.
        note: Under the table, or "".
        fold: Whether it lies behind a fold where the medium has folds.
        shows: The numbers of its rows, where each row is one.
        recipe: What it is made again from where a notebook chose it, or "".
    """

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text_columns: int = 1
    note: str = ""
    fold: bool = False
    shows: tuple[ReleasedEstimate, ...] = field(default=(), repr=False)
    recipe: str = field(default="", repr=False)

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        # In a notebook the caption stands over the table. A document takes the bare rows and puts
        # a numbered caption over them itself.
        shown = "\n\n".join(text for text in (f"**{self.caption}**", self.markdown(), self.note) if text)
        return _bundle(
            {"text/markdown": shown},
            self.recipe,
            kind="table",
            rows=self.markdown(),
            id=self.id,
            caption=self.caption,
            note=self.note,
            fold=self.fold,
        )

    def save(self, path: str | Path) -> Path:
        """Write it as .csv, .xlsx, .md, .tex, .docx or .html, and return where.

        Raises:
            UsageError: Another ending (E476).
        """
        return save_table(self, path)

    def markdown(self) -> str:
        """Return the rows as Markdown's pipe table: words to the left, numbers to the right."""
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
        recipe: What it is made again from where a notebook chose it, or "".
    """

    id: str
    svg: str
    title: str
    subtitle: str
    source: str
    alt: str
    recipe: str = field(default="", repr=False)

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        return _bundle(
            {"image/svg+xml": self.svg, "text/plain": self.alt},
            self.recipe,
            kind="figure",
            id=self.id,
            title=self.title,
            subtitle=self.subtitle,
            source=self.source,
            alt=self.alt,
        )

    def save(self, path: str | Path) -> Path:
        """Write the drawing as .svg, .pdf or .png, and return where.

        A .pdf and a .png have title, subtitle and source; an .svg is the drawing alone.

        Raises:
            UsageError: Another ending (E476).
        """
        return save_figure(self.svg, path, above=(self.title, self.subtitle), under=self.source)

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  only notebooks display

        for data, about in self.shown():
            display(data, metadata=about, raw=True)  # type: ignore[no-untyped-call]

    def shown(self) -> tuple[Bundle, Bundle]:
        """Return what a notebook shows of it: its words, then the drawing.

        The words are for whoever reads the notebook itself. They have no metadata of ours, so that
        a document leaves them out and takes the caption from the drawing.
        """
        words = {"text/markdown": figure_caption(self.title, self.subtitle, self.source)}
        return (words, {}), self._repr_mimebundle_()


def figure_caption(title: str, subtitle: str, source: str, number: str = "") -> str:
    """Return title, subtitle and source in a row, after the figure's number where it has one."""
    numbered = f"{number} {title}" if number else title
    return f"**{numbered}.** {subtitle}. {source}"


Part = Prose | Table | Figure


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts in order; displaying it in a notebook displays each."""

    parts: tuple[Part, ...]

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  only notebooks display

        for part in self.parts:
            display(part)  # type: ignore[no-untyped-call]


def _bundle(data: Mapping[str, str], recipe: str, **about: Any) -> Bundle:
    return dict(data), {METADATA: about} | ({RECIPE: recipe} if recipe else {})


def capital(text: str) -> str:
    """Return words with a capital first."""
    return text[:1].upper() + text[1:]


def bullets(items: Iterable[str]) -> str:
    """Return a Markdown list."""
    return "\n".join(f"- {item}" for item in items)


def deeper(part: Part) -> Part:
    """Return a part whose headings stand one level lower."""
    if not isinstance(part, Prose):
        return part
    return replace(part, markdown=_HEADING.sub(lambda match: f"#{match[1]} ", part.markdown))


def lowered(markdown: str, under: int) -> str:
    """Return a text whose highest heading comes one level under ours.

    Whatever level its writer began at, headings keep their distance: under a chapter (level 1),
    "### A" and "#### B" become "## A" and "### B".
    """
    levels = [len(match[1]) for match in _HEADING.finditer(markdown)]
    shift = under + 1 - min(levels, default=1)
    return _HEADING.sub(lambda match: "#" * min(6, len(match[1]) + shift) + " ", markdown.strip())
