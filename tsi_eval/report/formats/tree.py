"""The document as pandoc reads it, made fit for every format.

pandoc reads Markdown into a tree of nodes. A node says what it is (`t`) and what it holds (`c`):
"se [hit](#b)" is

    [{"t": "Str", "c": "se"}, {"t": "Space"},
     {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "hit"}], ["#b", ""]]}]

where the link's content is its attributes (an id, classes, pairs), its words and its target. The
tree holds our own chapters, but also texts that people wrote, which may hold anything. `fit` makes
it fit in four steps:

1. Attributes that could do something, such as `onclick`, are taken away, and ids are made plain:
   "vilka-nåddes" becomes "vilka-naddes" (`_tidy`).
2. The ids that there are now are remembered, since links may only lead to them.
3. Chapters and sections get their numbers (`_number`).
4. Every node is replaced, innermost first (`_changed`). A link that leads nowhere and a picture
   that is not ours become their words. Words of the other language are marked, so that they are
   read aloud as what they are: in a Swedish report "rank-biserial" becomes a span with
   `lang="en"`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

Node = dict[str, Any]
Nodes = list[Any]

KEPT = frozenset({"alt", "lang"})
OUTSIDE = re.compile(r"(https?://|mailto:)")
# Where the attributes lie in a node's content.
ATTRIBUTES = {"Header": 1, "Div": 0, "Span": 0, "Link": 0, "Image": 0, "Code": 0, "CodeBlock": 0}
TEXT = frozenset({"Str", "Space", "SoftBreak"})
SWEDISH_WORD = r"\w*[åäöÅÄÖ]\w*"


def fit(blocks: Nodes, language: str, figures: Collection[str]) -> Nodes:
    """Return the blocks as every format may have them.

    Args:
        blocks: The blocks of pandoc's JSON. They are changed in place.
        language: The language of the report.
        figures: The names of our own figures.
    """
    for node in _nodes(blocks):
        _tidy(node)
    known = {identifier for node in _nodes(blocks) if (identifier := _identifier(node))}
    _number(blocks)
    fitted: Nodes = _changed(blocks, _Fit(known, language, figures))
    return fitted


def _nodes(tree: Any) -> Iterator[Node]:
    """Yield every node, those that hold others first."""
    if isinstance(tree, list):
        for item in tree:
            yield from _nodes(item)
    elif isinstance(tree, dict):
        if "t" in tree:
            yield tree
        held = tree.get("c")
        if not isinstance(held, str):
            yield from _nodes(held)


def _tidy(node: Node) -> None:
    """Take away attributes that could do something, and give ids that every program can link to."""
    place = ATTRIBUTES.get(node["t"])
    if place is not None:
        identifier, classes, pairs = node["c"][place]
        node["c"][place] = [_ascii(identifier), classes, [pair for pair in pairs if pair[0] in KEPT]]


def _ascii(identifier: str) -> str:
    """Return an id without accents and signs, which not every program can link to."""
    flat = unicodedata.normalize("NFKD", identifier).encode("ascii", "ignore").decode()
    return re.sub(r"[^\w-]", "", flat)


def _identifier(node: Node) -> str:
    """Return a node's id, or ""."""
    place = ATTRIBUTES.get(node["t"])
    return str(node["c"][place][0]) if place is not None else ""


def _number(blocks: Nodes) -> None:
    """Number chapters and sections; the page of main messages stands before the numbers."""
    chapter, section = -1, 0
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] <= 2:  # noqa: PLR2004  chapters and sections
            level = block["c"][0]
            chapter, section = (chapter + 1, 0) if level == 1 else (chapter, section + 1)
            if chapter > 0:
                number = str(chapter) if level == 1 else f"{chapter}.{section}"
                block["c"][2][:0] = [_string(number), {"t": "Space"}]


def _string(text: str) -> Node:
    return {"t": "Str", "c": text}


