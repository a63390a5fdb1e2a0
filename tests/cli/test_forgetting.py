"""The command `forget`, from its words to its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsi_eval.cli import main
from tsi_eval.cli.forgetting import forget


def test_it_says_what_is_wrong_and_ends_with_the_code_of_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("data_raw/star", "notebooks"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    assert 2 == main(["forget", "star", "nobody.txt"])
    assert "E435" in capsys.readouterr().err
    assert callable(forget)
