"""How long a large delivery takes to read, check and add up here and in plain pandas, and memory.

    python tests/benchmarks/delivery.py [--rows 250000 500000 1000000 2000000] [--rounds 3]

A delivery is one csv file of contacts: 4 schools, 25 meeting places, 10 kinds of person, and as
many days as the rows need. Each measurement is a process of its own, and both take turns. Here, it
is `open_study` and the sum of contacts by school and month. The peer is `read_csv` and the same
sum: it checks nothing. Printed: the medians, and the ratio of the times. Imports are not timed, but
peak memory includes them.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

import tsi_eval as tsi

SCHOOLS, PLACES, KINDS = "ABCD", 25, 10
FIRST_DAY = "2015-01-01"
PILOT = """
municipality = "Exempelkommunen"
data = "synthetic"
policy = "default"
status = "draft"
report_date = 2024-10-15
title = { sv = "Exempel", en = "Example" }
summary = { sv = "Ett exempel.", en = "An example." }
period = { sv = "2015–2020", en = "2015–2020" }
source = { sv = "Slumptal.", en = "Random numbers." }

[windows]
HT2023 = "HT2023"
"""
UNIT = '[[unit]]\nid = "{id}"\nkind = "school"\nlabel = {{ sv = "Skola {name}", en = "School {name}" }}\n'
SOURCES = """
[[source]]
id = "log"
table = "contacts"
files = ["contacts.csv"]
columns = { unit = "Skola", period = "Dag", arena = "Plats", who = "Vem", n = "Antal", minutes = "Minuter" }
"""
QUESTIONS = """
declared = 2022-08-22

[[question]]
id = "contacts"
design = "open_arenas"
role = "primary"
direction = "none"
text = { sv = "Hur ofta?", en = "How often?" }
short = { sv = "Kontakter", en = "Contacts" }
options = { units = ["a", "b", "c", "d"] }
"""


def write(folder: Path, rows: int) -> None:
    """Write a pilot whose delivery has so many rows."""
    rng = np.random.default_rng(rows)
    at = np.arange(rows)
    days = pd.date_range(FIRST_DAY, periods=-(-rows // (len(SCHOOLS) * PLACES * KINDS)))
    frame = pd.DataFrame(
        {
            "Skola": np.array([f"Skola {name}" for name in SCHOOLS])[at % len(SCHOOLS)],
            "Dag": days.strftime("%Y-%m-%d").to_numpy()[at // (len(SCHOOLS) * PLACES * KINDS)],
            "Plats": np.array([f"plats {n:02}" for n in range(PLACES)])[at // len(SCHOOLS) % PLACES],
            "Vem": np.array([f"grupp {n}" for n in range(KINDS)])[at // len(SCHOOLS) // PLACES % KINDS],
            "Antal": rng.integers(0, 60, rows),
            "Minuter": rng.integers(0, 600, rows),
        }
    )
    frame.to_csv(folder / "contacts.csv", sep=";", index=False)
    units = "".join(UNIT.format(id=name.lower(), name=name) for name in SCHOOLS)
    words = {"pilot.toml": PILOT + units, "sources.toml": SOURCES, "questions.toml": QUESTIONS}
    for name, text in words.items():
        (folder / name).write_text(text, encoding="utf-8")


def here(folder: Path) -> Any:
    """Return the sums by school and month, from a study."""
    contacts = tsi.open_study(tsi.load_pilot(folder)).table("contacts")
    return contacts.groupby(["unit", "month"], observed=True)["n"].sum()


def there(folder: Path) -> Any:
    """Return the same sums by plain pandas."""
    frame = pd.read_csv(folder / "contacts.csv", sep=";")
    return frame.groupby(["Skola", frame["Dag"].str[:7]])["Antal"].sum()


WAYS: dict[str, Callable[[Path], Any]] = {"here": here, "pandas": there}


def measure(way: str, folder: Path) -> None:
    """Print what one way takes, as JSON: seconds, megabytes, and what the sums are."""
    begun = time.perf_counter()
    sums = WAYS[way](folder)
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"s": took, "mb": peak, "sums": [float(value) for value in sums.sort_index()]}))


def measured(way: str, folder: Path) -> dict[str, Any]:
    """Return what one way takes in a process of its own."""
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def line(rows: int, rounds: int) -> str:
    """Return the table's line for one size, after all rounds.

    Raises:
        SystemExit: The two have not added up to the same.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, rows)
        runs = [{way: measured(way, folder) for way in WAYS} for _ in range(rounds)]
    if any(run["here"]["sums"] != run["pandas"]["sums"] for run in runs):
        raise SystemExit("the sums differ")
    ours, theirs = (median(run[way]["s"] for run in runs) for way in WAYS)
    our_mb, their_mb = (median(run[way]["mb"] for run in runs) for way in WAYS)
    return f"| {rows:,} | {ours:.1f} s | {theirs:.2f} s | {ours / theirs:.1f} × | {our_mb:.0f} MB | {their_mb:.0f} MB |"


def main() -> None:
    """Measure every size, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[250_000, 500_000, 1_000_000, 2_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        measure(given.way, given.folder)
        return
    print("| rows | here | pandas | ratio | peak memory here | pandas |\n|---:|---:|---:|---:|---:|---:|")
    for rows in given.rows:
        print(line(rows, given.rounds), flush=True)


if __name__ == "__main__":
    main()
