"""Which notebooks of a project's own stand in a pilot's report, and in which order.

First those in `data_raw/<pilot>/notebooks/`, by name, and then those that were given, as they were
typed. A link that leads out of the folder is not followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import Message, Tell
from tsi_eval.project import Project
from tsi_eval.report.own.studies import OwnNotebook, problems_of

FOLDER, SUFFIX = "notebooks", ".ipynb"


def own_notebooks(project: Project, pilot: str, given: Iterable[Path] = ()) -> tuple[OwnNotebook, ...]:
    """Return the notebooks whose chapters stand in a pilot's report.

    Args:
        project: Where the pilot lies.
        pilot: Its name, which has been checked.
        given: Where further ones lie.

    Raises:
        ReportError: A file is not there, can't be read, or is no notebook (E451), or can't be run
            as one of a report (E452-E454, E459).
    """
    notebooks, problems = looked_at(project, pilot, given)
    if problems:
        raise ReportError(problems)
    return notebooks


def looked_at(
    project: Project, pilot: str, given: Iterable[Path] = ()
) -> tuple[tuple[OwnNotebook, ...], tuple[Problem, ...]]:
    """Return the notebooks that can be read, and what is wrong with any."""
    folder = project.data / pilot / FOLDER
    found = sorted(path for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith("."))
    notebooks: list[OwnNotebook] = []
    problems: list[Problem] = []
    for path in (*found, *given):
        leads_out = path in found and not path.resolve().is_relative_to(folder.resolve())
        if path.suffix != SUFFIX or leads_out:
            problems.append(Problem(code="E451", params={"notebook": path.name}))
            continue
        try:
            notebooks.append(OwnNotebook(name=path.name, text=path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            problems.append(Problem(code="E451", params={"notebook": path.name}))
    return tuple(notebooks), (*problems, *problems_of(notebooks))


def hashes_of(notebooks: Iterable[OwnNotebook]) -> list[list[str]]:
    """Return the name and the SHA-256 of each, in their order."""
    return [[item.name, sha256(item.text.encode()).hexdigest()] for item in notebooks]


def say_which(notebooks: Iterable[OwnNotebook], pilot: str, language: str, tell: Tell) -> None:
    """Say which notebooks come into a report, and which of them print texts of another language."""
    for item in notebooks:
        about = {"pilot": pilot, "notebook": item.name}
        tell(Message("progress.own", about))
        if item.is_in_another_language(language):
            tell(Message("progress.own_language", about))
