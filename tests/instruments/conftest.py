"""A user's norms, read from a file that a test writes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval.instruments import Norms, load_norms

sys.path.append(str(Path(__file__).parent))


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Norms]:
    """Return a function that writes a file of norms and reads it."""

    def written(text: str) -> Norms:
        path = tmp_path / "norms.toml"
        path.write_text(text, encoding="utf-8")
        return load_norms(path)

    return written
