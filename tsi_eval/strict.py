"""Records that a person wrote: read strictly, so that an unknown key is refused.

A key that was ignored would look as if it had been understood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from tsi_eval.language import Message, has_sentence

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
# Unknown keys in a person's file are refused, never ignored; no number is infinite.
STRICT: Any = {"extra": "forbid", "allow_inf_nan": False}
# What is neither a blank nor a sign that nobody sees, such as a space without width.
_SEEN = r"[^\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"
# Text that is not blank, and text that may be left out but is not blank.
FILLED, FILLED_OR_LEFT_OUT = _SEEN, f"^$|{_SEEN}"
# The square of a larger number is infinite, and that of a smaller one, other than 0, is 0.
LARGEST, SMALLEST = 1e150, 1e-150


def parsed(kind: type[T], raw: object) -> T:
    """Return what a person wrote in TOML, already read as plain values, as a record.

    They take the way over JSON, since pydantic is strict there in the sense that is wanted: lists
    fill tuples, ISO dates fill dates, and nothing else is converted.

    Raises:
        ValidationError: Of pydantic, with every fault and its place.
    """
    # A class of records is hashable, which mypy can't see.
    named: Any = kind
    found: T = _reader(named).validate_json(json.dumps(raw, default=str), strict=True)
    return found


def expected(item: Mapping[str, Any]) -> str | Message:
    """Return what was expected where pydantic found a fault.

    That is the values that may stand there, a form in words, or else pydantic's own text.

    Args:
        item: One of `ValidationError.errors()`.
    """
    about, kind = item.get("ctx", {}), str(item["type"])
    if "expected" in about:
        # pydantic joins the values that may stand with an English word.
        values = re.findall(r"'([^']*)'", str(about["expected"]))
        return Message("expected.one_of", {"values": ", ".join(values)}) if values else str(about["expected"])
    if about.get("pattern") in {FILLED, FILLED_OR_LEFT_OUT}:
        return Message("expected.filled")
    for name in (f"expected.{kind}", f"expected.{kind.partition('_')[0]}"):
        if has_sentence(name):
            return Message(name, {key: _written(value) for key, value in about.items()})
    return str(item["msg"])


def _written(value: object) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


@cache
def _reader(kind: type) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter  # noqa: PLC0415  only those who read a file pay for it

    return TypeAdapter(kind)
