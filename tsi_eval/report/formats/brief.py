"""The short version: at most two pages for a council, as PDF, out of the report's own pieces.

Nothing is written for it. From the document as pandoc has read it come, word for word:

    page 1   title and the cover's facts; the page of main messages
    page 2   the figure of all answers, if the report has one; the table of the questions; what
             there is to decide, in the project's own words

Tables and figures keep their numbers. What does not fit gives way in this order:

1. The letters become smaller, on each page by itself, from 10.5 points down to 9.
2. What there is to decide moves to the first page.
3. The table of the questions is left out, and then the figure: the messages have the same answers.
4. What there is to decide is left out.
5. Messages that take more than one page go over both pages, alone.
6. If they take more than two, answers are left out from the end of the list, a tenth at a time.

From the fourth on a line says that the rest is in the report. The first five are decided by
`brief.typ`, by measuring; the pages that came out are counted here all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tsi_eval.report.document import Document
from tsi_eval.report.formats.pandoc import Read
from tsi_eval.report.formats.pdf import set_in_type
from tsi_eval.report.overview import TO_DECIDE

MOST_PAGES = 2
_PARTS = ("messages", "answers", "table", "decisions")
_SECTION = 2  # the level of headings under a chapter's
_FIGURE = "answers"
_TABLE = "table-summary"
_NUMBER = re.compile(r"\d+(\.\d+)*")
_SHEETS = re.compile(rb"/Type ?/Pages\b[^>]*?/Count (\d+)")
Blocks = list[dict[str, Any]]
Parts = Mapping[str, Blocks]


def to_brief(document: Document, tree: Read) -> bytes:
    """Return the short version as PDF, tagged like the whole report.

    Raises:
        ReportError: When pandoc or typst can't (E173).
    """
    read = json.loads(tree.whole)
    parts = parts_of(read["blocks"])
    made = _made(document, read, parts)
    while pages_of(made) > MOST_PAGES and len(parts["messages"]) > 1:
        parts = {"messages": _tenth_shorter(parts["messages"])}
        made = _made(document, read, parts)
    return made


def parts_of(blocks: Blocks) -> Parts:
    """Return the blocks of each part of the short version; a part that isn't there has none.

    Args:
        blocks: The whole report, as pandoc holds it.
    """
    found: dict[str, Blocks] = {name: [] for name in _PARTS}
    chapter, part = 0, ""
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] <= _SECTION:
            chapter += block["c"][0] == 1
            part = "decisions" if block["c"][1][0] == TO_DECIDE else "messages" if chapter == 1 else ""
        name = _part_of(block) or part
        if name:
            found[name].append(_placed(block))
    return found


def _part_of(block: dict[str, Any]) -> str:
    """Return which part a figure or a table is by itself, or ""."""
    if block["t"] == "Figure" and _FIGURE in _figure_ids(block):
        return "answers"
    return "table" if block["t"] == "Div" and block["c"][0][0] == _TABLE else ""


def _figure_ids(figure: dict[str, Any]) -> set[str]:
    """Return the ids of a figure and of the picture in it: pandoc has it in one of them."""
    inside = [item for block in figure["c"][2] for item in block["c"] if isinstance(item, dict)]
    return {figure["c"][0][0]} | {item["c"][0][0] for item in inside if item["t"] == "Image"}


def _unnumbered(inlines: Blocks) -> Blocks:
    """Return the words of a heading of ours without the number before them."""
    has_number = len(inlines) > 1 and inlines[0]["t"] == "Str" and _NUMBER.fullmatch(inlines[0]["c"])
    return inlines[2:] if has_number else inlines


def _placed(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block as it stands here: no chapter begins, and no heading has a number."""
    if block["t"] != "Header" or block["c"][0] > _SECTION:
        return block
    return {"t": "Header", "c": [_SECTION, block["c"][1], _unnumbered(block["c"][2])]}


def _made(document: Document, read: Mapping[str, Any], parts: Parts) -> bytes:
    """Return the PDF of these parts; each is a name in typst, which `brief.typ` places."""
    blocks: Blocks = []
    for name in _PARTS:
        held = parts.get(name, [])
        blocks += [_typst(f"#let our-part-{name} = " + ("[" if held else "none")), *held]
        blocks += [_typst("]")] if held else []
    ast = json.dumps({**read, "blocks": blocks}, ensure_ascii=False)
    shown = {name: svg for name, svg in document.figures.items() if f'"figures/{name}"' in ast}
    return set_in_type(replace(document, figures=shown), ast, "brief.typ")


def _typst(text: str) -> dict[str, Any]:
    return {"t": "RawBlock", "c": ["typst", text]}


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF of typst's has."""
    match = _SHEETS.search(pdf)
    return int(match[1]) if match else 0


def _tenth_shorter(messages: Blocks) -> Blocks:
    """Return the page of main messages without the last tenth of its answers."""
    boxes = [block["c"][1] for block in messages if block["t"] == "Div"]
    answers = sum(len(block["c"]) for box in boxes for block in box if block["t"] == "BulletList")
    for _ in range(max(1, answers // 10)):
        messages = shortened(messages)
    return messages


def shortened(messages: Blocks) -> Blocks:
    """Return the page of main messages without the last of its answers, or without its last block.

    An answer is an item of a list in a box. A heading over no answers is left out with the last.
    """
    for place, block in reversed(list(enumerate(messages))):
        if block["t"] == "Div" and (inside := _shorter_box(block["c"][1])) is not None:
            kept = [{"t": "Div", "c": [block["c"][0], inside]}] if inside else []
            return [*messages[:place], *kept, *messages[place + 1 :]]
    return messages[:-1]


def _shorter_box(inside: Blocks) -> Blocks | None:
    """Return what is in a box without its last answer; None where it has no answers."""
    for place, block in reversed(list(enumerate(inside))):
        if block["t"] == "BulletList":
            items = block["c"][:-1]
            kept = [{"t": "BulletList", "c": items}] if items else []
            before = inside[:place] if items or place == 0 else inside[: place - 1]
            return [*before, *kept, *inside[place + 1 :]]
    return None
