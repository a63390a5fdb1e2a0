"""How long twelve reports take, here and by the tools one would otherwise put together; in the same run, on the same machine.

    python tests/benchmarks/reports.py [--pilots 12] [--peers 12] [--workers 2]

Here: `tsi-eval report --all --workers 2`, from a cold start. The peer, for each report and each from a cold start: a Python process that
computes `released.json`, then `papermill` and `jupyter nbconvert` on the same notebook, then the same pandoc and typst steps to PDF and
Word. Both begin with the same files and end with HTML, PDF and Word. Printed: seconds of the clock and of the processors; then what the
notebook's own cells cost, and what a report in flight holds of memory.
"""

from __future__ import annotations

import argparse
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

from tsi_eval.apart import Processes
from tsi_eval.project import find_project

HERE = find_project(Path(__file__).parent)
RELEASE = """
import sys
from pathlib import Path
from tsi_eval.project import find_project
from tsi_eval.run import released_text
Path(sys.argv[2]).write_text(released_text(find_project(), sys.argv[1], lambda _: None), encoding="utf-8")
"""
FORMATS = """
import sys
from pathlib import Path
from tsi_eval.report.render import again
released, executed = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:3])
made = again(released, executed, "sv", (sys.argv[3],), lambda _: None)
for name, content in made.items():
    Path(sys.argv[2]).with_name(name).write_bytes(content)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock, and of all processors."""

    wall: float
    cpu: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.cpu + other.cpu)


def costs(work: Callable[[], object]) -> Cost:
    """Return what a piece of work costs in processes that it starts."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(time.monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


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


def peer(root: Path, name: str) -> dict[str, Cost]:
    """Make one report by the tools' own commands."""
    folder = root / "by_hand" / name
    folder.mkdir(parents=True)
    released, executed = folder / "released.json", folder / "executed.ipynb"
    python, bin_ = sys.executable, Path(sys.executable).parent
    notebook = (
        "notebooks/follow_up_report.ipynb",
        str(executed),
        "-p",
        "released",
        str(released),
        "-p",
        "language",
        "sv",
    )
    return {
        "numbers": costs(lambda: call(root, python, "-c", RELEASE, name, str(released))),
        "papermill": costs(lambda: call(root, str(bin_ / "papermill"), *notebook, "-k", "python3")),
        "nbconvert": costs(lambda: call(root, str(bin_ / "jupyter"), "nbconvert", "--to", "html", str(executed))),
        "pdf": costs(lambda: call(root, python, "-c", FORMATS, str(released), str(executed), "pdf")),
        "docx": costs(lambda: call(root, python, "-c", FORMATS, str(released), str(executed), "docx")),
    }


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pilots", type=int, default=12)
    parser.add_argument("--peers", type=int, default=12, help="how many of them the peer makes; its total is scaled up")
    parser.add_argument("--workers", default="2")
    given = parser.parse_args()
    os.environ["TSI_EVAL_KEY_FILE"] = str(Path(tempfile.mkdtemp()) / "key")
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "project"
        names = project_of(root, given.pilots)
        report = (sys.executable, "-m", "tsi_eval", "report", "--all", "--workers", given.workers)
        ours = costs(lambda: call(root, *report))
        again = costs(lambda: call(root, *report))
        steps = [peer(root, name) for name in names[: given.peers]]
        scale = given.pilots / given.peers
        print(f"{given.pilots} reports, HTML + PDF + Word, {given.workers} workers, {os.cpu_count()} processors")
        line("here", ours, ours)
        theirs = sum((cost for step in steps for cost in step.values()), Cost(0, 0))
        theirs = Cost(theirs.wall * scale, theirs.cpu * scale)
        line("peer", theirs, ours)
        for name in steps[0]:
            part = sum((step[name] for step in steps), Cost(0, 0))
            line(f"  of which {name}", Cost(part.wall * scale, part.cpu * scale), ours)
        line("here, nothing changed", again, ours)
        in_flight(root, names[0])


def line(name: str, cost: Cost, ours: Cost) -> None:
    """Print a row: seconds of the clock and of the processors, and how many times ours."""
    print(f"{name:26} {cost.wall:8.1f} s {cost.cpu:8.1f} CPU s {cost.wall / ours.wall:7.2f} x")


def in_flight(root: Path, name: str) -> None:
    """Print what a report costs beyond its own cells, and what it holds of memory, in a process forked from a warmed one."""
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
        private = processes.do(work.memory, folder, HERE.notebook, seconds=600, tell=quiet)
    print(f"its cells alone            {cells:8.2f} CPU s")
    print(f"its execution              {engine:8.2f} CPU s, {engine / cells:.2f} x its cells")
    print(f"memory of one in flight    {private:8.0f} MB of its own")


if __name__ == "__main__":
    main()
