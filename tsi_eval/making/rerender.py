"""A report's formats are made again from its executed notebook.

Nothing is computed, and no data are read. So all files are searched for identity numbers, and not
for the persons of a delivery (`scanning.py`). The report's other files are copied as they are, and
its provenance says which version of this package made the new ones.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import Tell
from tsi_eval.making.processes import Processes
from tsi_eval.making.provenance import PROVENANCE, hashes, package_sha256, read_made, read_provenance, write
from tsi_eval.making.publish import alone, publishing
from tsi_eval.making.request import USUAL
from tsi_eval.making.scanning import refuse
from tsi_eval.making.which import pilot_of, report_folder, status_in
from tsi_eval.making.worker import WARM_REPORT
from tsi_eval.project import Project
from tsi_eval.report.outputs import NOTEBOOK, RELEASED
from tsi_eval.report.render import again


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A report of which formats were made again.

    Attributes:
        pilot: The pilot whose report it is.
        folder: The report's folder.
        status: "draft" or "approved".
    """

    pilot: str
    folder: Path
    status: str


def rerender(project: Project, name: str, language: str, formats: tuple[str, ...], tell: Tell) -> Rendered:
    """Write formats of a report anew beside its other files.

    Args:
        project: Where reports lie.
        name: The pilot, whose approved report is meant, or its draft where none is approved; or a
            report's folder.
        language: The language of the report; a folder has its own.
        formats: What is to be made.
        tell: Is told of progress.

    Raises:
        UsageError: There is no such report (E196).
        ReportError: A file is not as it was written (E412), a format can't be made (E173), or its
            place not be written (E174, E179).
        ProtectionError: Something in a file must not leave (E420), or can't be looked into (E421).
    """
    pilot = pilot_of(project, name)
    with alone(project.reports_of(pilot), pilot):
        final = report_folder(project, name, language)
        old = read_provenance(project, final)
        texts = [read_made(project, final, file, str) for file in (RELEASED, NOTEBOOK)]
        _refuse_touched(project, final, old)
        with Processes(warm=WARM_REPORT) as processes:
            made = processes.do(again, *texts, old["language"], formats, seconds=USUAL.seconds, tell=tell)
            origin = _origin(old, formats)
            with publishing(final, pilot) as folder:
                for path in final.iterdir():
                    if path.name != PROVENANCE and path.name not in made:
                        shutil.copyfile(path, folder / path.name)
                write(folder, made, origin)
                processes.do(refuse, folder, None, seconds=USUAL.seconds, tell=tell)
    return Rendered(pilot=pilot, folder=final, status=status_in(json.loads(texts[0])))


def _origin(old: Mapping[str, Any], formats: tuple[str, ...]) -> dict[str, Any]:
    """Return what a report is made from, with the formats that are made again."""
    kept = {name: value for name, value in old.items() if name != "outputs_sha256"}
    every = sorted({*old.get("formats", ()), *formats})
    return kept | {"formats": every, "formats_package_sha256": package_sha256()}


def _refuse_touched(project: Project, folder: Path, made: Mapping[str, Any]) -> None:
    """Refuse a folder that holds anything but the files that were written, as they were written.

    The notebook was put together of released values only; it is not known what changed it since.
    """
    written, now = made["outputs_sha256"], hashes(folder)
    for name in sorted({**written, **now}):
        if now.get(name) != written.get(name):
            file = f"{project.shown(folder)}/{name}"
            raise ReportError(Problem(code="E412", params={"file": file, "pilot": made["pilot"]}))
