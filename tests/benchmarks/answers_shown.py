"""How much of an answer is shown, and whether what is said of it is what the exact numbers say.

    python tests/benchmarks/answers_shown.py [--times 20]

Pilots of one question each are made, from 10 to 100 persons on scales from 0 to 2, 4, 10 and 40 and
of days, and taken the whole way from a file to what is released. For each scale and number of
persons it is counted in how many the mean change is shown, its interval, its p-value, and how many
moved; in how many the words are those of the exact interval; and in how many the shown interval
holds the exact one but for its last digit. It asks nothing that older versions don't have, so that
`PYTHONPATH` may lead to one of them.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import tsi_eval as tsi

# Scale → its largest value, and how far most change; days have no largest value.
SCALES: dict[str, tuple[int | None, float]] = {
    "0-2": (2, 0.5),
    "0-4": (4, 0.9),
    "0-10": (10, 2.0),
    "0-40": (40, 5.0),
    "days": (None, 5.0),
}
SIZES = (10, 15, 20, 30, 50, 100)
SAYS = ("mean", "interval", "p", "moved", "words right", "interval holds")
PILOT = """
municipality = "Mora"
data = "synthetic"
policy = "default"
status = "draft"
report_date = 2025-09-15
title = { sv = "Påhittad", en = "Invented" }
summary = { sv = "Påhittad.", en = "Invented." }
period = { sv = "2024", en = "2024" }
source = { sv = "Påhittad.", en = "Invented." }
windows = { T0 = "once", T1 = "once" }
[labels]
asked = { sv = "frågor", en = "questions" }
T0 = { sv = "före", en = "before" }
T1 = { sv = "efter", en = "after" }
"""
SOURCES = """
[outcome.y]
label = { sv = "värdet", en = "the value" }
unit = { sv = "steg", en = "steps" }
minimum = 0
step = 1
%s
[[source]]
id = "asked"
table = "measures"
files = ["asked.csv"]
person = "Barn"
columns = { occasion = "När" }
outcomes = { y = ["Värde"] }
"""
QUESTIONS = """
declared = 2024-01-01
[[question]]
id = "change"
design = "pre_post"
role = "primary"
direction = "lower_better"
text = { sv = "Förändrades värdet?", en = "Did the value change?" }
short = { sv = "Värdet", en = "The value" }
options = { outcome = "y", before = "T0", after = "T1", imputations = 0 }
"""


def drawn(scale: str, n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return first and second values of so many persons, in whole steps."""
    top, moves = SCALES[scale]
    before = rng.binomial(top, 0.45, n) if top else rng.negative_binomial(1, 0.1, n)
    after = np.clip(before + np.round(rng.normal(rng.normal(0, moves / 3), moves, n)), 0, top)
    return before.astype(int), after.astype(int)


def written(folder: Path, scale: str, before: np.ndarray, after: np.ndarray) -> Path:
    """Write a pilot's folder, and return it."""
    top = SCALES[scale][0]
    (folder / "pilot.toml").write_text(PILOT, encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCES % ("" if top is None else f"maximum = {top}"), encoding="utf-8")
    (folder / "questions.toml").write_text(QUESTIONS, encoding="utf-8")
    rows = [f"b{i:03d},{at},{value}" for at, of in (("T0", before), ("T1", after)) for i, value in enumerate(of)]
    (folder / "asked.csv").write_text("\n".join(["Barn,När,Värde", *rows]) + "\n", encoding="utf-8")
    return folder


def counted(folder: Path) -> dict[str, bool] | None:
    """Return what is shown of one pilot; None where there is nothing to answer.

    Whether the interval holds the exact one is told only where there is one.
    """
    findings = tsi.analyse(tsi.open_study(tsi.load_pilot(folder)))
    exact = next((item for item in findings.findings[0].estimates if _is_answer(item)), None)
    if exact is None or exact.ci_low is None or exact.ci_low == exact.ci_high:
        return None
    released = tsi.release(findings).findings[0].estimates
    shown = next(item for item in released if _is_answer(item))
    unit = 10.0**-shown.decimals
    leaves_out = not exact.ci_low <= 0 <= exact.ci_high
    told = {
        "mean": shown.estimate is not None,
        "interval": shown.ci_low is not None,
        "p": shown.p_value is not None,
        "moved": any(item.n is not None for item in released if item.group.startswith("moved_")),
        "words right": shown.estimate is not None and _says(shown) == leaves_out,
    }
    if shown.ci_low is not None and shown.ci_high is not None:
        half = unit / 2 + 1e-9
        told["interval holds"] = shown.ci_low - half <= exact.ci_low and exact.ci_high <= shown.ci_high + half
    return told


def _is_answer(item: Any) -> bool:
    return item.role == "headline" and item.quantity == "mean_change"


def _says(shown: Any) -> bool:
    """Tell whether a reader is told that something changed; older versions judge what they show."""
    verdict = getattr(shown, "verdict", None)
    if verdict is not None:
        return bool(verdict.leaves_out_nothing)
    return shown.ci_low is not None and not shown.ci_low <= 0 <= shown.ci_high


def measured(times: int) -> Iterator[tuple[str, int, dict[str, float]]]:
    """Yield scale, persons, and in how large a part of the pilots each thing is so."""
    for scale in SCALES:
        for n in SIZES:
            rng = np.random.default_rng(n)
            found = []
            for _ in range(times):
                with tempfile.TemporaryDirectory() as folder:
                    found.append(counted(written(Path(folder), scale, *drawn(scale, n, rng))))
            kept = [item for item in found if item is not None]
            told = {name: [item[name] for item in kept if name in item] for name in SAYS}
            yield scale, n, {name: float(np.mean(of)) for name, of in told.items() if of}


def main() -> None:
    """Print a row for each scale and number of persons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("TSI_EVAL_KEY_FILE", str(Path(folder) / "key"))
        print(f"| scale | n | {' | '.join(SAYS)} |")
        for scale, n, parts in measured(times):
            cells = (f"{parts[name]:.0%}" if name in parts else "" for name in SAYS)
            print(f"| {scale} | {n} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
