"""The design of one's own that `docs/own_design.md` shows, and its question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from small_pilot import tiny_files

PAGE = Path(__file__).resolve().parents[2] / "docs" / "own_design.md"
FILE = "designs/at_least.py"


def block(kind: str) -> str:
    """Return the first block of code of a kind on the page."""
    found = re.search(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def pilot_with(code: str | None = None, question: str | None = None) -> Mapping[str, str]:
    """Return the small pilot's files, with a design of its own and a question that uses it."""
    files = tiny_files()
    asked = files["questions.toml"] + "\n" + (block("toml") if question is None else question)
    return {**files, "questions.toml": asked, FILE: block("python") if code is None else code}


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into a pilot's folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder
