"""What of a document is printed: what lies behind a fold or is for the screen is left out.

That is tables behind a fold, chapters and boxes for the screen, and sources that nothing cites that
is printed. `estimates.csv` has the numbers. They are most of a document, so that leaving them out
before pandoc reads it again makes both PDF and Word faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tsi_eval.report.parts import ON_SCREEN, SCREEN

Node = dict[str, Any]
# The box in which citeproc lists what is cited.
SOURCES = "refs"


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
        if not is_on_screen and not _is_folded(block) and not _is_for_the_screen(block):
            kept.append(block)
    return [_with_cited_sources(block, kept) if _is_sources(block) else block for block in kept]


def _is_for_the_screen(block: Node) -> bool:
    return block["t"] == "Div" and ON_SCREEN in set(block["c"][0][1])


def _is_sources(block: Node) -> bool:
    return _id(block) == SOURCES


def _with_cited_sources(sources: Node, printed: list[Node]) -> Node:
    """Return the list of sources without those that nothing cites that is printed."""
    cited = {target for block in printed if block is not sources for target in _targets(block)}
    attributes, entries = sources["c"]
    return sources | {"c": [attributes, [entry for entry in entries if f"#{_id(entry)}" in cited]]}


def _id(block: Node) -> str:
    return str(block["c"][0][0]) if block["t"] == "Div" else ""


def _targets(tree: Any) -> Iterator[str]:
    """Yield where the links of a tree lead."""
    if isinstance(tree, list):
        for item in tree:
            yield from _targets(item)
    elif isinstance(tree, dict):
        if tree.get("t") == "Link":
            yield str(tree["c"][2][0])
        yield from _targets(tree.get("c"))


def _is_folded(block: Node) -> bool:
    """Tell whether a block is a table of ours behind a fold; others are always printed."""
    if block["t"] != "Div" or not {"table", "fold"} <= set(block["c"][0][1]):
        return False
    return any(held["t"] == "Table" for held in block["c"][1])
