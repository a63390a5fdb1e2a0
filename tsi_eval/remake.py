"""A report's formats made again from its executed notebook: nothing is computed, no data are read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tsi_eval.apart import Processes, Tell
from tsi_eval.batch import PROVENANCE, SECONDS, package_sha256, write
from tsi_eval.errors import Problem, UsageError
from tsi_eval.project import Project
from tsi_eval.report.outputs import NOTEBOOK, RELEASED
from tsi_eval.report.publish import alone, publishing
from tsi_eval.report.render import again


def remake(project: Project, pilot: str, language: str, formats: tuple[str, ...], tell: Tell) -> Path:
    """Write formats of a report anew beside its other files, and return its folder.

    Raises:
        UsageError: There is no such report (E196).
        ReportError: A format can't be made (E173), or its place not be written (E174, E179).
    """
    final = project.report(pilot, language)
    with alone(final, pilot):
        try:
            old = json.loads((final / PROVENANCE).read_text(encoding="utf-8"))
            texts = [(final / name).read_text(encoding="utf-8") for name in (RELEASED, NOTEBOOK)]
        except (OSError, ValueError):
            raise UsageError(Problem(code="E196", params={"name": f"{pilot}/{language}", "file": PROVENANCE})) from None
        with Processes() as processes:
            made = processes.do(again, *texts, language, formats, seconds=SECONDS, tell=tell)
        old.pop("outputs_sha256", None)
        origin = old | {
            "formats": sorted({*old.get("formats", ()), *formats}),
            "formats_package_sha256": package_sha256(),
        }
        with publishing(final, pilot) as folder:
            for path in final.iterdir():
                if path.name != PROVENANCE and path.name not in made:
                    shutil.copyfile(path, folder / path.name)
            write(folder, made, origin)
    return final
