"""How long twelve reports take from released values, and one alone, here and by an older commit.

    python tests/benchmarks/twelve_reports.py --before FOLDER [--rounds 3]

FOLDER is a worktree of the older commit. The reports are those of the repository's six pilots in
two languages, as HTML, PDF and Word, two at once; the one is the embedded example's. Each tree
releases the values itself beforehand, which is not timed, and makes reports out of its own. Both
take turns, each time from a cold start. Printed: the least seconds of the clock and of the
processors of all rounds, since other work on the machine only adds to them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from reports import Cost, adopt, costs

HERE = Path(__file__).resolve().parents[2]
PILOTS = ("familjeteamet", "e_connect", "skolfam", "star", "konsultationsteam", "anorexia")
RELEASE = """
import sys
from pathlib import Path
from tsi_eval.making.run import released_text
from tsi_eval.project import find_project
for pilot in sys.argv[2:]:
    text = released_text(find_project(), pilot, lambda _: None)
    (Path(sys.argv[1]) / f"{pilot}.json").write_text(text, encoding="utf-8")
"""
MAKE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from tsi_eval.making import worker
from tsi_eval.making.processes import Processes, within
from tsi_eval.project import find_project
from tsi_eval.report.render import render

def quiet(_):
    pass

if __name__ == "__main__":
    folder, languages, pilots = Path(sys.argv[1]), sys.argv[2].split(), sys.argv[3:]
    notebook = find_project().notebook.read_text(encoding="utf-8")
    warm = {"warm": worker.WARM_REPORT} if hasattr(worker, "WARM_REPORT") else {}

    def one(asked):
        pilot, language = asked
        released = (folder / f"{pilot}.json").read_text(encoding="utf-8")
        do = within(900, processes, quiet)
        made = render(released, notebook, language, ("html", "pdf", "docx"), quiet, do)
        for name, content in made.items():
            (folder / f"{pilot}_{language}_{name}").write_bytes(content)

    with Processes(**warm) as processes, ThreadPoolExecutor(2) as threads:
        list(threads.map(one, product(pilots, languages)))
"""
TASKS = {"twelve reports": ("sv en", *PILOTS), "one report": ("sv", PILOTS[0])}


def run(tree: Path, program: str, *words: str) -> None:
    """Run a program with a tree's package, in the tree's folder."""
    environment = os.environ | {"PYTHONPATH": str(tree)}
    subprocess.run([sys.executable, "-c", program, *words], cwd=tree, env=environment, check=True)


def measured(trees: dict[str, Path], folders: dict[str, str], rounds: int) -> dict[str, dict[str, Cost]]:
    """Return, for each task and each tree, the least that it cost in any of the rounds."""
    found: dict[str, dict[str, list[Cost]]] = {task: {name: [] for name in trees} for task in TASKS}
    for _ in range(rounds):
        for task, asked in TASKS.items():
            for name, tree in trees.items():
                found[task][name].append(costs(lambda: run(tree, MAKE, folders[name], *asked)))  # noqa: B023
    return {
        task: {name: Cost(min(c.wall for c in all_), min(c.cpu for c in all_)) for name, all_ in of_task.items()}
        for task, of_task in found.items()
    }


def main() -> None:
    """Measure both trees in turn, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    adopt()
    trees = {"before": given.before.resolve(), "here": HERE}
    with tempfile.TemporaryDirectory() as place:
        os.environ["TSI_EVAL_KEY_FILE"] = str(Path(place) / "key")
        folders = {name: str(Path(place) / name) for name in trees}
        for name, tree in trees.items():
            Path(folders[name]).mkdir()
            run(tree, RELEASE, folders[name], *PILOTS)
        least = measured(trees, folders, given.rounds)
    print("| | before | here | ratio | before, processors | here | ratio |\n|---|---:|---:|---:|---:|---:|---:|")
    for task, of_task in least.items():
        old, new = of_task["before"], of_task["here"]
        clock = f"{old.wall:.1f} s | {new.wall:.1f} s | {new.wall / old.wall:.2f}"
        print(f"| {task} | {clock} | {old.cpu:.1f} s | {new.cpu:.1f} s | {new.cpu / old.cpu:.2f} |")


if __name__ == "__main__":
    main()
