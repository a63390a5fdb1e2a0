"""What the reports of the pilots in the repository are, as short fingerprints.

A report's files have the hash of their bytes. Released values have a hash a question, of the values
and not of how they are written, so that a test that fails says where to look. `python
tests/goldens/fingerprints.py` makes all reports and writes them anew, or those of the pilots that
it is given; what changed is then seen in the diff of `reports.json`, and belongs in the commit's
message.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tsi_eval.language import LANGUAGES
from tsi_eval.project import Project, find_project

KEPT = Path(__file__).with_name("reports.json")
FILES = ("estimates.csv", "follow_up_report.docx", "follow_up_report.html", "follow_up_report.pdf")
DIGITS = 12

Prints = dict[str, dict[str, dict[str, str]]]


def read() -> Prints:
    """Return what is kept: pilot → language or "released" → file or question → hash."""
    found: Prints = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def project_with(pilots: tuple[str, ...], root: Path) -> Project:
    """Copy pilots of the repository into a project of their own."""
    here = find_project(Path(__file__).parent)
    shutil.copytree(here.root / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for pilot in pilots:
        shutil.copytree(here.data / pilot, root / "data_raw" / pilot)
    return Project(root=root)


def prints_of(project: Project, pilot: str) -> dict[str, dict[str, str]]:
    """Return the fingerprints of a pilot's drafts, which are there in every language."""
    folders = {language: project.report(pilot, language, draft=True) for language in LANGUAGES}
    files = {
        language: {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
        for language, folder in folders.items()
    }
    released = json.loads((folders[LANGUAGES[0]] / "released.json").read_text(encoding="utf-8"))
    return {"released": values_of(released)} | files


def values_of(released: Mapping[str, Any]) -> dict[str, str]:
    """Return a hash for the cover and one for each finding."""
    parts = {"cover": released["cover"], **{finding["question"]: finding for finding in released["findings"]}}
    return {name: _hash_of_value(part) for name, part in parts.items()}


def _hash_of_value(value: Any) -> str:
    written = json.dumps(_plain(value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value in which 1 and 1.0, and numbers that agree to twelve digits, are the same."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value + 0.0:.{DIGITS}g}"
    return value


def pilots_of_the_repository() -> tuple[str, ...]:
    """Return the pilots that say where they come from; those that a user has made do not."""
    project = find_project(Path(__file__).parent)
    return tuple(pilot for pilot in project.pilots() if (project.data / pilot / "SOURCE.md").is_file())


def _renew(pilots: tuple[str, ...]) -> None:
    import subprocess

    with tempfile.TemporaryDirectory() as place:
        project = project_with(pilots, Path(place) / "project")
        for language in LANGUAGES:
            words = ["report", *pilots, "--language", language, "--workers", "2"]
            subprocess.run([sys.executable, "-m", "tsi_eval", *words], cwd=project.root, check=True)
        kept = (read() if KEPT.is_file() else {}) | {pilot: prints_of(project, pilot) for pilot in pilots}
    found = {pilot: kept[pilot] for pilot in pilots_of_the_repository() if pilot in kept}
    KEPT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _renew(tuple(sys.argv[1:]) or pilots_of_the_repository())
