"""The texts that stand in quotes in a notebook's cells.

A caption must be one of them. Then its words, and any number in it, are its author's: a cell can't
put a value that it read or computed into a caption.

Example. `tsi.table(rows, caption="Who came")` has the caption in quotes; `caption=f"{n} came"` is
made while the cell runs, and is refused.
"""

from __future__ import annotations

import ast
from typing import Any


def quoted_in(notebook: Any) -> frozenset[str]:
    """Return every text that stands in quotes in some cell of code, with single blanks."""
    return frozenset(
        spaced(node.value)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
        for node in _walk(_tree(cell["source"]))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def spaced(text: str) -> str:
    """Return a text with single blanks."""
    return " ".join(text.split())


def _tree(source: str) -> ast.AST:
    from IPython.core.inputtransformer2 import TransformerManager  # noqa: PLC0415  with notebooks only

    try:
        return ast.parse(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def _walk(tree: ast.AST) -> list[ast.AST]:
    """Return all nodes but those inside texts that are filled in while the cell runs."""
    if isinstance(tree, ast.JoinedStr):
        return []
    return [tree, *(node for child in ast.iter_child_nodes(tree) for node in _walk(child))]
