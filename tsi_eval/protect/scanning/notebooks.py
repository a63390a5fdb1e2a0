"""The cells of a notebook, each as a part, so that a hit names the cell.

Worked example. A notebook of 40 cells gives the parts "cell 1" … "cell 40", each with its source,
its outputs, its attachments and what else is said of it, and a part with what is said of the whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tsi_eval.protect.scanning.part import Part, Step


def notebook_parts(content: bytes) -> Iterator[Part] | None:
    """Return the parts of a notebook, or None if the bytes are none."""
    if content.lstrip()[:1] != b"{" or b'"nbformat"' not in content:
        return None
    try:
        read = json.loads(content, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return None
    return _parts(read) if isinstance(read, _Pairs) else None


class _Pairs(tuple[tuple[str, Any], ...]):
    """Names and values as they stand: a name that stands twice is kept twice."""

    __slots__ = ()


def _parts(read: _Pairs) -> Iterator[Part]:
    for name, value in read:
        if name == "cells" and isinstance(value, list):
            for place, cell in enumerate(value, start=1):
                yield Part(Step("cell", place), _joined(cell))
        else:
            yield Part(Step("about"), f"{name}\n{_joined(value)}")


def _joined(value: object) -> str:
    return "\n".join(_texts(value))


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a value; a text that is kept as its lines is one."""
    if isinstance(value, _Pairs):
        for name, item in value:
            yield name
            yield from _texts(item)
    elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        yield "".join(value)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)
