"""Reports of many pilots: some at once, each in processes of its own, none that has not changed.

For each pilot, one thread takes these steps:

1. It locks the pilot's reports (`publish.alone`), drafts and approved ones alike, so that no other
   run makes them.
2. A process reads the pilot's files and returns what may leave, as the text of `released.json`,
   what its persons are told by, and what the report tells of them, both as keyed digests. If the
   report is approved, the thread then holds the register until it is made.
3. The thread chooses the folder: that of drafts unless the pilot says that the report is approved.
   It writes down what the report would be made from: its origin (`provenance.py`). If the report
   that lies there has the same origin and untouched files, it is left as it is.
4. Other processes, which have never seen a row, make the report's files from that text: one makes
   its chapters, another runs the notebook's cells, one more those of each notebook of the project's
   own, and a last one writes the files (`report/render.py`).
5. The thread writes them into a folder aside. One more process searches all files there for
   identity numbers and for the delivery's persons (`scanning.py`); a hit means no report. Then the
   thread keeps what an approved report tells in the register (`register.py`).
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
from tsi_eval.language import Tell
from tsi_eval.making.own_notebooks import own_notebooks, say_which
from tsi_eval.making.processes import Place, Processes, within
from tsi_eval.making.provenance import is_made, origin_of, write
from tsi_eval.making.publish import alone, publishing
from tsi_eval.making.register import Register
from tsi_eval.making.request import Request
from tsi_eval.making.run import ReadyToLeave, progress, ready_to_leave
from tsi_eval.making.scanning import refuse
from tsi_eval.making.which import kind_of
from tsi_eval.project import Project
from tsi_eval.report.own.studies import OwnNotebook
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
                end = time.monotonic() + request.seconds
                task = _Task(
                    project=project,
                    pilot=pilot,
                    request=request,
                    tell=tell,
                    processes=processes,
                    renderer=renderer or processes,
                    end=end,
                )
                return Outcome(pilot, _make(task))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One report that is to be made.

    Attributes:
        project: Where its pilot lies.
        pilot: The pilot's name.
        request: How it is to be made.
        tell: Is told of progress.
        processes: Where its steps run.
        renderer: Where its notebook is run.
        end: When its time is up, by the monotonic clock.
    """

    project: Project
    pilot: str
    request: Request
    tell: Tell
    processes: Processes
    renderer: Place
    end: float

    @property
    def seconds(self) -> float:
        """How much time is left."""
        return self.end - time.monotonic()

    def ready(self) -> ReadyToLeave:
        """Return what may leave, from a process that reads the rows."""
        ready: ReadyToLeave = self.processes.do(
            ready_to_leave, self.project, self.pilot, seconds=self.seconds, tell=self.tell
        )
        return ready


def _make(task: _Task) -> str:
    with alone(task.project.reports_of(task.pilot), task.pilot):
        # Before anything takes time.
        own = own_notebooks(task.project, task.pilot, task.request.notebooks)
        ready = task.ready()
        if not ready.approved:
            return _made(task, ready, own)
        register = Register(folder=task.project.private)
        with register.alone(task.pilot, task.seconds):
            if register.names() != ready.register:
                # Another report was handed out meanwhile: this one was not judged beside it.
                ready = task.ready()
            return _made(task, ready, own)


def _made(task: _Task, ready: ReadyToLeave, own: tuple[OwnNotebook, ...]) -> str:
    began, project, request = time.monotonic(), task.project, task.request
    final = project.report(task.pilot, request.language, draft=not ready.approved)
    notebook = project.notebook_text()
    origin = origin_of(ready.released, notebook, request.language, request.formats, project, ready.identity, own)
    told: dict[str, Param] = {"path": project.shown(final), "kind": kind_of(origin["status"])}
    if not request.force and is_made(final, origin):
        _keep(task, ready)
        task.tell(progress(UNCHANGED, task.pilot, **told))
        return UNCHANGED
    say_which(own, task.pilot, request.language, task.tell)
    do = within(task.seconds, task.renderer, task.tell)
    made = render(ready.released, notebook, request.language, request.formats, task.tell, do, own)
    with publishing(final, task.pilot) as folder:
        write(folder, made, origin)
        task.processes.do(refuse, folder, ready.known, seconds=task.seconds, tell=task.tell)
        # This comes before the report appears; the head of this file says why.
        _keep(task, ready)
    task.tell(progress("done", task.pilot, seconds=str(round(time.monotonic() - began)), **told))
    return MADE


def _keep(task: _Task, ready: ReadyToLeave) -> None:
    """Keep what an approved report tells; a draft binds nothing."""
    if ready.approved:
        Register(folder=task.project.private).keep(task.pilot, ready.identity, ready.told, ready.fingerprint)
