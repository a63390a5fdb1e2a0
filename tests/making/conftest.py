"""Reports that are made once, for tests that change a copy or compare with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import run
from small_projects import Files, contents, make

from tsi_eval.project import Project


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, tiny_pilot: Files) -> Project:
    """Return a project whose pilot `a` has an English report, as HTML and Word.

    Nobody may change it; `project` gives a copy.
    """
    project = make(tmp_path_factory.mktemp("made") / "p", tiny_pilot, "a")
    assert run(project, "report", "a", "--language", "en", "--formats", "html,docx") == 0
    return project


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    """Return a copy of the project with a report, for a test to change."""
    shutil.copytree(made.root, tmp_path / "p")
    return Project(root=tmp_path / "p")


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory, tiny_pilot: Files) -> dict[str, str]:
    """Return the hashes of all files of two pilots' reports, made one after the other."""
    project = make(tmp_path_factory.mktemp("first") / "p", tiny_pilot, "a", "b")
    assert run(project, "report", "--all") == 0
    return contents(project.reports)
