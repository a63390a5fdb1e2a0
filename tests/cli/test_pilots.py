"""The commands about pilots: list, new, simulate, and schema."""

from __future__ import annotations

import json
import shutil
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


def test_no_project_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["list"]) == 2
    assert capsys.readouterr().err.startswith("E192 ")


def test_new_makes_a_folder_and_says_what_to_read(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(files).parent
    monkeypatch.chdir(data)

    assert main(["new", "mine", "--language", "en", "--questions", "pre_post,", "time_series"]) == 0

    printed = capsys.readouterr().err
    assert "mine: the folder is made: data_raw/mine" in printed
    assert "data_raw/mine/READ_ME.md" in printed
    assert {"measurements.xlsx", "enquiries.xlsx"} == {path.name for path in (data / "mine").glob("*.xlsx")}


def test_new_without_questions_has_them_all(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(files).parent
    monkeypatch.chdir(data)

    assert main(["new", "min_pilot"]) == 0
    assert main(["check", "min_pilot"]) == 4

    printed = capsys.readouterr().err
    assert len([*(data / "min_pilot").glob("*.xlsx")]) == printed.count("E105 ")
    assert (data / "min_pilot" / "LÄS_MIG.md").is_file()


@pytest.mark.parametrize(
    ("name", "problem"),
    [("tinny", "There is no pilot 'tinny'. Did you mean 'tiny'?"), ("other", "There is no pilot 'other'.")],
)
def test_a_pilot_that_is_nearly_named_is_asked_about(
    name: str,
    problem: str,
    files: dict[str, str],
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(write(files))

    assert main(["check", name, "--language", "en"]) == 2
    assert f"E160 {problem}" in capsys.readouterr().err.splitlines()


def test_new_asks_at_a_terminal_and_makes_what_is_chosen(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(files).parent
    monkeypatch.chdir(data)
    monkeypatch.setattr("tsi_eval.cli.choosing.can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "8")

    assert main(["new", "mine"]) == 0
    assert {"forfragningar.xlsx"} == {path.name for path in (data / "mine").glob("*.xlsx")}


@pytest.mark.parametrize("ending", [EOFError, KeyboardInterrupt])
def test_new_makes_nothing_when_its_question_is_not_answered(
    ending: type[BaseException],
    files: dict[str, str],
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stopped(_: str) -> str:
        raise ending

    data = write(files).parent
    monkeypatch.chdir(data)
    monkeypatch.setattr("tsi_eval.cli.choosing.can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", stopped)

    assert main(["new", "mine", "--language", "en"]) == 130
    assert capsys.readouterr().out.endswith("\nStopped. Nothing is written.\n")
    assert ["tiny"] == [path.name for path in data.iterdir()]


def test_new_says_the_command_that_its_user_typed(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(files))
    monkeypatch.setenv("TSI_EVAL_PROGRAM", "python run.py")

    assert main(["new", "mine", "--questions", "absence"]) == 0
    assert "skriver du: python run.py check mine\n" in capsys.readouterr().err


def test_new_on_a_pilot_that_is_there_adds_files_and_shows_the_lines_to_paste(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(files).parent
    monkeypatch.chdir(data)
    assert main(["new", "mine", "--questions", "participation"]) == 0
    before = {path.name: path.read_bytes() for path in (data / "mine").iterdir()}
    capsys.readouterr()

    assert main(["new", "mine", "--questions", "comparison", "--language", "en"]) == 0

    printed = capsys.readouterr().err
    after = {path.name: path.read_bytes() for path in (data / "mine").iterdir()}
    assert {*after} - {*before} == {"measurements.xlsx"}
    assert before == {name: after[name] for name in before}
    assert "mine: measurements.xlsx is filled in with a row for each participant and occasion\n" in printed
    assert '— In sources.toml, on the line below id = "participants":\n\ncolumns.group = "Group"\n' in printed
    assert "— At the end of questions.toml:\n\n[[question]]\n" in printed
    assert "— In pilot.toml, on the line below the heading [labels]:\n\n" in printed


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["new", "tiny"], "E384"),
        (["new", "Tiny"], "E161"),
        (["new", "mine", "--questions", "prepost"], "E241"),
        (["new", "mine", "--language", "fi"], "E191"),
        (["simulate", "familjeteamet", "tiny"], "E240"),
        (["simulate", "familjeteamet", "mine"], "E160"),
    ],
)
def test_new_and_simulate_refuse_with_a_code_and_write_nothing(
    words: list[str],
    code: str,
    files: dict[str, str],
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = write(files).parent
    monkeypatch.chdir(data)

    assert main(words) == 2
    assert capsys.readouterr().err.startswith(f"{code} ")
    assert ["tiny"] == [path.name for path in data.iterdir()]


def test_simulate_makes_a_pilot_of_the_seed(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(files).parent
    shutil.copytree(Path(__file__).resolve().parents[2] / "data_raw" / "familjeteamet", data / "familjeteamet")
    monkeypatch.chdir(data)

    assert main(["simulate", "familjeteamet", "trial", "--seed", "7", "--terms", "HT2023,VT2024"]) == 0

    assert "trial: simulerade data med frö 7: data_raw/trial" in capsys.readouterr().err
    assert "frö 7." in (data / "trial" / "pilot.toml").read_text(encoding="utf-8")
    assert (data / "trial" / "kontakter_VT2024.csv").is_file()


def test_list_gives_the_codes_of_a_pilot_that_can_not_be_read_and_goes_on(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(files | {"pilot.toml": "not toml"}, name="broken")
    monkeypatch.chdir(write(files, name="whole"))

    assert main(["list", "--language", "sv"]) == 3

    broken, whole = capsys.readouterr().out.splitlines()
    assert "broken\tE152" == broken
    assert "whole\tLiten pilot\tTestkommun\tsynthetic" == whole


def test_schema_says_where_each_file_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", str(tmp_path / "a" / "b")]) == 0

    printed = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(printed) == sorted((tmp_path / "a" / "b").iterdir())
