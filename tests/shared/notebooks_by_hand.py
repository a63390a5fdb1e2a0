"""Notebooks of a researcher's own, made by hand, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from tsi_eval.report.own.studies import OwnNotebook

PARAMETERS = 'released = ""\nlanguage = "en"'
OPEN = "import tsi_eval as tsi\nreport = tsi.open_report(released, language)\nframe = report.released.frame()"


def text(words: str, *tags: str) -> Any:
    """Return a text cell."""
    return new_markdown_cell(words, metadata={"tags": list(tags)} if tags else {})


def code(source: str) -> Any:
    """Return a cell of code."""
    return new_code_cell(source)


def raw(words: str) -> Any:
    """Return a raw cell."""
    return new_raw_cell(words)


def parameters(source: str = PARAMETERS) -> Any:
    """Return the cell of parameters."""
    return new_code_cell(source, metadata={"tags": ["parameters"]})


def written(*cells: Any, about: Mapping[str, Any] | None = None) -> str:
    """Return the text of a notebook."""
    return str(nbformat.writes(new_notebook(cells=list(cells), metadata=dict(about or {}))))  # type: ignore[no-untyped-call]


def own(*cells: Any, name: str = "mine.ipynb", about: Mapping[str, Any] | None = None) -> OwnNotebook:
    """Return an own notebook of these cells."""
    return OwnNotebook(name=name, text=written(*cells, about=about))


def usual(*cells: Any, name: str = "mine.ipynb", about: Mapping[str, Any] | None = None) -> OwnNotebook:
    """Return an own notebook that begins as it should, with further cells."""
    return own(text("# Ours\n\nWords."), parameters(), code(OPEN), *cells, name=name, about=about)
