"""What git sees of pilots: a municipality's own stay outside, the rest hold no real data."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from command_line import run
from small_projects import make

from tsi_eval.project import Project

ROOT = Path(__file__).resolve().parents[1]


def git(folder: Path, *words: str) -> list[str]:
    """Return the lines that git prints in a folder."""
    setting = ("-c", "core.quotepath=off")
    done = subprocess.run(["git", *setting, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def seen(project: Project) -> list[str]:
    """Return what a commit of everything would hold of the pilots."""
    return [line for line in git(project.root, "status", "--porcelain", "-uall") if "data_raw" in line]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project in a repository of its own, with the rules of this one."""
    made = make(tmp_path, {})
    git(tmp_path, "init", "--quiet")
    shutil.copy(ROOT / ".gitignore", tmp_path)
    return made


def test_a_new_pilot_is_ignored_with_all_that_is_put_into_it(project: Project) -> None:
    assert run(project, "new", "mine", "--questions", "participation") == 0
    (project.data / "mine" / "barn.csv").write_text("id\n")
    (project.data / "mine" / "texts" / "sv").mkdir(parents=True, exist_ok=True)
    (project.data / "mine" / "texts" / "sv" / "background.md").write_text("Om oss.")

    assert 'data = "real"' in (project.data / "mine" / "pilot.toml").read_text(encoding="utf-8")
    assert [] == seen(project)


def test_a_copy_of_a_tracked_pilot_is_ignored(project: Project) -> None:
    shutil.copytree(ROOT / "data_raw" / "star", project.data / "mine")

    assert [] == seen(project)


def test_a_file_that_is_put_into_a_tracked_pilots_folder_is_ignored_and_a_change_is_seen(project: Project) -> None:
    shutil.copytree(ROOT / "data_raw" / "star", project.data / "star")
    git(project.root, "add", "--force", "data_raw/star")
    (project.data / "star" / "barn.csv").write_text("id\n")
    assert "A  data_raw/star/pilot.toml" in seen(project)
    assert not [line for line in seen(project) if "barn.csv" in line]

    (project.data / "star" / "pilot.toml").write_text("")

    assert "AM data_raw/star/pilot.toml" in seen(project)


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Return the paths of all tracked files below `data_raw`."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a repository")
    return git(ROOT, "ls-files", "data_raw")


def test_no_tracked_pilot_holds_real_data(tracked: list[str]) -> None:
    declared = {
        path: tomllib.loads((ROOT / path).read_text(encoding="utf-8"))["data"]
        for path in tracked
        if path.endswith("/pilot.toml")
    }

    assert 5 <= len(declared)
    assert {"public", "synthetic"} == set(declared.values())


def test_every_tracked_file_lies_in_a_pilot_that_says_what_its_data_are(tracked: list[str]) -> None:
    pilots = {path.removesuffix("/pilot.toml") for path in tracked if path.endswith("/pilot.toml")}

    assert pilots == {"/".join(path.split("/")[:2]) for path in tracked}


def test_no_file_of_a_tracked_pilot_was_forgotten(tracked: list[str]) -> None:
    pilots = sorted({"/".join(path.split("/")[:2]) for path in tracked})

    assert [] == git(ROOT, "ls-files", "--others", *pilots)


def test_what_check_understood_is_ignored(project: Project) -> None:
    (project.checks("mine")).mkdir(parents=True)
    (project.checks("mine") / "understood.xlsx").write_text("x")

    assert not [line for line in git(project.root, "status", "--porcelain", "-uall") if "checks" in line]
