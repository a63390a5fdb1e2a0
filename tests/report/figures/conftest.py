"""What tests of figures share: every finding that has a figure, in turn."""

from __future__ import annotations

import pytest
from findings_with_figures import SHAPES

from tsi_eval.findings.released import ReleasedFinding


@pytest.fixture(params=SHAPES)
def answer(request: pytest.FixtureRequest) -> ReleasedFinding:
    """Return each finding in turn."""
    return SHAPES[request.param]
