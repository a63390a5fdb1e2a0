"""The one legible family of all formats and figures: Atkinson Hyperlegible, from its wheel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FAMILY = "Atkinson Hyperlegible"
_STYLES = ("Regular", "Bold", "Italic")


def font_files() -> Mapping[str, Path]:
    """Return the font's files by style."""
    import fontpkg  # noqa: PLC0415  finds the wheel's files

    folder = Path(fontpkg.path(FAMILY)).parent
    return {style: folder / f"AtkinsonHyperlegible-{style}.ttf" for style in _STYLES}
