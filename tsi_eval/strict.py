"""Records that a person wrote: read strictly, so that an unknown key is refused and never ignored."""

from __future__ import annotations

import json
from typing import Any, TypeVar

T = TypeVar("T")
# Unknown keys in a person's file are refused, never ignored.
STRICT: Any = {"extra": "forbid"}


def parsed(kind: type[T], raw: object) -> T:
    """Return what a person wrote in TOML, already read as plain values, as a record.

    JSON is pydantic's strict way in from plain values: lists fill tuples, ISO dates fill dates, and
    nothing else is converted.

    Raises:
        ValidationError: Of pydantic, with every fault and its place.
    """
    from pydantic import TypeAdapter  # noqa: PLC0415  only those who read a file pay for it

    return TypeAdapter(kind).validate_json(json.dumps(raw, default=str), strict=True)
