"""Which report is meant, and whether it is a draft or an approved one.

A user names a report by its pilot or by the report's folder. A pilot may have both an approved
report and a draft of the next one:

    reports/star/sv          approved
    reports/star/draft/sv    a draft

Its name then means the approved one, and where there is none, the draft. A folder is taken as it is
typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tsi_eval.errors import Problem, UsageError
from tsi_eval.language import Message
from tsi_eval.making.provenance import read_provenance
from tsi_eval.project import Project
from tsi_eval.report.outputs import RELEASED


def report_folder(project: Project, name: str, language: str) -> Path:
    """Return the folder of the report that a user names.

    Args:
        project: Where reports lie.
        name: A pilot's name, or a report's folder.
        language: The language of the report; a folder has its own.

    Raises:
        UsageError: There is no such report (E196), or no pilot can have such a name (E161).
    """
    if _is_folder(name):
        return Path(name)
    for draft in (False, True):
        folder = project.report(name, language, draft=draft)
        if folder.is_dir():
            return folder
    place = project.shown(project.reports_of(name))
    raise UsageError(Problem(code="E196", params={"name": f"{name}/{language}", "file": place}))


def pilot_of(project: Project, name: str) -> str:
    """Return the pilot of the report that a user names, whether or not there is one.

    Raises:
        UsageError: It is a folder that does not say whose report it holds (E196).
    """
    return str(read_provenance(project, Path(name))["pilot"]) if _is_folder(name) else name


def kind_of(status: str) -> Message:
    """Return the words for a report's status: a draft, or an approved report."""
    return Message(f"progress.kind.{status}")


def status_in(released: Mapping[str, Any]) -> str:
    """Return the status of a report by its `released.json`: "draft" or "approved"."""
    return "approved" if released.get("cover", {}).get("status") == "approved" else "draft"


def _is_folder(name: str) -> bool:
    return (Path(name) / RELEASED).is_file()
