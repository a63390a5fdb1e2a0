"""Reports of many pilots: some at once, each in processes of its own, none that has not changed.

For each pilot, one thread takes these steps:

1. It locks the pilot's reports (`publish.alone`), drafts and approved ones alike, so that no other
   run makes them.
2. A process reads the pilot's files and returns what may leave, as the text of `released.json`,
   and what its persons are told by, as keyed digests.
3. The thread chooses the folder: that of drafts unless the pilot says that the report is approved.
   It writes down what the report would be made from: its origin (`provenance.py`). If the report
   that lies there has the same origin and untouched files, it is left as it is.
4. Other processes, which have never seen a row, make the report's files from that text: one makes
   its chapters, another runs the notebook's cells, and a third writes the files
   (`report/render.py`).
5. The thread writes them into a folder aside. One more process searches all files there for
   identity numbers and for the delivery's persons (`scanning.py`); a hit means no report. Then the
   thread keeps the released values in the register of what was shown (`register.py`).
6. The folder takes the report's place (`publish.publishing`).

The register is written before the report appears. If a kill falls between the two, the register
knows of numbers that nobody has seen, and the next report may hide more than it must. The other way
round, the next report would be judged without numbers that somebody may have read, and could give
a child away.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace

from tsi_eval.errors import Param
from tsi_eval.findings.released import from_json
from tsi_eval.language import Tell
from tsi_eval.making.processes import Place, Processes, within
from tsi_eval.making.provenance import is_made, origin_of, write
from tsi_eval.making.publish import alone, publishing
from tsi_eval.making.register import Register
from tsi_eval.making.request import Request
from tsi_eval.making.run import progress, released_and_known
from tsi_eval.making.scanning import refuse
from tsi_eval.making.which import kind_of
from tsi_eval.project import Project
from tsi_eval.report.render import render

MADE, UNCHANGED = "made", "unchanged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report.

    Attributes:
        pilot: The name of its pilot.
        state: "made" or "unchanged"; "" when it failed.
        error: The error that it failed with, or None.
        running: The pilots whose reports were being made when this one ended.
    """

    pilot: str
    state: str = ""
    error: Exception | None = field(default=None, compare=False)
    running: tuple[str, ...] = ()


def make_reports(
    project: Project, pilots: tuple[str, ...], request: Request, tell: Tell, renderer: Place | None = None
) -> Iterator[Outcome]:
    """Make reports, some at once, and yield what became of each as it ends.

    A report that fails stops no other.

    Args:
        project: Where pilots and reports lie.
        pilots: Names of pilots.
        request: How the reports are to be made.
        tell: Is told of progress, from several threads.
        renderer: Where notebooks are run; unless given, on this machine. Only released values go
            there, never rows.
    """
    with Processes() as processes, ThreadPoolExecutor(request.workers) as threads:
        running: list[str] = []

        def outcome(pilot: str) -> Outcome:
            running.append(pilot)
            try:
                return Outcome(pilot, _make(project, pilot, request, tell, processes, renderer or processes))
            except Exception as error:  # noqa: BLE001  one report's failure is its own
                return Outcome(pilot, error=error)
            finally:
                running.remove(pilot)

        tasks = [threads.submit(outcome, pilot) for pilot in dict.fromkeys(pilots)]
        try:
            for done in as_completed(tasks):
                yield replace(done.result(), running=tuple(running))
        finally:
            for task in tasks:
                task.cancel()
            processes.stop()


def _make(project: Project, pilot: str, request: Request, tell: Tell, processes: Processes, renderer: Place) -> str:
    began = time.monotonic()
    with alone(project.reports_of(pilot), pilot):
        released, known = processes.do(released_and_known, project, pilot, seconds=request.seconds, tell=tell)
        notebook = project.notebook_text()
        values = from_json(released)
        final = project.report(pilot, request.language, draft=values.cover.is_draft)
        origin = origin_of(released, notebook, request.language, request.formats, project)
        told: dict[str, Param] = {"path": project.shown(final), "kind": kind_of(values.cover.status)}
        register = Register(folder=project.deliveries(pilot))
        if not request.force and is_made(final, origin):
            register.keep(values)
            tell(progress(UNCHANGED, pilot, **told))
            return UNCHANGED
        do = within(request.seconds - (time.monotonic() - began), renderer, tell)
        made = render(released, notebook, request.language, request.formats, tell, do)
        with publishing(final, pilot) as folder:
            write(folder, made, origin)
            remaining = request.seconds - (time.monotonic() - began)
            processes.do(refuse, folder, known, seconds=remaining, tell=tell)
            # This comes before the report appears; the head of this file says why.
            register.keep(values)
    tell(progress("done", pilot, seconds=str(round(time.monotonic() - began)), **told))
    return MADE
