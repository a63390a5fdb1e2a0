"""Is a report what its data give? It is made again, aside, and compared.

Three things are asked, in this order:

1. Are the pilot's files and declarations those that the report was made from? If not, nothing can
   be compared (E197).
2. Are the released numbers the same? They may differ by a billionth, since another processor may
   round otherwise. A number that is hidden must be hidden again.
3. Are the report's files the same to the byte? And is any of them no longer as it was written?
   These two are told, and are no error: another version of a library draws another picture.

Nothing is written.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import Tell
from tsi_eval.making.own_notebooks import hashes_of, own_notebooks
from tsi_eval.making.processes import Processes, within
from tsi_eval.making.provenance import hashes, read_made, read_provenance
from tsi_eval.making.request import USUAL
from tsi_eval.making.run import released_text
from tsi_eval.making.which import status_in
from tsi_eval.project import Project
from tsi_eval.report.outputs import RELEASED
from tsi_eval.report.render import render

# It is relative, and absolute near zero. Processors differ by less, and shown decimals are larger.
TOLERANCE = 1e-9
# The fields of a released estimate that hold numbers.
NUMBERS = ("estimate", "se", "ci_low", "ci_high", "p_value", "n", "price_year", "level")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A report beside the same report made again.

    Attributes:
        pilot: The pilot whose report it is.
        path: The report's folder, as messages name it.
        status: "draft" or "approved".
        numbers: How many numbers were compared. Hidden ones are counted, since they must be hidden
            again.
        differing: The estimates that differ, each by its question, quantity, group, period and
            method.
        equal: Names of files with the same bytes.
        unequal: Names of files with other bytes.
        touched: Names of files that are no longer as they were written.
    """

    pilot: str
    path: str
    status: str
    numbers: int
    differing: tuple[str, ...]
    equal: tuple[str, ...]
    unequal: tuple[str, ...]
    touched: tuple[str, ...]


def verify(
    project: Project,
    folder: Path,
    tell: Tell,
    seconds: float = USUAL.seconds,
    notebooks: tuple[Path, ...] = (),
) -> Comparison:
    """Make a report again from its pilot's files, and compare the two.

    Args:
        project: Where the pilot lies.
        folder: The report's folder.
        tell: Is told of progress.
        seconds: How long each of the two steps may take.
        notebooks: Where notebooks of the project's own lie that it was made with, beside those in
            the pilot's folder.

    Raises:
        UsageError: The folder holds no report (E196).
        ReportError: The pilot's files, or the project's own notebooks, are no longer those that the
            report was made from (E197).
        TsiError: It can't be made again.
    """
    made = read_provenance(project, folder)
    shown = read_made(project, folder, RELEASED, json.loads)
    pilot, language, formats = made["pilot"], made["language"], tuple(made.get("formats", ()))
    with Processes() as processes:
        released = processes.do(released_text, project, pilot, seconds=seconds, tell=tell)
        again = json.loads(released)
        _refuse_other_data(pilot, project.shown(folder), shown["provenance"], again["provenance"])
        own = own_notebooks(project, pilot, notebooks)
        _refuse_other_notebooks(pilot, project.shown(folder), made.get("own_notebooks_sha256", []), hashes_of(own))
        do = within(seconds, processes, tell)
        files = render(released, project.notebook_text(), language, formats, tell, do, own)
    before, after = dict(_numbers(shown)), dict(_numbers(again))
    in_folder = {path.name: path.read_bytes() for path in folder.iterdir() if path.name in files}
    equal = tuple(name for name in sorted(files) if in_folder.get(name) == files[name])
    return Comparison(
        pilot=pilot,
        path=project.shown(folder),
        status=status_in(shown),
        numbers=sum(len(values) for values in before.values()),
        differing=tuple(_differing(before, after)),
        equal=equal,
        unequal=tuple(name for name in sorted(files) if name not in equal),
        touched=_touched(made["outputs_sha256"], hashes(folder)),
    )


def _refuse_other_data(pilot: str, report: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Refuse to compare when sources or declarations have changed, and name which."""
    names = _changed(then["data"], now["data"])
    if then["declaration_sha256"] != now["declaration_sha256"]:
        names.append("*.toml")
    names += _changed(then.get("designs", {}), now.get("designs", {}))
    if names:
        raise ReportError(Problem(code="E197", params={"pilot": pilot, "report": report, "names": ", ".join(names)}))


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [name for name in {**then, **now} if then.get(name) != now.get(name)]


def _refuse_other_notebooks(pilot: str, report: str, then: list[list[str]], now: list[list[str]]) -> None:
    """Refuse to compare when the project's own notebooks are others, and name which."""
    differing = [name for name, digest in (*then, *now) if [name, digest] not in then or [name, digest] not in now]
    if differing or then != now:
        names = ", ".join(dict.fromkeys(differing or [name for name, _ in now]))
        raise ReportError(Problem(code="E197", params={"pilot": pilot, "report": report, "names": names}))


def _touched(written: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of files whose hash is no longer the one that was written down."""
    return tuple(name for name, digest in sorted(written.items()) if now.get(name) != digest)


def _numbers(released: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the name of each estimate, and its numbers.

    The name is made of what the estimate is of, such as "changed · mean_change · both · T0 > T1".
    Two estimates may have the same name; the second one gets " · 2".
    """
    count: dict[str, int] = {}
    for question, series, item in _estimates(released):
        parts = (question, series, item["quantity"], item["group"], item["period"], item["method"])
        name = " · ".join(part for part in parts if part)
        count[name] = count.get(name, 0) + 1
        if count[name] > 1:
            name = f"{name} · {count[name]}"
        yield name, tuple(item[key] for key in NUMBERS)


def _estimates(released: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield each estimate with its question, and with its series ("" if it is a point of none)."""
    for finding in released["findings"]:
        for item in finding["estimates"]:
            yield finding["question"], "", item
        for series, points in finding["series"].items():
            for item in points:
                yield finding["question"], series, item


def _differing(before: Mapping[str, tuple[Any, ...]], after: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    """Yield the names of estimates that only one of the two has, or that differ in any number."""
    for name in {**before, **after}:
        in_both = name in before and name in after
        if not (in_both and all(map(_close, before[name], after[name]))):
            yield name


def _close(first: float | None, second: float | None) -> bool:
    """Tell whether two numbers are equal within the tolerance. A hidden one equals no number."""
    if first is None or second is None:
        return first is second
    return math.isclose(first, second, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
