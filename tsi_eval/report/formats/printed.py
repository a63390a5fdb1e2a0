"""What of a document is printed: tables behind a fold and chapters for the screen are left out.

`estimates.csv` has their numbers. They are most of a document, so that leaving them out before
pandoc reads it again makes both PDF and Word faster.
"""

from __future__ import annotations

from typing import Any

from tsi_eval.report.parts import SCREEN

Node = dict[str, Any]


def printed(blocks: list[Node]) -> list[Node]:
    """Return the blocks of pandoc's tree that are printed.

    Args:
        blocks: The blocks of the whole document.
    """
    kept: list[Node] = []
    is_on_screen = False
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] == 1:
            is_on_screen = SCREEN in block["c"][1][1]
        if not is_on_screen and not _is_folded(block):
            kept.append(block)
    return kept


def _is_folded(block: Node) -> bool:
    """Tell whether a block is a table of ours behind a fold; others are always printed."""
    if block["t"] != "Div" or not {"table", "fold"} <= set(block["c"][0][1]):
        return False
    return any(held["t"] == "Table" for held in block["c"][1])
