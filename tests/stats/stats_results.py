"""What the tests of statistics ask of every function: its numbers, and the code of its refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from tsi_eval.errors import NotEstimable


def code_of(function: Callable[..., Any], *values: Any, **options: Any) -> str:
    """Return the code with which the function refuses these values; fail when it takes them."""
    with pytest.raises(NotEstimable) as error:
        function(*values, **options)
    return error.value.problems[0].code


def numbers(found: Any, *names: str) -> list[float]:
    """Return all numbers of a result in its fields' order, those of records inside it too.

    With names, only the fields called so: `numbers((first, second), "estimate")` is both estimates.
    """

    def leaves(value: Any, name: str) -> Iterator[float]:
        if is_dataclass(value):
            for field in fields(value):
                yield from leaves(getattr(value, field.name), field.name)
        elif isinstance(value, tuple | list):
            for part in value:
                yield from leaves(part, name)
        elif isinstance(value, int | float) and (not names or name in names):
            yield float(value)

    return list(leaves(found, ""))
