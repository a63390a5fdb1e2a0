"""Pages that are made from the code, so that they can't say anything else.

Each module has a function `pages()`, which returns file → text. They are written to `docs/made/`,
which git ignores, whenever the documentation is built.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generated import api, commands, designs, errors, rules, statistics

MAKERS = (api.pages, commands.pages, designs.pages, errors.pages, rules.pages, statistics.pages)


def every_page() -> Mapping[str, str]:
    """Return every made page: its path under `docs/made/` → its text."""
    return {path: text for pages in MAKERS for path, text in pages().items()}


def write_pages(docs: Path) -> None:
    """Write them, and leave those that are as they were, so that a second build is quick.

    Args:
        docs: The folder of the documentation.
    """
    folder, wanted = docs / "made", every_page()
    kept = {folder / path for path in wanted}
    for old in folder.rglob("*.*"):
        if old not in kept:
            old.unlink()
    for path, text in wanted.items():
        file = folder / path
        if not (file.is_file() and file.read_text(encoding="utf-8") == text):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
