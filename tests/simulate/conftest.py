"""Familjeteamet in both forms, made once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tsi_eval.simulate import Delivery, simulate

# The tests of modules and of pilots share readers and settings.
sys.path.append(str(Path(__file__).parent))


@pytest.fixture(scope="session")
def messy() -> Delivery:
    return simulate("familjeteamet", 1)


@pytest.fixture(scope="session")
def clean() -> Delivery:
    return simulate("familjeteamet", 1, messy=False)
