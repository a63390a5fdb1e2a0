"""A report's formats are made again from its executed notebook.

Nothing is computed, and no data are read. So all files are searched for identity numbers, and not
for the persons of a delivery (`scanning.py`). The report's other files are copied as they are, and
its provenance says which version of this package made the new ones.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import Tell
from tsi_eval.making.processes import Processes
from tsi_eval.making.provenance import PROVENANCE, hashes, package_sha256, read_made, write
from tsi_eval.making.publish import alone, publishing
from tsi_eval.making.request import USUAL
from tsi_eval.making.scanning import refuse
from tsi_eval.project import Project
from tsi_eval.report.outputs import NOTEBOOK, RELEASED
from tsi_eval.report.render import again


def rerender(project: Project, pilot: str, language: str, formats: tuple[str, ...], tell: Tell) -> Path:
    """Write formats of a report anew beside its other files, and return its folder.

    Raises:
        UsageError: There is no such report (E196).
        ReportError: A file is not as it was written (E412), a format can't be made (E173), or its
            place not be written (E174, E179).
        ProtectionError: Something in a file must not leave (E420), or can't be looked into (E421).
    """
    final = project.report(pilot, language)
    with alone(final, pilot):
        old = read_made(final, PROVENANCE, json.loads)
        texts = [read_made(final, name, str) for name in (RELEASED, NOTEBOOK)]
        _refuse_touched(final, old.pop("outputs_sha256", {}))
        with Processes() as processes:
            made = processes.do(again, *texts, language, formats, seconds=USUAL.seconds, tell=tell)
            origin = _origin(old, formats)
            with publishing(final, pilot) as folder:
                for path in final.iterdir():
                    if path.name != PROVENANCE and path.name not in made:
                        shutil.copyfile(path, folder / path.name)
                write(folder, made, origin)
                processes.do(refuse, folder, None, seconds=USUAL.seconds, tell=tell)
    return final


def _origin(old: Mapping[str, Any], formats: tuple[str, ...]) -> dict[str, Any]:
    """Return what a report is made from, with the formats that are made again."""
    kept = {name: value for name, value in old.items() if name != "outputs_sha256"}
    every = sorted({*old.get("formats", ()), *formats})
    return kept | {"formats": every, "formats_package_sha256": package_sha256()}


def _refuse_touched(folder: Path, written: Mapping[str, str]) -> None:
    """Refuse a folder that holds anything but the files that were written, as they were written.

    The notebook was put together of released values only; it is not known what changed it since.
    """
    now = hashes(folder)
    for name in sorted({**written, **now}):
        if now.get(name) != written.get(name):
            file = f"reports/{folder.parent.name}/{folder.name}/{name}"
            raise ReportError(Problem(code="E412", params={"file": file, "pilot": folder.parent.name}))
