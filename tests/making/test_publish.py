"""A report folder appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsi_eval.errors import ReportError
from tsi_eval.making.publish import publishing


def fill(final: Path, text: str) -> None:
    with publishing(final, "p") as folder:
        (folder / "a.txt").write_text(text)


def test_folder_is_exchanged_whole(tmp_path: Path) -> None:
    fill(tmp_path / "r", "one")
    fill(tmp_path / "r", "two")

    assert "two" == (tmp_path / "r" / "a.txt").read_text()
    assert ["r"] == [item.name for item in tmp_path.iterdir()]


def test_error_inside_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path / "r", "one")

    with pytest.raises(ZeroDivisionError), publishing(tmp_path / "r", "p") as folder:
        (folder / "a.txt").write_text("half")
        raise ZeroDivisionError

    assert "one" == (tmp_path / "r" / "a.txt").read_text()
    assert ["r"] == [item.name for item in tmp_path.iterdir()]


def test_kill_between_the_two_renames_is_mended_by_the_next_run(tmp_path: Path) -> None:
    fill(tmp_path / "r", "one")
    (tmp_path / "r").rename(tmp_path / ".r.old")

    with pytest.raises(ZeroDivisionError), publishing(tmp_path / "r", "p"):
        raise ZeroDivisionError

    assert "one" == (tmp_path / "r" / "a.txt").read_text()


def test_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("mine")

    with pytest.raises(ReportError) as error:
        fill(tmp_path / "r", "one")

    assert "E174" == error.value.problems[0].code
    assert "mine" == (tmp_path / "r").read_text()
