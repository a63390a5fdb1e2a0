"""How long it takes to decide what may be shown, here and in another commit.

    python tests/benchmarks/disclosure.py [--before FOLDER] [--questions 2 4 8] [--staying 0.9]

150 persons with a column for each question; a question asks who stayed, divided by the four groups
of its column (50, 30, 15 and 5 per cent of the persons). FOLDER is a worktree of the other commit.
Each measurement is a process of its own, the two commits in turn. Printed: CPU seconds of
`release`, and how many numbers there are and are shown. `familjeteamet` is the embedded example.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]
MEASURE = """
import sys, time
import numpy as np, pandas as pd
import scipy.optimize  # Both commits load it only when something is hidden.
sys.path.insert(0, "tests/protect/disclosure")
import made
from tsi_eval import Study
from tsi_eval.designs import Participation
from tsi_eval.protect import release

def simulated(questions, staying):
    rng = np.random.default_rng(1)
    ids = [f"p{i}" for i in range(150)]
    columns = {f"c{k}": rng.choice(list("abcd"), 150, p=[0.5, 0.3, 0.15, 0.05]) for k in range(questions)}
    persons = pd.DataFrame({"person": ids} | columns)
    stays = rng.random(150) < staying
    log = [(p, "in") for p in ids] + [(p, "out") for p, stayed in zip(ids, stays) if stayed]
    study = Study.from_frames(persons=persons, enrolment=pd.DataFrame(log, columns=["person", "stage"]))
    designs = {name: Participation(stages=("in", "out"), by=name) for name in columns}
    return made.findings(*(made.asked(name, design.answer(study)) for name, design in designs.items()))

def familjeteamet():
    import tsi_eval as tsi
    return tsi.analyse(tsi.open_study(tsi.load_pilot("data_raw/familjeteamet")))

what = sys.argv[1]
found = familjeteamet() if what == "familjeteamet" else simulated(int(what), float(sys.argv[2]))
began = time.process_time()
report = release(found)
seconds = time.process_time() - began
items = made.items(report)
print(f"{seconds:8.2f} CPU s {len(items):5} numbers {sum(item.status != 'suppressed' for item in items):5} shown")
"""


def measured(folder: Path, *words: str) -> str:
    """Return what one measurement of a commit printed."""
    environment = os.environ | {"PYTHONPATH": str(folder), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        (sys.executable, "-c", MEASURE, *words),
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() if not done.returncode else f"failed: {done.stderr.strip().splitlines()[-1]}"


def main() -> None:
    """Measure, and print a line for each number of questions and each commit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--questions", nargs="*", default=["2", "4", "8", "12", "25"])
    parser.add_argument("--staying", default="0.9")
    given = parser.parse_args()
    folders = {"before": given.before, "here": HERE}
    for what in (*given.questions, "familjeteamet"):
        for name, folder in folders.items():
            if folder is not None:
                print(f"{what:>14} {name:7}", measured(folder.resolve(), what, given.staying), flush=True)


if __name__ == "__main__":
    main()
