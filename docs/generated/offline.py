"""Built pages fetch nothing from elsewhere: no script, style, font or picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc=["']?(?:https?:)?//[^\s"'>]+"""
    r"""|<link\b[^>]*\bhref=["']?(?:https?:)?//[^\s"'>]+"""
    r"""|@import\s+["']?(?:url\(["']?)?(?:https?:)?//[^\s"')]+"""
    r"""|\burl\(\s*["']?(?:https?:)?//[^\s"')]+"""
)


def fetched(folder: Path) -> Iterator[str]:
    """Yield what a page or a style sheet under a folder would fetch, with the file's name."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".css", ".svg"}:
            text = path.read_text(encoding="utf-8")
            yield from (f"{path.relative_to(folder)}: {found[0]}" for found in FETCHED.finditer(text))
