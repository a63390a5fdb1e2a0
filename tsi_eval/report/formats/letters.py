"""How wide words are in the font of the report, as its files say.

Example: in the upright letters "n" is 0.546 em wide and "ä" 0.526, so that "nä" is 1.072 em.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tsi_eval.report.fonts import font_files

# What a letter takes that the font lacks, and another font has: as much as a broad letter.
_OTHER = 0.85


def em(text: str, *, bold: bool = False) -> float:
    """Return how wide a line of text is, in em, without any kerning."""
    advances = _advances("Bold" if bold else "Regular")
    return sum(advances.get(ord(letter), _OTHER) for letter in text)


@cache
def _advances(style: str) -> Mapping[int, float]:
    """Return the width of each letter of a style, in em, by its code point."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  what matplotlib reads fonts with

    with TTFont(font_files()[style], lazy=True) as font:
        metrics, units = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[name][0] / units for code, name in font.getBestCmap().items()}
