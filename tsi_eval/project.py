"""Where things lie in a project: its pilots, its notebooks, its reports."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from tsi_eval.errors import Problem, ReportError, UsageError

# The folder of a pilot's drafts, beside its approved reports.
DRAFT = "draft"
_NAME = re.compile(r"[a-z0-9åäö][a-z0-9åäö_-]{0,63}")
_FORBIDDEN_NAMES = frozenset({"con", "prn", "aux", "nul"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with pilots and notebooks, in which reports are made."""

    root: Path

    @property
    def data(self) -> Path:
        """The folder that holds a folder for each pilot."""
        return self.root / "data_raw"

    @property
    def reports(self) -> Path:
        """The folder of everything that is made."""
        return self.root / "reports"

    @property
    def notebook(self) -> Path:
        """The report's notebook."""
        return self.root / "notebooks" / "follow_up_report.ipynb"

    def notebook_text(self) -> str:
        """Return the text of the report's notebook.

        Raises:
            ReportError: It is missing or can't be read (E170).
        """
        try:
            return self.notebook.read_text(encoding="utf-8")
        except (OSError, ValueError):
            raise ReportError(Problem(code="E170", params={"notebook": self.notebook.name})) from None

    def reports_of(self, pilot: str) -> Path:
        """Return the folder of everything that is made of one pilot.

        Raises:
            UsageError: The pilot's name can't be one (E161).
        """
        return self.reports / check_name(pilot)

    def report(self, pilot: str, language: str, *, draft: bool) -> Path:
        """Return the folder of one report.

        A draft lies apart, so that it never takes the place of a report that was approved.

        Raises:
            UsageError: The pilot's name can't be one (E161).
        """
        folder = self.reports_of(pilot)
        return folder / DRAFT / language if draft else folder / language

    @property
    def private(self) -> Path:
        """The folder of what was handed out, which itself is never handed out."""
        return self.root / ".tsi_eval"

    def shown(self, folder: Path) -> str:
        """Return how messages name a folder: as seen from the project, or by its name elsewhere."""
        folder, root = folder.absolute(), self.root.absolute()
        return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name

    def checks(self, pilot: str) -> Path:
        """Return the folder of what `check` understood of a pilot, which never leaves the house.

        Raises:
            UsageError: The pilot's name can't be one (E161).
        """
        return self.root / "checks" / check_name(pilot)

    def pilots(self) -> tuple[str, ...]:
        """Return the names of all pilots."""
        return tuple(sorted(path.parent.name for path in self.data.glob("[!.]*/pilot.toml")))


def check_name(name: str) -> str:
    """Return a pilot's name, or refuse it before it becomes part of any path.

    Raises:
        UsageError: It can't be one (E161).
    """
    name = unicodedata.normalize("NFC", name)
    if not _NAME.fullmatch(name) or name in _FORBIDDEN_NAMES:
        raise UsageError(Problem(code="E161"))
    return name


def find_project(start: Path | None = None) -> Project:
    """Return the project that a folder lies in: the nearest one, upwards.

    Args:
        start: The folder; unless given, the one that the user stands in.

    Raises:
        UsageError: There is none (E192).
    """
    start = start or Path.cwd()
    for folder in (start, *start.parents):
        if (folder / "data_raw").is_dir() and (folder / "notebooks").is_dir():
            return Project(root=folder)
    raise UsageError(Problem(code="E192"))
