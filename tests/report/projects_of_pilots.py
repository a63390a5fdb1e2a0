"""Projects with a pilot of the repository, for tests that run the command line on it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tsi_eval.project import Project, find_project

HERE = find_project(Path(__file__).parent)


def copy_project(root: Path, pilot: str) -> Project:
    """Return a project of its own with the notebooks and one pilot of the repository."""
    shutil.copytree(HERE.root / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copytree(HERE.data / pilot, root / "data_raw" / pilot)
    return Project(root=root)


def page_of(project: Project, pilot: str, language: str) -> str:
    """Return the page of a pilot's draft, which all reports of the repository's pilots are."""
    return (project.report(pilot, language, draft=True) / "follow_up_report.html").read_text(encoding="utf-8")
