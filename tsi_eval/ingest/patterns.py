"""Whether a pattern of files says which files are meant: what it does, and not how it is written.

A pattern under `[[not_data]]` that would take in a file of data whatever it is called would take in
the next term's file, and nobody would know. So it is tried on names that nobody gives. One that
takes them in says nothing of the name.

Example: "*.csv*", "*.?s?", "**/*" and "[a-z]*.csv" all take in "qzjw.csv" and "xvkb.csv".
"*_2023*.csv" and "gammalt/*" take in neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from tsi_eval.ingest.formats import FORMATS

# Two names of each kind of sign that share none: what takes in both names neither.
_MADE_UP = (("qzjw", "xvkb"), ("QZJW", "XVKB"), ("7392", "4816"), ("åü", "öé"), (".qzjw", ".xvkb"), ("q z-j", "x_v (k"))
_LONGEST = 40
_FOLDERS = ((), ("qzjw",), ("xvkb", "qzjw"))


def takes_in_any_data(pattern: str) -> bool:
    """Tell whether a pattern would take in a file of some format of data whatever it is called.

    Example:
        >>> takes_in_any_data("*.?s?"), takes_in_any_data("*.pdf"), takes_in_any_data("gammalt/*")
        (True, False, False)
    """
    parts = PurePosixPath(pattern.replace("\\", "/")).parts
    parts = (*parts, "*") if parts and parts[-1] == "**" else parts
    return any(
        all(_matches((*folder, f"{name}{ending}"), parts) for name in names)
        for folder in _FOLDERS
        for ending in _endings()
        for names in _names()
    )


def _endings() -> Iterator[str]:
    for ending in FORMATS:
        yield from (ending, ending.upper(), ending.title())


def _names() -> Iterator[tuple[str, ...]]:
    """Yield names that nobody gives, short and long ones: a pattern may count signs."""
    yield from _MADE_UP
    for length in range(1, _LONGEST + 1):
        yield tuple((name * length)[:length] for name in _MADE_UP[0])


def _matches(names: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Tell whether a pattern takes in a file in folders; "**" stands for any folders, or none."""
    if not parts:
        return not names
    if parts[0] == "**":
        return any(_matches(names[skipped:], parts[1:]) for skipped in range(len(names) + 1))
    return bool(names) and fnmatchcase(names[0], parts[0]) and _matches(names[1:], parts[1:])
