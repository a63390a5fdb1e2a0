"""What the user types to start the program."""

from __future__ import annotations

import pytest

from tsi_eval.errors import Problem
from tsi_eval.language.program import program


@pytest.mark.parametrize(
    ("setting", "typed"), [(None, "tsi-eval"), ("", "tsi-eval"), ("python run.py", "python run.py")]
)
def test_a_problem_names_the_command_that_its_user_can_type(
    setting: str | None, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TSI_EVAL_PROGRAM", raising=False)
    if setting is not None:
        monkeypatch.setenv("TSI_EVAL_PROGRAM", setting)

    assert typed == program()
    assert f"”{typed} new min_pilot”" in Problem(code="E160", params={"pilot": "min_pilot"}).lines("sv")[2]
