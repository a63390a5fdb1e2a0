"""A small pilot's study, read once: tests change a copy of what they are about."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tsi_eval import load_pilot, open_study
from tsi_eval.pilot.pilot_study import PilotStudy


@pytest.fixture(scope="session")
def study(tiny_pilot: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> PilotStudy:
    """Return the study of the small pilot: 60 children, of whom 50 were measured twice."""
    base = tmp_path_factory.mktemp("analysis")
    folder = base / "tiny"
    folder.mkdir()
    for name, content in tiny_pilot.items():
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(base / "key"))
        return open_study(load_pilot(folder))
