"""Which files a source names: regular, small enough, and inside the pilot's folder."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from books import compound
from small_files import COUNTS, taken

from tsi_eval.errors import Problem
from tsi_eval.ingest import files as files_of_sources
from tsi_eval.ingest.files import files_named, find_files

Write = Callable[..., Path]


def test_link_out_of_the_folder_is_refused(files: dict[str, str], write: Write, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text(files.pop("persons.csv"))
    folder = write(files)
    (folder / "persons.csv").symlink_to(outside)

    assert "E106" in {problem.code for problem in taken(folder).problems}


def test_xlsx_that_unpacks_to_too_much_is_not_opened(files: dict[str, str], write: Write) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    sources = files["sources.toml"].replace("persons.csv", "persons.xlsx")

    problems = taken(write(files | {"sources.toml": sources, "persons.xlsx": stream.getvalue()})).problems

    assert "E113" in {problem.code for problem in problems}


def found(folder: Path, *patterns: str) -> tuple[list[str], list[str]]:
    """Return the names of the files that patterns match, and the codes of what is wrong."""
    problems: list[Problem] = []
    paths = find_files(folder, replace(COUNTS, files=patterns), problems)
    return [path.name for path in paths], [problem.code for problem in problems]


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("x", encoding="utf-8")


def test_files_of_a_pattern_are_in_order_and_each_once(tmp_path: Path) -> None:
    put(tmp_path, "b.csv", "a.csv", "c.txt")

    assert (["b.csv", "a.csv"], []) == found(tmp_path, "b.csv", "*.csv")


@pytest.mark.parametrize("name", ["ma\u030a.csv", "m\u00e5.csv"])
@pytest.mark.parametrize("pattern", ["ma\u030a*.csv", "m\u00e5.csv"])
def test_name_that_a_mac_wrote_is_the_same_name(tmp_path: Path, name: str, pattern: str) -> None:
    put(tmp_path, name)

    assert ([name], []) == found(tmp_path, pattern)


def test_pattern_waits_for_files_that_are_not_there_yet(tmp_path: Path) -> None:
    put(tmp_path, "a.csv")

    assert (["a.csv"], []) == found(tmp_path, "a.csv", "vt*.csv")


@pytest.mark.parametrize("patterns", [("a.csv", "b.csv"), ("vt*.csv",)])
def test_name_or_source_without_a_file_is_refused(tmp_path: Path, patterns: tuple[str, ...]) -> None:
    put(tmp_path, "a.csv")

    assert ["E101"] == found(tmp_path, *patterns)[1]


@pytest.mark.parametrize("pattern", ["../a.csv", "/etc/passwd", "file:///a.csv", "x/../../a.csv"])
def test_pattern_out_of_the_folder_is_refused(tmp_path: Path, pattern: str) -> None:
    assert "E106" in found(tmp_path, pattern)[1]


def test_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()

    assert ([], ["E102"]) == found(tmp_path, "a.csv")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"x", "E107"),
        ("a.xlsm", b"PK\x03\x04", "E107"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "E108"),
        ("a.txt", b"$FL2 x", "E108"),
        ("a.sav", b"id;x", "E108"),
        ("a.xls", b"<html>", "E108"),
        ("a.xls", b"PK\x03\x04", "E108"),
        ("a.csv", b"", "E104"),
        ("a.csv", b"PK\x03\x04 zipped", "E108"),
        ("a.xlsx", b"id;x", "E108"),
        ("a.xlsx", b"PK\x03\x04 torn", "E108"),
    ],
)
def test_file_of_another_kind_than_its_name_says_is_refused(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)

    assert ([], [code]) == found(tmp_path, name)


def test_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_of_sources, "LARGEST", 3)
    (tmp_path / "a.csv").write_bytes(b"1234")

    assert ([], ["E110"]) == found(tmp_path, "a.csv")


def test_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.csv")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)

    assert ([], ["E103"]) == found(tmp_path, "a.csv")


@pytest.mark.parametrize("name", ["~$b.xlsx", ".~lock.b.xlsx#", "._b.xlsx"])
def test_what_excel_and_systems_leave_beside_an_open_file_is_no_file(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a.csv", name)
    (tmp_path / name).write_bytes(b"\x00\x05\x16\x07")

    assert (["a.csv"], []) == found(tmp_path, "a.csv", "*.xlsx*")


def test_name_with_signs_of_a_pattern_is_the_file_that_is_called_so(tmp_path: Path) -> None:
    put(tmp_path, "budget [1].csv", "budget 1.csv")

    assert (["budget [1].csv"], []) == found(tmp_path, "budget [1].csv")


@pytest.mark.parametrize("pattern", ["", " ", ".", "./", "a\0b", "a" * 300])
def test_pattern_that_can_match_no_file_is_refused(tmp_path: Path, pattern: str) -> None:
    assert ([], ["E330"]) == found(tmp_path, pattern)


def test_named_files_are_those_that_a_pattern_matches_whether_they_can_be_read_or_not(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "b.docx", "c.csv")

    assert {tmp_path / "a.csv", tmp_path / "b.docx"} == files_named(tmp_path, ("a*", "b.docx", "../x", ""))


def test_pipe_and_device_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    (tmp_path / "b.csv").symlink_to("/dev/zero")

    assert ([], ["E106", "E106"]) == found(tmp_path, "*.csv")


def test_workbook_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(compound(b"x", "EncryptedPackage"))
    (tmp_path / "b.xlsx").write_bytes(compound(b"x", "Workbook"))

    assert ([], ["E109", "E108"]) == found(tmp_path, "*.xlsx")
