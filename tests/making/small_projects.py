"""Projects of small pilots, and what lies in them, for tests that make whole reports."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

import nbformat

from tsi_eval.project import Project, find_project

HERE = find_project(Path(__file__).parent)
Files = dict[str, str]


def make(root: Path, files: Mapping[str, str], *names: str) -> Project:
    """Make a project with the real notebooks, and pilots that hold the same files."""
    shutil.copytree(HERE.root / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (root / "data_raw").mkdir(exist_ok=True)
    for name in names:
        put(root, files, name)
    return Project(root=root)


def put(root: Path, files: Mapping[str, str], name: str) -> None:
    """Write files into a pilot's folder; those that are not named stay."""
    folder = root / "data_raw" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")


def approved(files: Mapping[str, str]) -> Files:
    """Return a pilot's files with a report that somebody has approved."""
    status = 'policy = "default"\nstatus = "approved"\napproved_by = "X"'
    return {**files, "pilot.toml": files["pilot.toml"].replace('policy = "default"', status)}


def append_cell(project: Project, source: str) -> None:
    """Append a cell of code to the report's notebook."""
    notebook = nbformat.read(project.notebook, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, project.notebook)


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def times(folder: Path) -> dict[str, int]:
    """Return when each file of a folder was last written, in nanoseconds."""
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
