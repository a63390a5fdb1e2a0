"""The command line, as tests call it."""

from __future__ import annotations

from contextlib import chdir

from tsi_eval.cli import main
from tsi_eval.project import Project


def run(project: Project, *words: str) -> int:
    """Do what the words ask for, standing in a project's folder, and return the exit code."""
    with chdir(project.root):
        return main(list(words))
