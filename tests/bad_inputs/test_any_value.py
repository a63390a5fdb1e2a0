"""Any value at any key of a declaration is refused by a code, or read: it is never an error."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tsi_eval import load_pilot, open_study
from tsi_eval.errors import TsiError

DECLARED = ("pilot.toml", "sources.toml", "questions.toml")
KEYS = 4  # of each file and value, spread over the file; the value decides which
VALUES: tuple[Any, ...] = (
    "", " ", "\0", "\u202e", "a" * 3000, "{", "{item.real}", "{item:>999999999}", "../x", "**x", ".", "9999-12-31", "HT9999",
    [], [""], [[]], [{}], {}, {"sv": "", "en": ""}, {"a": {"b": 1}}, 0, -1, 2.5, math.nan, math.inf, 10**19, 10**149, 1e308,
    5e-324, True, date(1, 1, 1), date(9999, 12, 31), datetime(2024, 1, 1, 1, 1), time(1, 1),  # noqa: DTZ001  as TOML has it
)  # fmt: skip


def places(value: Any, before: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every value in a declaration."""
    if before:
        yield before
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places(part, (*before, key))


def replaced(raw: dict[str, Any], place: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    changed = deepcopy(raw)
    inner: Any = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return changed


def toml(value: Any) -> str:
    """Return a value as TOML writes it in a line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value.isoformat() if isinstance(value, (date, time)) else json.dumps(value)


@pytest.mark.parametrize(
    "number", range(len(VALUES)), ids=[type(value).__name__ + str(n) for n, value in enumerate(VALUES)]
)
def test_a_value_is_refused_by_a_code_or_read(number: int, files: dict[str, str], write: Callable[..., Path]) -> None:
    for file in DECLARED:
        raw = tomllib.loads(files[file])
        found = list(places(raw))
        for place in found[number % 3 :: max(len(found) // KEYS, 1)]:
            text = "\n".join(
                f"{json.dumps(key)} = {toml(part)}" for key, part in replaced(raw, place, VALUES[number]).items()
            )
            folder = write(files | {file: text})
            try:
                open_study(load_pilot(folder))
            except TsiError as error:
                lines = [problem.lines(language) for problem in error.problems for language in ("sv", "en")]
                assert {3} == {len(three) for three in lines}, (file, place)
