"""The command `scan`, from its words to its exit code."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest

from tsi_eval.cli import main
from tsi_eval.cli.scanning import scan
from tsi_eval.protect.scanning import Known

NUMBER = "19811228-9874"


def test_a_clean_file_says_what_was_looked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("tolv;43\n")

    assert 0 == main(["scan", str(tmp_path / "a.csv"), "--language", "en"])
    assert "Nothing was found in 1 file.\nOnly identity numbers were looked for." in capsys.readouterr().err


def test_identifiers_that_could_not_be_looked_for_are_said_before_that_nothing_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("tolv;43\n")
    monkeypatch.setattr("tsi_eval.cli.scanning._known", lambda *_: Known(pilot="p", unsearched=82))

    assert 0 == main(["scan", str(tmp_path / "a.csv"), "--pilot", "p"])

    first, second, *_ = capsys.readouterr().err.splitlines()
    assert first.startswith("Numren på 82 personer i leveransen kunde inte sökas")
    assert second == "Inget av det som söktes hittades i 1 fil."


def test_a_hit_says_file_and_kind_and_never_the_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(NUMBER)
    with chdir(tmp_path):
        code = main(["scan", "a.csv"])

    said = capsys.readouterr().err
    assert (5, True, False) == (code, said.startswith("E420 I en fil finns ett personnummer."), NUMBER in said)
    assert "Ingenting" not in said


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [(["scan", "nope"], 2, "E422"), (["scan"], 2, "E381"), (["scan", ".", "--pilot", "../x"], 2, "E")],
)
def test_a_wrong_call_is_refused(
    words: list[str], code: int, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with chdir(tmp_path):
        try:
            given = main(words)
        except SystemExit as stopped:
            given = stopped.code

    assert code == given
    assert capsys.readouterr().err.startswith(problem)


def test_the_command_is_a_function() -> None:
    assert callable(scan)
