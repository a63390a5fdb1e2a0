"""Familjeteamet in both forms, and the plainest readers of its files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval.simulate import Delivery, simulate

# The tests of modules and of pilots share readers and settings.
sys.path.append(str(Path(__file__).parent))

from deliveries import Records, Rows, records_of, rows_of


@pytest.fixture(scope="session")
def messy() -> Delivery:
    return simulate("familjeteamet", 1)


@pytest.fixture(scope="session")
def clean() -> Delivery:
    return simulate("familjeteamet", 1, messy=False)


@pytest.fixture(scope="session")
def read() -> Callable[[Delivery, str], Rows]:
    """Return a function that gives every cell of a file as text."""
    return rows_of


@pytest.fixture(scope="session")
def table() -> Callable[[Delivery, str], Records]:
    """Return a function that gives a tidy file as records."""
    return records_of
