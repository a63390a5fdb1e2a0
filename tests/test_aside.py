"""Folders for what is made on the way: gone after their run, however it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from tsi_eval.aside import PREFIX, folder_aside, sweep, sweep_beside
from tsi_eval.making.processes import Processes

WAIT = """
import sys, time
from tsi_eval.aside import folder_aside
with folder_aside() as folder:
    (folder / "rows.csv").write_text("Åsa")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have temporary files lie in a folder of the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def names(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()}


def waiting() -> tuple[subprocess.Popen[str], Path]:
    """Start a run that holds a folder."""
    run = subprocess.Popen([sys.executable, "-c", WAIT], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    return run, Path(run.stdout.readline().strip())


def killed() -> Path:
    """Return the folder that a killed run left."""
    run, folder = waiting()
    run.kill()
    run.communicate()
    return folder


def test_a_folder_is_empty_its_user_s_own_and_gone_after(place: Path) -> None:
    with folder_aside() as folder:
        assert (place, []) == (folder.parent, list(folder.iterdir()))
        assert 0o700 == folder.stat().st_mode & 0o777
        assert {folder.name, f"{folder.name}.lock"} == names(place)
        (folder / "a").mkdir()

    assert set() == names(place)


def test_an_error_in_the_block_is_passed_on_and_leaves_nothing(place: Path) -> None:
    with pytest.raises(KeyError), folder_aside():
        raise KeyError

    assert set() == names(place)


def test_the_folder_of_a_killed_run_is_swept_by_the_next(place: Path) -> None:
    folder = killed()
    assert "Åsa" == (folder / "rows.csv").read_text()

    with Processes():
        assert set() == names(place)


def test_a_living_run_keeps_its_folder(place: Path) -> None:
    run, folder = waiting()
    try:
        sweep()
        assert "Åsa" == (folder / "rows.csv").read_text()
        run.send_signal(signal.SIGSTOP)
        sweep()
        assert {folder.name, f"{folder.name}.lock"} == names(place)
    finally:
        run.kill()
        run.communicate()


def test_this_run_keeps_its_own_folder() -> None:
    with folder_aside() as folder:
        sweep()
        assert folder.is_dir()


@pytest.mark.parametrize("name", ["tsi_eval-mine", "tsi_eval.lock", "tsiabc", "tsi_eval-", "other.lock"])
def test_what_is_not_known_to_be_left_is_left_alone(name: str, place: Path) -> None:
    (place / name).mkdir()

    sweep()

    assert {name} == names(place)


def test_a_link_is_not_followed(place: Path) -> None:
    mine = place / "mine"
    mine.mkdir()
    (mine / "a").touch()
    (place / f"{PREFIX}x").symlink_to(mine)
    (place / f"{PREFIX}x.lock").touch()
    (place / f"{PREFIX}y").mkdir()
    (place / f"{PREFIX}y.lock").symlink_to(mine / "a")
    before = names(place)

    sweep()

    assert before == names(place)
    assert (mine / "a").exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has a folder of temporary files for each user")
def test_another_user_s_folder_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = killed()
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)

    sweep()

    assert folder.is_dir()


def test_a_lock_alone_is_swept_when_no_run_can_be_about_to_hold_it(place: Path) -> None:
    new, old = place / f"{PREFIX}new.lock", place / f"{PREFIX}old.lock"
    for path in (new, old):
        path.touch()
    long_ago = time.time() - 7200
    os.utime(old, (long_ago, long_ago))

    sweep()

    assert {new.name} == names(place)


def test_no_folder_is_lost_while_others_sweep(place: Path) -> None:
    done = threading.Event()

    def sweep_on() -> None:
        while not done.is_set():
            sweep()

    sweepers = [threading.Thread(target=sweep_on) for _ in range(2)]
    for thread in sweepers:
        thread.start()
    try:
        for i in range(200):
            with folder_aside() as folder:
                (folder / "a").write_text(str(i))
                assert str(i) == (folder / "a").read_text()
    finally:
        done.set()
        for thread in sweepers:
            thread.join()
    assert set() == names(place)


def test_what_was_not_finished_beside_a_place_is_swept_when_it_is_old(place: Path) -> None:
    for name in (".a.partial-old", ".a.partial-new", ".b.partial-old"):
        (place / name).mkdir()
    (place / ".a.partial-file").touch()
    long_ago = time.time() - 7200
    for path in place.iterdir():
        if not path.name.endswith("new"):
            os.utime(path, (long_ago, long_ago))

    sweep_beside(place / "a", ".a.partial-*")

    assert {".a.partial-new", ".b.partial-old"} == names(place)
