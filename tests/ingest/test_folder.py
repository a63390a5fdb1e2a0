"""Every file in a pilot's folder is read, the package's own, declared to be no data, or refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_files import codes, taken

from tsi_eval.errors import DeclarationError
from tsi_eval.ingest.folder import declared_reasons, folder_problems
from tsi_eval.language import Text
from tsi_eval.pilot.declaration import NotData, Pilot
from tsi_eval.pilot.load import load_pilot

Write = Callable[..., Path]
NOT_DATA = '\n[[not_data]]\nfiles = ["{file}"]\nreason = "blankett"\n'


@pytest.fixture
def folder(files: dict[str, str], write: Write) -> Path:
    """Return the folder of a pilot whose every file is read."""
    return write(files)


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def problems(folder: Path, *not_data: str) -> list[tuple[str, Any]]:
    """Return the code of each problem, and the file or pattern that it names."""
    pilot = load_pilot(folder)
    if not_data:
        pilot = replace(pilot, not_data=(NotData(files=not_data, reason="blankett"),))
    return [(p.code, p.params.get("file", p.params.get("pattern"))) for p in folder_problems(pilot)]


def test_folder_whose_files_are_all_read_has_no_problem(folder: Path) -> None:
    assert [] == problems(folder)


def test_files_of_the_package_and_of_systems_are_no_data(folder: Path) -> None:
    put(folder, "SOURCE.md", "LÄS_MIG.md", "READ_ME.md", "texts/sv/background.md", "designs/_own.py")
    put(folder, "analys.ipynb", ".DS_Store", "Thumbs.db", "sub/desktop.ini", "~$log.xlsx", ".~lock.log.ods#")
    (folder / "prices.toml").write_text("price = []\n", encoding="utf-8")
    put(folder, "__pycache__/a.pyc", ".ipynb_checkpoints/a-checkpoint.csv", ".git/HEAD", ".git/objects/ab/cd")

    assert [] == problems(folder)


@pytest.mark.parametrize(
    "name",
    [
        "mer.csv",
        "MER.XLSX",
        "mer.xls",
        "mer.ods",
        "mer.sav",
        "brev.docx",
        "protokoll.pdf",
        "anteckning",
        "sources (1).toml",
        "LÄS.md",
        "gammalt/mer.csv",
        "sub/pilot.toml",
        "sub/analys.ipynb",
        "designs/data.csv",
        ".hidden.csv",
        "._forms.csv",
        ".git/forms.csv",
        "__pycache__/forms.xlsx",
        ".ipynb_checkpoints/forms.csv",
    ],
)
def test_any_other_file_is_refused_unless_it_is_declared(folder: Path, name: str) -> None:
    put(folder, name)

    ((code, shown),) = problems(folder)

    assert "E167" == code
    # What the message says to write is enough.
    assert [] == problems(folder, shown)


def test_the_way_out_of_a_refusal_works_as_it_is_written(folder: Path) -> None:
    put(folder, "budget [1].xlsx")
    (problem,) = taken(folder).problems
    (line,) = [line for line in problem.lines("sv") if "[[not_data]]" in line]

    assert 'files = ["budget [1].xlsx"]' in line
    with (folder / "sources.toml").open("a", encoding="utf-8") as stream:
        stream.write(NOT_DATA.format(file="budget [1].xlsx"))
    assert [] == codes(taken(folder))


def test_many_files_of_a_subfolder_are_one_problem_with_a_pattern_that_names_them_all(folder: Path) -> None:
    put(folder, "bilder/a.jpg", "bilder/b.jpg", "bilder/c.jpg", "bilder/d.png")

    assert [("E167", "bilder/*.jpg"), ("E167", "bilder/d.png")] == problems(folder)
    assert [] == problems(folder, "bilder/*.jpg", "bilder/*.png")


def test_pattern_that_takes_in_a_file_that_is_read_is_refused(folder: Path) -> None:
    assert [("E331", "forms.csv")] == problems(folder, "forms*")


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        ".",
        "*",
        "*.*",
        "**/*",
        "*.csv",
        "?*.XLSX",
        "*.csv*",
        "*.?s?",
        "**/*.csv",
        "[a-z]*.csv",
        "../x",
        "/etc/passwd",
        "gammalt",
        "a\0b",
    ],
)
def test_pattern_that_does_not_say_which_files_is_refused(folder: Path, pattern: str) -> None:
    (folder / "gammalt").mkdir()

    assert [("E330", pattern)] == problems(folder, pattern)


@pytest.mark.parametrize("pattern", ["*.pdf", "gammalt/*", "gammalt/**", "gam*/a.csv"])
def test_pattern_that_says_which_files_is_enough(folder: Path, pattern: str) -> None:
    put(folder, "gammalt/a.csv" if "gam" in pattern else "a.pdf")

    assert [] == problems(folder, pattern)


def test_pattern_may_wait_for_its_files(folder: Path) -> None:
    assert [] == problems(folder, "protokoll*.pdf")


def test_file_that_a_mac_named_is_the_same_file(folder: Path) -> None:
    put(folder, "ma\u030al.pdf")

    assert [("E167", "mål.pdf")] == problems(folder)
    assert [] == problems(folder, "mål.pdf")


def test_link_out_pipe_and_device_are_refused_and_never_opened(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text("hemligt", encoding="utf-8")
    (folder / "a.csv").symlink_to(tmp_path / "outside.csv")
    os.mkfifo(folder / "b.csv")
    (folder / "c.csv").symlink_to("/dev/zero")
    (folder / "d").symlink_to(tmp_path, target_is_directory=True)

    assert [("E328", name) for name in ("a.csv", "b.csv", "c.csv", "d")] == problems(folder)


@pytest.mark.parametrize("name", ["811228-9874.csv", "19811228-9874/a.pdf"])
def test_name_with_an_identity_number_is_refused_and_never_said(folder: Path, name: str) -> None:
    put(folder, name)
    pilot = load_pilot(folder)

    said = "\n".join(problem.text("sv") for problem in folder_problems(pilot))

    assert "E329" in said
    assert "9874" not in said


def test_reasons_are_known_for_each_file(folder: Path) -> None:
    put(folder, "a.pdf", "b.pdf")
    entry = NotData(files=("*.pdf",), reason=Text(sv="blanketter", en="forms"))
    pilot: Pilot = replace(load_pilot(folder), not_data=(entry,))

    assert {"a.pdf": entry, "b.pdf": entry} == declared_reasons(pilot)


@pytest.mark.parametrize("reason", ['"blankett"', '{ sv = "blankett", en = "form" }'])
def test_reason_is_a_text_or_one_in_each_language(files: dict[str, str], write: Write, reason: str) -> None:
    files["sources.toml"] += f'\n[[not_data]]\nfiles = ["a.pdf"]\nreason = {reason}\n'

    assert ("a.pdf",) == load_pilot(write(files)).not_data[0].files


@pytest.mark.parametrize(
    "entry", ['files = ["a"]', 'files = []\nreason = "x"', 'files = ["a"]\nreason = " "', 'files = "a"\nreason = "x"']
)
def test_entry_without_files_or_a_reason_is_refused(files: dict[str, str], write: Write, entry: str) -> None:
    files["sources.toml"] += f"\n[[not_data]]\n{entry}\n"

    with pytest.raises(DeclarationError):
        load_pilot(write(files))


def test_file_whose_name_is_no_text_is_refused_and_accounted_for_as_it_is_shown(folder: Path) -> None:
    put(folder, "x\udcff.docx")

    assert [("E167", "x\ufffd.docx")] == problems(folder)
    assert [] == problems(folder, "x\ufffd.docx")
