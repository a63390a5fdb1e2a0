"""A report is made again and compared: nothing changed, something changed, other data."""

from __future__ import annotations

import json
import re

import pytest
from command_line import run

from tsi_eval.project import Project

ENGLISH = ("--language", "en")


def numbers_in(said: str) -> int:
    return int(re.findall(r"([\d,]+) numbers compared", said)[0].replace(",", ""))


@pytest.mark.parametrize("name", ["a", "reports/a/en"])
def test_an_untouched_report_is_the_same_to_the_byte(
    project: Project, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(project, "verify", name, *ENGLISH) == 0

    said = capsys.readouterr().err
    assert "The same to the byte: 6 of 6 files." in said
    assert numbers_in(said) > 100
    assert "other bytes" not in said


def test_a_changed_file_is_information(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with (project.report("a", "en") / "estimates.csv").open("a") as file:
        file.write("mine\n")

    assert run(project, "verify", "a", *ENGLISH) == 0

    said = capsys.readouterr().err
    assert "changed after the report was written: estimates.csv" in said
    assert "other bytes in: estimates.csv" in said


@pytest.mark.parametrize("by", [1e-6, -1.0])
def test_a_changed_number_is_an_error(project: Project, capsys: pytest.CaptureFixture[str], by: float) -> None:
    path = project.report("a", "en") / "released.json"
    released = json.loads(path.read_text(encoding="utf-8"))
    estimate = next(e for f in released["findings"] if f["question"] == "changed" for e in f["estimates"])
    estimate["estimate"] += by
    path.write_text(json.dumps(released), encoding="utf-8")

    assert run(project, "verify", "a", *ENGLISH) == 6

    said = capsys.readouterr().err
    assert "E195 1 number differs when the report is made again: changed · mean_change · both · T0 > T1 · " in said


def test_a_rounding_of_the_machine_is_no_difference(project: Project) -> None:
    path = project.report("a", "en") / "released.json"
    released = json.loads(path.read_text(encoding="utf-8"))
    estimate = next(e for f in released["findings"] if f["question"] == "changed" for e in f["estimates"])
    estimate["estimate"] += 1e-13
    path.write_text(json.dumps(released), encoding="utf-8")

    assert run(project, "verify", "a", *ENGLISH) == 0


@pytest.mark.parametrize(("file", "named"), [("forms.csv", "forms"), ("questions.toml", "*.toml")])
def test_other_data_can_not_verify_it(
    project: Project, capsys: pytest.CaptureFixture[str], file: str, named: str
) -> None:
    path = project.data / "a" / file
    path.write_text(path.read_text().replace("2023-09-15", "2023-09-18").replace("Did the", "Has the"))

    assert run(project, "verify", "a", *ENGLISH) == 6
    assert f"E197 The files are no longer those that the report was made from: {named}." in capsys.readouterr().err


def test_a_missing_notebook_is_said(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.notebook.unlink()

    assert run(project, "verify", "a", *ENGLISH) == 6
    assert "E170 The notebook is missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "file"),
    [("verify", "provenance.json"), ("verify", "released.json"), ("render", "follow_up_report.ipynb")],
)
def test_a_report_that_lacks_a_file_can_not_be_read(
    project: Project, capsys: pytest.CaptureFixture[str], command: str, file: str
) -> None:
    (project.report("a", "en") / file).unlink()

    assert run(project, command, "a", *ENGLISH) == 2
    said = capsys.readouterr().err
    assert "E196 There is no report to read: a/en." in said
    assert file in said


def test_verifying_writes_nothing(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.reports.rglob("*")}

    assert run(project, "verify", "a", *ENGLISH) == 0
    assert before == {path: path.stat().st_mtime_ns for path in project.reports.rglob("*")}
