"""How long twelve reports take, here and by the tools one would otherwise put together.

Both are measured in the same run, on the same machine.

    python tests/benchmarks/reports.py [--pilots 12] [--peers 12] [--workers 2]

Here: `tsi-eval report --all --workers 2`, from a cold start. The peer, for each report and each
from a cold start: a Python process that computes `released.json`, then `papermill` and `jupyter
nbconvert` on the same notebook, then the same pandoc and typst steps to PDF and Word. Both begin
with the same files and end with HTML, PDF and Word. Printed: seconds of the clock and of the
processors; then what the notebook's own cells cost, and what a report in flight holds of memory.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tsi_eval.making.processes import Processes
from tsi_eval.project import find_project

HERE = find_project(Path(__file__).parent)
NUMBERS = """
import sys
from pathlib import Path
from tsi_eval.project import find_project
from tsi_eval.making.run import released_text
Path(sys.argv[2]).write_text(released_text(find_project(), sys.argv[1], lambda _: None), encoding="utf-8")
"""
# The document, then pandoc and typst; the import that costs two seconds is left out, in the peer's
# favour.
FORMATS = """
import sys
sys.modules["rfc3987_syntax"] = None
from pathlib import Path
from tsi_eval.report.render import again
released, executed = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:3])
made = again(released, executed, "sv", ("pdf", "docx"), lambda _: None)
for name, content in made.items():
    Path(sys.argv[2]).with_name(name).write_bytes(content)
"""
# What `tsi-eval report` does once the numbers are there.
HERE_ONLY = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tsi_eval.making.processes import Processes
from tsi_eval.making.worker import WARM_REPORT
from tsi_eval.project import find_project
from tsi_eval.report.render import render
if __name__ == "__main__":
    notebook = find_project().notebook.read_text(encoding="utf-8")
    def one(path):
        released = path.read_text(encoding="utf-8")
        formats = ("html", "pdf", "docx")
        made = processes.do(render, released, notebook, "sv", formats, seconds=600, tell=lambda _: None)
        for name, content in made.items():
            path.with_name(f"here_{name}").write_bytes(content)
    with Processes(warm=WARM_REPORT) as processes, ThreadPoolExecutor(int(sys.argv[1])) as threads:
        list(threads.map(one, sorted(Path("by_hand").glob("*/released.json"))))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock, and of all processors."""

    wall: float
    cpu: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.cpu + other.cpu)


NONE = Cost(0.0, 0.0)


def costs(work: Callable[[], object]) -> Cost:
    """Return what a piece of work costs, in all processes that it and its children start."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    work()
    wall = time.monotonic() - began
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def adopt() -> None:
    """Become the parent of whatever a child leaves behind (Linux).

    So the seconds of such a process are counted too.
    """
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def call(root: Path, *words: str) -> None:
    """Run a program in the project's folder, and let nothing of it be seen."""
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{words}:\n{done.stderr}")


def project_of(root: Path, pilots: int) -> tuple[str, ...]:
    """Make a project of simulated variants of the embedded example, and return their names."""
    shutil.copytree(HERE.root / "notebooks", root / "notebooks")
    shutil.copytree(HERE.data / "familjeteamet", root / "data_raw" / "familjeteamet")
    names = tuple(f"variant_{seed:02}" for seed in range(1, pilots + 1))
    for seed, name in enumerate(names, start=1):
        call(root, sys.executable, "-m", "tsi_eval", "simulate", "familjeteamet", name, "--seed", str(seed))
    shutil.rmtree(root / "data_raw" / "familjeteamet")
    return names


def numbers(root: Path, name: str) -> Cost:
    """Compute what may be shown of one pilot, as the first half of a report."""
    folder = root / "by_hand" / name
    folder.mkdir(parents=True)
    return costs(lambda: call(root, sys.executable, "-c", NUMBERS, name, str(folder / "released.json")))


def peer(root: Path, name: str) -> dict[str, Cost]:
    """Make one report by the tools' own commands."""
    python, bin_ = sys.executable, Path(sys.executable).parent
    released, executed = (str(root / "by_hand" / name / file) for file in ("released.json", "executed.ipynb"))
    given = ("-p", "released", released, "-p", "language", "sv", "-k", "python3")
    return {
        "papermill": costs(
            lambda: call(root, f"{bin_}/papermill", "notebooks/follow_up_report.ipynb", executed, *given)
        ),
        "nbconvert to HTML": costs(lambda: call(root, f"{bin_}/jupyter", "nbconvert", "--to", "html", executed)),
        "pandoc and typst": costs(lambda: call(root, python, "-c", FORMATS, released, executed)),
    }


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pilots", type=int, default=12)
    parser.add_argument("--workers", default="2")
    given = parser.parse_args()
    adopt()
    os.environ["TSI_EVAL_KEY_FILE"] = str(Path(tempfile.mkdtemp()) / "key")
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "project"
        names = project_of(root, given.pilots)
        print(f"{given.pilots} reports, HTML + PDF + Word, {given.workers} workers, {os.cpu_count()} processors\n")
        cold = sum((numbers(root, name) for name in names), NONE)
        here = costs(lambda: call(root, sys.executable, "-c", HERE_ONLY, given.workers))
        steps = [peer(root, name) for name in names]
        parts = {name: sum((step[name] for step in steps), NONE) for name in steps[0]}
        theirs = sum(parts.values(), NONE)
        print("from released values to three formats")
        line("here, warm-up included", here, here)
        line("papermill + nbconvert + pandoc + typst", theirs, here)
        for name, cost in parts.items():
            line(f"  {name}", cost, here)
        report = (sys.executable, "-m", "tsi_eval", "report", "--all", "--workers", given.workers)
        whole = costs(lambda: call(root, *report))
        print("\nfrom the pilots' files to three formats")
        line("tsi-eval report --all", whole, whole)
        line("a process for the numbers, then the same", cold + theirs, whole)
        line("tsi-eval report --all, nothing changed", costs(lambda: call(root, *report)), whole)
        in_flight(root, names[0])


def line(name: str, cost: Cost, ours: Cost) -> None:
    """Print a row: seconds of the clock and of the processors, and how many times ours."""
    print(f"{name:42} {cost.wall:7.1f} s {cost.cpu:7.1f} CPU s {cost.wall / ours.wall:6.1f} x")


def in_flight(root: Path, name: str) -> None:
    """Print what a report costs beyond its own cells, and what it holds of memory.

    It is made in a process forked from a warmed one.
    """
    sys.path.append(str(Path(__file__).parent))
    import work_in_flight as work

    def quiet(_: object) -> None:
        """Say nothing of progress."""

    folder = root / "by_hand" / name
    with Processes() as processes:
        cells, engine = (
            min(processes.do(one, folder, HERE.notebook, seconds=600, tell=quiet) for _ in range(5))
            for one in (work.cells_alone, work.by_engine)
        )
        ran, made = processes.do(work.memory, folder, HERE.notebook, seconds=600, tell=quiet)
    print("\none report in flight")
    print(f"{'its cells alone':42} {cells:7.2f} CPU s")
    print(f"{'its execution':42} {engine:7.2f} CPU s {engine / cells:6.2f} x")
    print(f"{'memory of its own, notebook run':42} {ran:7.0f} MB")
    print(f"{'memory of its own, three formats made':42} {made:7.0f} MB")


if __name__ == "__main__":
    main()
