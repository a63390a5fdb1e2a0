"""Is a report what its data give? It is made again, aside, and compared: its numbers within a tolerance, its files to the byte."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import Tell
from tsi_eval.making.batch import PROVENANCE, hashes, read_made
from tsi_eval.making.processes import Processes
from tsi_eval.making.request import USUAL
from tsi_eval.making.run import released_text
from tsi_eval.project import Project
from tsi_eval.report.outputs import RELEASED
from tsi_eval.report.render import render

TOLERANCE = 1e-9
NUMBERS = ("estimate", "se", "ci_low", "ci_high", "p_value", "n", "price_year", "level")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A report beside the same made again.

    Attributes:
        pilot: Whose report.
        numbers: How many numbers were compared, hidden ones included: they must be hidden again.
        differing: Which of them differ: question, quantity, group and period.
        equal: Files with the same bytes.
        unequal: Files with other bytes.
        touched: Files that are no longer what was written.
    """

    pilot: str
    numbers: int
    differing: tuple[str, ...]
    equal: tuple[str, ...]
    unequal: tuple[str, ...]
    touched: tuple[str, ...]


def verify(project: Project, folder: Path, tell: Tell, seconds: float = USUAL.seconds) -> Comparison:
    """Make a report again from its pilot's files, and compare.

    Args:
        project: Where the pilot lies.
        folder: The report's folder.
        tell: Is told of progress.
        seconds: How long each of the two steps may take.

    Raises:
        UsageError: The folder holds no report (E196).
        ReportError: The pilot's files are no longer those that the report was made from (E197).
        TsiError: It can't be made again.
    """
    made = read_made(folder, PROVENANCE, json.loads)
    shown = read_made(folder, RELEASED, json.loads)
    pilot, language, formats = made["pilot"], made["language"], tuple(made.get("formats", ()))
    with Processes() as processes:
        released = processes.do(released_text, project, pilot, seconds=seconds, tell=tell)
        again = json.loads(released)
        _same_data(pilot, shown["provenance"], again["provenance"])
        notebook = project.notebook_text()
        files = processes.do(render, released, notebook, language, formats, seconds=seconds, tell=tell)
    lying = {path.name: path.read_bytes() for path in folder.iterdir() if path.name in files}
    now = hashes(folder)
    before, after = dict(_numbers(shown)), dict(_numbers(again))
    return Comparison(
        pilot=pilot,
        numbers=sum(len(values) for values in before.values()),
        differing=tuple(_differing(before, after)),
        equal=tuple(name for name in sorted(files) if lying.get(name) == files[name]),
        unequal=tuple(name for name in sorted(files) if lying.get(name) != files[name]),
        touched=tuple(name for name, digest in sorted(made["outputs_sha256"].items()) if now.get(name) != digest),
    )


def report_folder(project: Project, name: str, language: str) -> Path:
    """Return the folder of a report that is named by its pilot or by its own place."""
    given = Path(name)
    return given if (given / RELEASED).is_file() else project.report(name, language)


def _same_data(pilot: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    names = [name for name in {**then["data"], **now["data"]} if then["data"].get(name) != now["data"].get(name)]
    if then["declaration_sha256"] != now["declaration_sha256"]:
        names.append("*.toml")
    if names:
        raise ReportError(Problem(code="E197", params={"pilot": pilot, "names": ", ".join(names)}))


def _numbers(released: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield what each estimate is, and its numbers; the same may stand twice, so it is counted too."""
    seen: dict[str, int] = {}
    for finding in released["findings"]:
        every = [("", item) for item in finding["estimates"]]
        every += [(name, item) for name, points in finding["series"].items() for item in points]
        for series, item in every:
            names = (finding["question"], series, item["quantity"], item["group"], item["period"], item["method"])
            name = " · ".join(part for part in names if part)
            seen[name] = seen.get(name, 0) + 1
            yield f"{name} · {seen[name]}" if seen[name] > 1 else name, tuple(item[key] for key in NUMBERS)


def _differing(before: Mapping[str, tuple[Any, ...]], after: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    for name in {**before, **after}:
        if name not in before or name not in after or not all(map(_close, before[name], after[name])):
            yield name


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
