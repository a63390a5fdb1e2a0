"""Smaller pilots, which declare less, and so have less to hold a file against."""

from __future__ import annotations

from .delivery import GRIDS, OUTCOMES, SOURCE, stem_of
from .way import Changes

WORDS = (
    ', unit = "Skola" }',
    'values.gender = { flicka = "girl", pojke = "boy" }',
    'values.unit = { "00000101" = "a", "00000102" = "b" }',
)


def _only(stems: tuple[str, ...], sources: str, changes: Changes) -> Changes:
    gone = {f"{name}.csv": None for name in GRIDS if stem_of(f"{name}.csv") not in stems}
    return {"sources.toml": (OUTCOMES + sources).encode(), **gone, **changes}


def without_a_list(changes: Changes) -> Changes:
    """Return a pilot that has no list of its families, but only their stages and their hours."""
    return _only(("steg", "timmar"), SOURCE["steg"] + SOURCE["timmar"], changes)


def without_words(changes: Changes) -> Changes:
    """Return a pilot whose list of families may hold any word, and their stages."""
    families = SOURCE["deltagare"]
    for words, instead in zip(WORDS, (" }", "", ""), strict=True):
        assert words in families
        families = families.replace(words, instead)
    return _only(("deltagare", "steg"), families + SOURCE["steg"], changes)
