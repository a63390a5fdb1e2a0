"""Cases of which each run tries some; the long form (`-m "slow or not slow"`) tries all."""

from __future__ import annotations

from collections.abc import Iterable

import pytest


def some(cases: Iterable[str], each: int = 2) -> list[object]:
    """Return parameters of which the first and each second, or third, is tried in every run."""
    return [pytest.param(case, marks=long_form(place, each)) for place, case in enumerate(cases)]


def long_form(place: int, each: int = 2) -> list[pytest.MarkDecorator]:
    """Return the mark of a case at a place, if it is tried only in the long form."""
    return [pytest.mark.slow] if place % each else []
