"""Docstrings as reStructuredText reads them."""

from __future__ import annotations

import re
from typing import Any

# |t| is the size of t, and no name of a text that is put in elsewhere.
SIZE = re.compile(r"\|(?=\S)")


def in_rst(_app: Any, _what: str, _name: str, _thing: object, _options: object, lines: list[str]) -> None:
    """Escape what reStructuredText would take for a mark of its own."""
    lines[:] = [SIZE.sub(r"\\|", line) for line in lines]


def without_signature(
    _app: Any, what: str, name: str, _thing: object, _options: object, _signature: str | None, _returned: str | None
) -> tuple[str, str] | None:
    """Leave out how a record is made by hand: its attributes stand below, each with its meaning."""
    return ("", "") if what in {"class", "exception"} and name.startswith("tsi_eval.") else None
