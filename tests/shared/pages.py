"""The pages that people read beside the code, and the blocks of code in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
# Decisions have a form and tests of their own; pages that are made from the code have too.
APART = {"decisions", "made", "_build"}
PAGES = tuple(path for path in sorted(DOCS.rglob("*.md")) if not APART & set(path.relative_to(DOCS).parts))
FENCE = re.compile(r"^(?P<margin> *)```(?P<info>[^\n`]*)\n(?P<code>.*?)^(?P=margin)```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of code: what it is written in, marks such as "no-run", and its text."""

    language: str
    marks: tuple[str, ...]
    code: str

    @property
    def first(self) -> str:
        """Its first line."""
        return self.code.partition("\n")[0]


def blocks(page: Path) -> Iterator[Block]:
    """Yield a page's blocks of code, in order."""
    for found in FENCE.finditer(page.read_text(encoding="utf-8")):
        margin = found["margin"]
        code = "".join(line.removeprefix(margin) for line in found["code"].splitlines(keepends=True))
        language, *marks = found["info"].split() or [""]
        yield Block(language=language, marks=tuple(marks), code=code)


def named(page: Path) -> str:
    """Return how tests call a page."""
    return page.relative_to(ROOT).as_posix()
