"""Where things lie: pilots, notebooks, reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tsi_eval.errors import Problem, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with pilots and notebooks, in which reports are made."""

    root: Path

    @property
    def data(self) -> Path:
        """The pilots' folders."""
        return self.root / "data_raw"

    @property
    def reports(self) -> Path:
        """What is made."""
        return self.root / "reports"

    @property
    def notebook(self) -> Path:
        """The report's notebook."""
        return self.root / "notebooks" / "follow_up_report.ipynb"

    def report(self, pilot: str, language: str) -> Path:
        """Return the folder of one report."""
        return self.reports / pilot / language

    def deliveries(self, pilot: str) -> Path:
        """Return the folder of what earlier reports of a pilot said."""
        return self.reports / pilot / "deliveries"

    def pilots(self) -> tuple[str, ...]:
        """Return the names of all pilots."""
        return tuple(sorted(path.parent.name for path in self.data.glob("*/pilot.toml")))


def find_project(start: Path | None = None) -> Project:
    """Return the project that a folder, or the folder one stands in, lies in.

    Raises:
        UsageError: When there is none (E192).
    """
    start = start or Path.cwd()
    for folder in (start, *start.parents):
        if (folder / "data_raw").is_dir() and (folder / "notebooks").is_dir():
            return Project(root=folder)
    raise UsageError(Problem(code="E192"))
