"""A report is searched before it gets its name, and files that a user names are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from command_line import run
from small_projects import Files, append_cell, contents, make

from tsi_eval.errors import ProtectionError, UsageError
from tsi_eval.making.scanning import known_of_pilot, refuse
from tsi_eval.project import Project

NUMBER = "19811228-9874"


def tell(_: object) -> None:
    pass


def problems(path: Path) -> list[str]:
    with pytest.raises(ProtectionError) as error:
        refuse(path, None, tell)
    assert NUMBER not in str(error.value)
    return [problem.lines("en")[1].partition(": ")[2] for problem in error.value.problems]


def test_a_number_in_a_cells_source_stops_the_report_and_the_old_one_stays(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(project.reports)
    append_cell(project, f"# {NUMBER}")

    assert 5 == run(project, "report", "a", "--language", "en", "--formats", "html")
    said = capsys.readouterr().err
    assert "E420 A file holds an identity number." in said
    assert "follow_up_report.ipynb, in cell " in said
    assert NUMBER not in said
    assert before == contents(project.reports)


def test_a_person_of_the_delivery_stops_the_report(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    append_cell(project, "# barn 007")

    assert 5 == run(project, "report", "a", "--language", "en", "--formats", "html")
    assert "E420 A file holds the number of a person of the delivery." in capsys.readouterr().err


def test_formats_made_again_are_searched(project: Project) -> None:
    notebook = project.report("a", "en", draft=True) / "follow_up_report.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("the parents", NUMBER, 1) + f" {NUMBER}", "utf-8")
    before = contents(project.reports)

    assert 0 != run(project, "render", "a", "--language", "en", "--formats", "html")
    assert before == contents(project.reports)


def test_a_delivery_s_persons_are_known_by_digests(project: Project) -> None:
    known = known_of_pilot(project, "a", tell)

    assert 60 == sum(kind == "person" for kind in known.marks.values())
    with pytest.raises(ProtectionError) as error:
        refuse(project.data, known, tell)
    assert {"E420"} == {problem.code for problem in error.value.problems}


def test_files_of_a_folder_are_named_by_their_way(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(f"{NUMBER} {NUMBER}")
    (tmp_path / "b.txt").write_text("tolv av 43")

    assert ["sub/a.txt"] == problems(tmp_path)
    assert 1 == refuse(tmp_path / "b.txt", None, tell)


def test_a_file_that_is_named_by_a_number_is_called_by_its_place(tmp_path: Path) -> None:
    (tmp_path / f"{NUMBER}.txt").write_text("a")

    assert ["file number 1 of the folder, whose name is not shown, in the file's name"] == problems(tmp_path)


def test_many_places_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text(f'{{"nbformat": 4, "cells": ["{NUMBER}", "", "{NUMBER}", "{NUMBER}"]}}')

    assert ["a.ipynb, in cell 1, and in 2 places more"] == problems(tmp_path)


@pytest.mark.parametrize("kind", ["link", "pipe", "unknown", "large"])
def test_what_can_t_be_looked_into_is_said(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.bin"
    if kind == "link":
        path.symlink_to(tmp_path / "elsewhere")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(bytes(range(256)))
    if kind == "large":
        monkeypatch.setattr("tsi_eval.making.scanning._LARGEST", 10)

    with pytest.raises(ProtectionError) as error:
        refuse(path, None, tell)
    assert ["E421"] == [problem.code for problem in error.value.problems]


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        refuse(tmp_path / "nope", None, tell)
    assert ["E422"] == [problem.code for problem in error.value.problems]


def test_nothing_is_written(tmp_path: Path, tiny_pilot: Files) -> None:
    project = make(tmp_path / "p", tiny_pilot, "a")
    shutil.make_archive(str(project.data / "all"), "zip", project.data / "a")
    before = contents(project.root)

    assert 5 == run(project, "scan", "data_raw", "--pilot", "a")
    assert before == contents(project.root)
