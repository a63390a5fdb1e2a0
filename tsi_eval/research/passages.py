"""The texts of the notebooks: one Markdown file a notebook and language, in `lessons/`.

A file is a row of passages. Each begins with its key on a line of its own, as a comment that a
Markdown reader does not show:

    <!-- opening -->
    # Who was reached?

    Stages that each lie inside the one before …

    <!-- interval -->
    …

Passages that several notebooks show stand in `every.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

EVERY = "every"
_KEY = re.compile(r"^<!-- ([a-z0-9_]+) -->\n", re.MULTILINE)


@cache
def passages(name: str, language: str) -> Mapping[str, str]:
    """Return the passages of a notebook by key, without those of all notebooks.

    Args:
        name: The notebook's name, that of its design; or `EVERY`.
        language: "sv" or "en".
    """
    path = files(__package__) / "lessons" / language / f"{name}.md"
    _, *parts = _KEY.split(path.read_text(encoding="utf-8"))
    return {key: text.strip() for key, text in zip(parts[::2], parts[1::2], strict=True)}


def passage(name: str, key: str, language: str) -> str:
    """Return one passage, of the notebook itself or of all notebooks.

    Raises:
        KeyError: There is none of this key; that is a fault in the package.
    """
    own = passages(name, language)
    return own[key] if key in own else passages(EVERY, language)[key]