class _Fit:
    """What becomes of a node: the nodes that take its place.

    Attributes:
        known: The ids that a link may lead to.
        language: The language of the report.
        other: The other language, whose words are marked.
        pictures: Where our own figures lie.
        change: For each kind of node that may change, what changes it.
    """

    def __init__(self, known: set[str], language: str, figures: Collection[str]) -> None:
        self.known, self.language = known, language
        self.pictures = frozenset(f"figures/{name}" for name in figures)
        self.other = "en" if language == "sv" else "sv"
        self.change: dict[str, Callable[[Node], Nodes]] = {
            "Link": self._link,
            "Image": self._picture,
            "Div": self._source,
        }

    def replaced(self, item: Any) -> Nodes:
        """Return what takes the place of an item of a list; only nodes change."""
        change = self.change.get(item["t"]) if isinstance(item, dict) and "t" in item else None
        return change(item) if change else [item]

    def _link(self, node: Node) -> Nodes:
        target = node["c"][2][0]
        if OUTSIDE.match(target):
            return [node]
        inside = _ascii(target[1:])
        if not target.startswith("#") or inside not in self.known:
            return list(node["c"][1])
        node["c"][2][0] = f"#{inside}"
        return [node]

    def _picture(self, node: Node) -> Nodes:
        # Only our own figures are pictures. Any other becomes its words, so that nothing is loaded
        # from outside.
        return [node] if node["c"][2][0] in self.pictures else list(node["c"][1])

    def _source(self, node: Node) -> Nodes:
        """Say of a source in another language than the report's which language it is in."""
        identifier, classes, pairs = node["c"][0]
        language = _languages().get(identifier.removeprefix("ref-"), self.language)
        if "csl-entry" in classes and language != self.language:
            pairs.append(["lang", language])
        return [node]


def _changed(tree: Any, fit: _Fit) -> Any:
    """Return a tree with every node replaced, innermost first.

    Where a list is a row of words, those of the other language are marked in it.
    """
    if isinstance(tree, list):
        nodes: Nodes = []
        for item in tree:
            # Most items are words, which hold nothing and are marked in their row.
            if isinstance(item, str) or _is_text(item):
                nodes.append(item)
            else:
                nodes.extend(fit.replaced(_changed(item, fit)))
        return _marked(nodes, fit) if any(map(_is_text, nodes)) else nodes
    if isinstance(tree, dict) and "c" in tree and not _is_foreign(tree):
        tree["c"] = _changed(tree["c"], fit)
    return tree


def _is_text(item: Any) -> bool:
    return isinstance(item, dict) and item.get("t") == "Str"


def _is_foreign(node: Node) -> bool:
    """Tell whether a node already says which language it is in."""
    return node.get("t") == "Span" and any(name == "lang" for name, _ in node["c"][0][2])


def _marked(inlines: Nodes, fit: _Fit) -> Nodes:
    """Return a row of words in which those of the other language are marked.

    A phrase may stand over several nodes, so that nodes of plain words are joined to one text as
    far as they go, searched, and taken apart again.
    """
    marked: Nodes = []
    for is_text, group in groupby(inlines, key=lambda node: node["t"] in TEXT):
        nodes = list(group)
        marked += _marked_text(nodes, fit.other) if is_text else nodes
    return marked


def _marked_text(nodes: Nodes, language: str) -> Nodes:
    text = "".join(node["c"] if node["t"] == "Str" else " " for node in nodes)
    pattern = _pattern(language)
    if not pattern.search(text):
        return nodes
    marked: Nodes = []
    at = 0
    for match in pattern.finditer(text):
        marked += [*_words(text[at : match.start()]), _foreign(_words(match[0]), language)]
        at = match.end()
    return marked + _words(text[at:])


def _words(text: str) -> Nodes:
    return [{"t": "Space"} if part == " " else _string(part) for part in re.split("( )", text) if part]


def _foreign(inlines: Nodes, language: str) -> Node:
    return {"t": "Span", "c": [["", [], [["lang", language]]], inlines]}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return the pattern that finds words of a language in a report in the other.

    It finds the phrases listed in `foreign.json`, and in an English report also every word that has
    å, ä or ö.
    """
    phrases = json.loads(files(__package__).joinpath("foreign.json").read_text(encoding="utf-8"))[language]
    shapes = [re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(shapes + [SWEDISH_WORD] * (language == 'sv'))})(?!\w)")


@cache
def _languages() -> dict[str, str]:
    sources = json.loads(files(__package__).joinpath("references.json").read_text(encoding="utf-8"))
    return {source["id"]: source["language"][:2] for source in sources}
