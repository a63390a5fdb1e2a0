"""The command line: list, schema, help, several pilots at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval.cli import main

Write = Callable[..., Path]


def test_list_names_the_pilots(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(files))

    assert main(["list", "--language", "en"]) == 0
    assert "tiny\tTiny pilot\tTestkommun\tsynthetic\n" == capsys.readouterr().out


def test_schema_writes_three_files(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(write(files))

    assert main(["schema", str(tmp_path / "made")]) == 0
    assert 3 == len([json.loads(path.read_text()) for path in (tmp_path / "made").iterdir()])


def test_one_failing_pilot_does_not_stop_the_others(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(files | {"forms.csv": ""}, name="broken")
    monkeypatch.chdir(write(files, name="whole"))

    assert main(["check", "--all", "--language", "en"]) == 4

    said = capsys.readouterr().err
    assert "broken: could not be made." in said
    assert "whole: no problems. 3 sources, 3 questions." in said


def test_no_pilot_named_is_refused(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(files))

    assert main(["report"]) == 2
    assert capsys.readouterr().err.startswith("E193 ")


def test_no_project_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["list"]) == 2
    assert capsys.readouterr().err.startswith("E192 ")


def test_unknown_command_exits_with_usage() -> None:
    with pytest.raises(SystemExit) as error:
        main(["reprot"])

    assert 2 == error.value.code
