"""Where a fault stands in a file: the key that the person wrote, found by the types of the record.

pydantic says where it found a fault as a location: keys, places in lists counted from 0, and
between them the name of each form that it tried where a value may have one form or another.
Example: a window is a term as text, or a table of days. Of `windows.strong = 3` there are two
faults, at ("windows", "strong", "str") and at ("windows", "strong", "Days"). Nobody wrote "str" or
"Days", and "strong" is a key although it begins as "str" does. So a location is walked along the
types of the record, part by part:

1. Where the type is one of several forms, the part names the form. It is left out.
2. Where the type is a list, the part is a place. A table of many is named by its id where it has
   one, else by its place counted from 1: `source.forms`, or `source.2`.
3. Where the type is a record or a table, the part is a key.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a fault stands.

    Attributes:
        keys: The way to it from the top of the file, as the person wrote it.
        known: The keys that may stand beside the last one; () in a table whose keys are free.
    """

    keys: tuple[str, ...]
    known: tuple[str, ...] = ()


def place_of(kind: Any, raw: object, location: tuple[int | str, ...]) -> Place:
    """Return where a fault stands.

    Args:
        kind: The record that the file was read as.
        raw: The file's content as plain values.
        location: Where pydantic found the fault.
    """
    keys: list[str] = []
    known: tuple[str, ...] = ()
    parts = list(location)
    while parts:
        forms = _forms(kind)
        if len(forms) > 1:
            label = parts.pop(0)
            if not parts:
                break
            kind = _tried(forms, str(label), parts[0])
        else:
            kind = forms[0]
        part = parts.pop(0)
        raw = _inside(raw, part)
        keys.append(_name_of(raw, part))
        known, kind = _keys_of(kind), _type_inside(kind, part)
    return Place(keys=tuple(keys), known=known)


def _forms(kind: Any) -> list[Any]:
    """Return the forms that a value may have.

    A value that may be left out has no form of its own for that.
    """
    if get_origin(kind) not in {Union, types.UnionType}:
        return [kind]
    return [form for form in get_args(kind) if form is not type(None)]


def _tried(forms: list[Any], label: str, part: int | str) -> Any:
    """Return the form that pydantic tried.

    It is the one of this name, or else the first in which such a part can stand.
    """
    named = [form for form in forms if getattr(form, "__name__", "") == label]
    held = [form for form in forms if _holds(form, part)]
    return (named or held or forms)[0]


def _holds(form: Any, part: int | str) -> bool:
    is_list = get_origin(form) is tuple
    is_table = is_dataclass(form) or get_origin(form) not in {None, tuple}
    return is_list if isinstance(part, int) else is_table


def _inside(raw: object, part: int | str) -> object:
    if isinstance(part, int):
        return raw[part] if isinstance(raw, list) and part < len(raw) else None
    return raw.get(part) if isinstance(raw, Mapping) else None


def _name_of(raw: object, part: int | str) -> str:
    if not isinstance(part, int):
        return part
    name = raw.get("id") if isinstance(raw, Mapping) else None
    return name if isinstance(name, str) and name.strip() else str(part + 1)


def _keys_of(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind)) if is_dataclass(kind) else ()


def _type_inside(kind: Any, part: int | str) -> Any:
    """Return the type of what stands at a key of a record or a table, or at a place in a list."""
    if is_dataclass(kind):
        # A class of records is hashable, which mypy can't see.
        record: Any = kind
        return _hints(record).get(str(part), object)
    inside = get_args(kind)
    if not inside:
        return object
    return inside[0] if isinstance(part, int) else inside[-1]


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
