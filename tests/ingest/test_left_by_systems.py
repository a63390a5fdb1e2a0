"""What programs and systems leave in a folder, and what only has such a name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tsi_eval.ingest.left_by_systems import left_by_a_system

MAC = b"\x00\x05\x16\x07\x00\x02\x00\x00"


def is_left(folder: Path, name: str, content: bytes = b"x") -> bool:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return left_by_a_system(path, folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((".DS_Store", b"x" * 9_000), ("sub/Thumbs.db", b"x"), ("desktop.ini", b"x")),
        *(("~$forms.xlsx", b"x" * 165), (".~lock.forms.ods#", b"x"), ("._forms.csv", MAC), ("sub/._a.pdf", MAC)),
        *((".ipynb_checkpoints/forms-checkpoint.csv", b"x"), (".ipynb_checkpoints/a-checkpoint.ipynb", b"x")),
        *((".git/HEAD", b"x"), (".git/objects/ab/cdef", b"x"), ("designs/__pycache__/own.pyc", b"x")),
    ],
)
def test_what_nobody_put_there_is_left_by_a_system(tmp_path: Path, name: str, content: bytes) -> None:
    assert is_left(tmp_path, name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *(
            (".hidden.csv", b"x"),
            ("._forms.csv", b"id,x\n1,2\n"),
            ("~$forms.xlsx", b"x" * 1_001),
            (".~lock.a.csv", b"x" * 2_000),
        ),
        *((".git/forms.csv", b"x"), ("__pycache__/forms.XLSX", b"x"), (".ipynb_checkpoints/forms.csv", b"x")),
        *(("forms-checkpoint.csv", b"x"), ("git/forms", b"x"), ("forms.csv", b"x")),
    ],
)
def test_what_may_be_data_is_accounted_for(tmp_path: Path, name: str, content: bytes) -> None:
    assert not is_left(tmp_path, name, content)


def test_pipe_and_link_with_such_a_name_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "._pipe")
    (tmp_path / "~$link.xlsx").symlink_to("/dev/zero")

    assert not left_by_a_system(tmp_path / "._pipe", tmp_path)
    assert not left_by_a_system(tmp_path / "~$link.xlsx", tmp_path)


def test_folder_above_the_pilot_s_does_not_matter(tmp_path: Path) -> None:
    folder = tmp_path / ".git" / "p"
    folder.mkdir(parents=True)

    assert not is_left(folder, "notes")
