"""Records that a person wrote are read strictly: an unknown key is refused, never ignored."""

from __future__ import annotations

import json
from typing import Any, TypeVar

T = TypeVar("T")
# Unknown keys in a person's file are refused, never ignored.
STRICT: Any = {"extra": "forbid"}


def parsed(kind: type[T], raw: object) -> T:
    """Return what a person wrote in TOML, already read as plain values, as a record.

    They take the way over JSON, since pydantic is strict there in the sense that is wanted: lists
    fill tuples, ISO dates fill dates, and nothing else is converted.

    Raises:
        ValidationError: Of pydantic, with every fault and its place.
    """
    from pydantic import TypeAdapter  # noqa: PLC0415  loaded only when a file is read

    return TypeAdapter(kind).validate_json(json.dumps(raw, default=str), strict=True)
