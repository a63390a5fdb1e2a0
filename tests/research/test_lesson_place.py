"""A notebook finds its project from wherever it is run."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from tsi_eval import TsiError
from tsi_eval.research import lesson_place
from tsi_eval.research.lesson_place import project_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("data_raw", "notebooks"):
        (tmp_path / "work" / name).mkdir(parents=True)
    return tmp_path / "work"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder of no project, in a process that nobody's notebook started."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(lesson_place, "__file__", str(tmp_path / "site-packages" / "lesson_place.py"))
    started_by(monkeypatch, [], tmp_path)


def started_by(monkeypatch: pytest.MonkeyPatch, words: list[str], folder: Path) -> None:
    starter = SimpleNamespace(cmdline=lambda: words, cwd=lambda: str(folder))
    monkeypatch.setattr(psutil, "Process", lambda _: starter)


def test_the_given_one_is_taken_and_so_is_one_around_a_given_folder(project: Path) -> None:
    assert project == project_of(str(project)).root
    assert project == project_of(str(project / "notebooks")).root


def test_the_one_that_the_user_stands_in(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "data_raw")

    assert project == project_of("").root


def test_the_one_of_the_notebook_that_jupyters_server_names(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", str(project / "notebooks" / "absence.ipynb"))

    assert project == project_of("").root


def test_the_one_of_the_notebook_that_papermill_was_asked_to_run(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["python", "papermill", "work/notebooks/absence.ipynb", "elsewhere/out.ipynb", "-p", "pilot", "star"]
    started_by(monkeypatch, words, tmp_path)

    assert project == project_of("").root


def test_the_one_that_the_package_was_installed_from(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lesson_place, "__file__", str(project / "tsi_eval" / "research" / "lesson_place.py"))

    assert project == project_of("").root


def test_where_none_is_found_it_is_said_what_to_give(tmp_path: Path) -> None:
    for given in ("", str(tmp_path / "nowhere")):
        with pytest.raises(TsiError) as error:
            project_of(given)
        assert "E478" == error.value.problems[0].code
        assert "-p project" in error.value.text("en")


def test_a_starter_that_may_not_be_asked_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: int) -> None:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil, "Process", denied)
    with pytest.raises(TsiError):
        project_of("")
