"""The people's own chapters: `texts/<language>/<slot>.md`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tsi_eval.errors import Problem, did_you_mean
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.declaration import TEXT_SLOTS


def texts(folder: Path, problems: list[Problem]) -> Mapping[str, Mapping[str, str]]:
    """Return the texts by language and slot.

    A file of another name (E156) is added to the problems.
    """
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for file in sorted(folder.glob("texts/*/*.md")):
        language, slot = file.parent.name, file.stem
        if language not in LANGUAGES or slot not in TEXT_SLOTS:
            name = f"texts/{language}/{file.name}"
            suggestion = did_you_mean(slot, TEXT_SLOTS) or ", ".join(TEXT_SLOTS)
            problems.append(Problem(code="E156", params={"file": name, "suggestion": suggestion}))
            continue
        found[language][slot] = file.read_text(encoding="utf-8-sig")
    return found
