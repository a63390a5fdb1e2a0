"""The problem of an error that has one."""

from __future__ import annotations

from typing import Any

import pytest


def only(error: pytest.ExceptionInfo[Any]) -> Any:
    """Return the single problem of an error."""
    (problem,) = error.value.problems
    return problem
