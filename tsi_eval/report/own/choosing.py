"""What a notebook puts into a report itself: `tsi.table`, `tsi.figure` and `tsi.own`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tsi_eval.language import Text
from tsi_eval.report.own.content import cells_of, png_of
from tsi_eval.report.own.keys import in_groups
from tsi_eval.report.own.recipe import Recipe
from tsi_eval.report.own.remade import part_of
from tsi_eval.report.parts import Figure, Part, Prose, Table
from tsi_eval.report.reading import Report, opened

# The recipes of the parts that were made while somebody asks for them.
_asked: list[list[str]] = []


@contextmanager
def chosen_parts() -> Iterator[list[str]]:
    """Give a list to which the recipe of each part is added that is made while the block runs."""
    made: list[str] = []
    _asked.append(made)
    try:
        yield made
    finally:
        _asked.pop()


def table(rows: Any, *, caption: str | Text, report: Report | None = None) -> Table | Prose:
    """Return a table of released numbers that you chose, in your order.

    Args:
        rows: Rows of `report.released.frame()`, or estimates of `report.released`; or a mapping
            from headings to such rows, which stand together under their heading.
        caption: What the table shows, in your words. In a report it must stand in quotes in the
            notebook, as must the headings.
        report: The report; unless given, the one that was opened last.

    Returns:
        The table, as the report shows it. A hidden number has no row, and is named under it; where
        all are hidden, the sentence that says so.

    Raises:
        UsageError: A row is no released number (E455), or the caption is blank (E456).
    """
    return _chosen("table", rows, caption, report)  # type: ignore[return-value]


def figure(rows: Any, *, caption: str | Text, report: Report | None = None) -> Figure | Prose:
    """Return a figure of released numbers that you chose, drawn as the report's figures are.

    Args:
        rows: As for `table`.
        caption: The figure's title, in your words; in a report it must stand in quotes in the
            notebook.
        report: The report; unless given, the one that was opened last.

    Returns:
        Lines of points along the calendar; of numbers on one scale a row each; of answers that may
        be "nothing happened" a row each on its own scale. Where all are hidden, the sentence that
        says so.

    Raises:
        UsageError: A row is no released number (E455), the caption is blank (E456), or the numbers
            have no common scale (E457).
    """
    return _chosen("figure", rows, caption, report)  # type: ignore[return-value]


def own(content: Any, *, caption: str | Text, alt: str | Text = "", report: Report | None = None) -> Table | Figure:
    """Return a frame or a drawing of your own as a part of the report.

    It passes only under the policies "internal" and "public", and the report says that it has not
    examined it.

    Args:
        content: A pandas DataFrame or Series, or a matplotlib figure or axes.
        caption: What it shows, in your words.
        alt: What a drawing shows, for whoever can't see it.
        report: The report; unless given, the one that was opened last.

    Raises:
        UsageError: The policy is another, or the content can't be shown (E458); or the caption, or
            the words of a drawing, are blank (E456).
    """
    report = report or opened()
    words = _said(caption, report), _said(alt, report)
    if hasattr(content, "to_frame") or hasattr(content, "itertuples"):
        header, rows, left = cells_of(content, report.language)
        recipe = Recipe(kind="own_table", caption=words[0], header=header, rows=rows, text_columns=left)
    else:
        recipe = Recipe(kind="own_figure", caption=words[0], alt=words[1], png=png_of(content))
    return _made(recipe, report)  # type: ignore[return-value]


def _chosen(kind: Any, rows: Any, caption: str | Text, report: Report | None) -> Part:
    report = report or opened()
    groups = tuple(in_groups(report.released, rows))
    return _made(Recipe(kind=kind, caption=_said(caption, report), groups=groups), report)


def _made(recipe: Recipe, report: Report) -> Part:
    part = part_of(recipe, report.words)
    for made in _asked:
        made.append(part.recipe)
    return part


def _said(text: str | Text, report: Report) -> str:
    words = text.in_language(report.language) if isinstance(text, Text) else str(text)
    return " ".join(words.split())
