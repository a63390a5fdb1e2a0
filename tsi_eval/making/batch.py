"""Reports of many pilots: each in processes of its own, some at once, skipped when nothing they come from has changed."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tsi_eval.errors import Problem, UsageError
from tsi_eval.findings.released import from_json
from tsi_eval.language import Tell
from tsi_eval.making.processes import Processes
from tsi_eval.making.publish import alone, publishing
from tsi_eval.making.register import Register
from tsi_eval.making.request import Request
from tsi_eval.making.run import released_text, told
from tsi_eval.project import Project
from tsi_eval.report.render import Files, render

PROVENANCE = "provenance.json"
MADE, UNCHANGED = "made", "unchanged"
T = TypeVar("T")


class Place(Protocol):
    """Where work is done: processes of this machine, or of a cluster."""

    def do(self, work: Callable[..., Any], *arguments: Any, seconds: float, tell: Tell) -> Any:
        """Do a piece of work, and return what it returns."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report.

    Attributes:
        pilot: Whose.
        state: "made" or "unchanged"; "" when it failed.
        error: What it failed of, or None.
        running: What was being made when it ended.
    """

    pilot: str
    state: str = ""
    error: Exception | None = field(default=None, compare=False)
    running: tuple[str, ...] = ()


def make_reports(
    project: Project, pilots: tuple[str, ...], request: Request, tell: Tell, renderer: Place | None = None
) -> Iterator[Outcome]:
    """Make reports, some at once, and yield what became of each as it ends; one that fails stops no other.

    Args:
        project: Where pilots and reports lie.
        pilots: Names of pilots.
        request: How.
        tell: Is told of progress, from several threads.
        renderer: Where notebooks are run; rows never go there, only released values. This machine,
            unless given.
    """
    with Processes() as processes, ThreadPoolExecutor(request.workers) as threads:
        running: list[str] = []

        def one(pilot: str) -> Outcome:
            running.append(pilot)
            try:
                return Outcome(pilot, _make(project, pilot, request, tell, processes, renderer or processes))
            except Exception as error:  # noqa: BLE001  one report's failure is its own
                return Outcome(pilot, error=error)
            finally:
                running.remove(pilot)

        tasks = [threads.submit(one, pilot) for pilot in dict.fromkeys(pilots)]
        try:
            for done in as_completed(tasks):
                yield replace(done.result(), running=tuple(running))
        finally:
            for task in tasks:
                task.cancel()
            processes.stop()


def _make(project: Project, pilot: str, request: Request, tell: Tell, processes: Processes, renderer: Place) -> str:
    began = time.monotonic()
    final = project.report(pilot, request.language)
    with alone(final, pilot):
        released = processes.do(released_text, project, pilot, seconds=request.seconds, tell=tell)
        notebook = project.notebook_text()
        origin = origin_of(released, notebook, request.language, request.formats, project)
        place = final.relative_to(project.root).as_posix()
        register = Register(folder=project.deliveries(pilot))
        if not request.force and is_made(final, origin):
            register.keep(from_json(released))
            tell(told(UNCHANGED, pilot, path=place))
            return UNCHANGED
        left = request.seconds - (time.monotonic() - began)
        made = renderer.do(render, released, notebook, request.language, request.formats, seconds=left, tell=tell)
        with publishing(final, pilot) as folder:
            write(folder, made, origin)
            # Before the report appears: what may have been read must be known to the next one.
            register.keep(from_json(released))
    tell(told("done", pilot, seconds=str(round(time.monotonic() - began)), path=place))
    return MADE


def origin_of(
    released: str, notebook: str, language: str, formats: tuple[str, ...], project: Project
) -> dict[str, Any]:
    """Return what a report is made from: all that can change it."""
    values = json.loads(released)
    cover = {name: values["cover"][name] for name in ("pilot", "policy", "report_date")}
    return {
        **values["provenance"],
        **cover,
        "data_kind": values["cover"]["data"],
        "language": language,
        "formats": sorted(formats),
        "released_sha256": _sha256(released.encode()),
        "notebook_sha256": _sha256(notebook.encode()),
        "package_sha256": package_sha256(),
        "environment_sha256": _environment(project.root),
    }


def is_made(final: Path, origin: Mapping[str, Any]) -> bool:
    """Tell whether a folder holds the report of this origin, as it was written."""
    try:
        made = json.loads((final / PROVENANCE).read_text(encoding="utf-8"))
        outputs = made.pop("outputs_sha256")
        return bool(made == origin and outputs and outputs == hashes(final))
    except (OSError, ValueError, KeyError, AttributeError):
        return False


def read_made(folder: Path, name: str, parse: Callable[[str], T]) -> T:
    """Return a file of a report, parsed.

    Raises:
        UsageError: The folder holds no such file, or it can't be parsed (E196).
    """
    try:
        return parse((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        report = f"{folder.parent.name}/{folder.name}"
        raise UsageError(Problem(code="E196", params={"name": report, "file": name})) from None


def write(folder: Path, made: Files, origin: Mapping[str, Any]) -> None:
    """Write a report's files, and what they come from."""
    for name, content in made.items():
        (folder / name).write_bytes(content)
    told_of = {**origin, "outputs_sha256": hashes(folder)}
    text = json.dumps(told_of, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / PROVENANCE).write_text(text, encoding="utf-8", newline="\n")


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a report but the one that holds the hashes."""
    return {path.name: _sha256(path.read_bytes()) for path in sorted(folder.iterdir()) if path.name != PROVENANCE}


@cache
def package_sha256() -> str:
    """Return the hash of everything in this package that can change a report."""
    root = Path(str(files("tsi_eval")))
    kept = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    lines = (f"{path.relative_to(root).as_posix()} {_sha256(path.read_bytes())}" for path in sorted(kept))
    return _sha256("\n".join(lines).encode())


@cache
def _environment(root: Path) -> str:
    """Return the hash of Python's and the installed packages' versions, and of the lock that they should come from."""
    asked = sorted(
        re.split(r"[^\w-]", line)[0] for line in metadata.requires("tsi_eval") or () if "extra ==" not in line
    )
    versions = [f"{name} {metadata.version(name)}" for name in asked]
    lock = root / "requirements.lock"
    locked = _sha256(lock.read_bytes()) if lock.is_file() else ""
    return _sha256("\n".join([f"python {sys.version_info[:3]}", *versions, locked]).encode())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
