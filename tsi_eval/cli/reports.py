"""The commands about reports: `report`, `render`, `verify` and `check`."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.cli.arguments import each, formats_of, language_of, pilots_of
from tsi_eval.cli.saying import fail, teller
from tsi_eval.errors import Problem, ReportError, TsiError
from tsi_eval.language import Message, Tell
from tsi_eval.language.program import program
from tsi_eval.making.request import Request
from tsi_eval.project import Project, find_project

if TYPE_CHECKING:
    from tsi_eval.making.batch import Outcome
    from tsi_eval.making.cluster import Cluster
    from tsi_eval.making.verify import Comparison

# How many estimates that differ are named; the rest are counted.
NAMED = 5


def report(arguments: argparse.Namespace) -> int:
    """Make the reports of the pilots that are named."""
    from tsi_eval.making.batch import make_reports  # noqa: PLC0415  --help stays quick

    language, pilots = language_of(arguments), pilots_of(arguments)
    request = Request(
        language=language,
        formats=formats_of(arguments),
        force=arguments.force,
        seconds=arguments.deadline,
        workers=arguments.workers,
        notebooks=tuple(map(Path, arguments.notebook)),
    )
    with _renderer(arguments) as renderer:
        outcomes = make_reports(find_project(), pilots, request, teller(language), renderer)
        return _follow(outcomes, pilots, language)


def _renderer(arguments: argparse.Namespace) -> AbstractContextManager[Cluster | None]:
    if arguments.cluster is None:
        return nullcontext()
    from tsi_eval.making.cluster import Cluster  # noqa: PLC0415  an extra

    return Cluster(arguments.cluster)


def _follow(outcomes: Iterable[Outcome], pilots: tuple[str, ...], language: str) -> int:
    """Say what became of each report as it ends, and return the exit code.

    It is that of the pilot that failed, and of the first one named where several did, whichever
    ended first. It is 0 if none failed.
    """
    tell, ended, codes = teller(language), [], {}
    for outcome in outcomes:
        ended.append(outcome)
        if outcome.error is not None:
            codes[outcome.pilot] = fail(outcome.error, language)
            tell(Message("progress.failed", {"pilot": outcome.pilot}))
        if len(pilots) > 1:
            counts = {"done": len(ended), "all": len(pilots), "failed": len(codes)}
            tell(Message("progress.batch", {**counts, "running": ", ".join(outcome.running) or "–"}))
    if len(pilots) > 1:
        states = Counter(outcome.state for outcome in ended)
        failed = f"{len(codes)} ({', '.join(codes)})" if codes else "0"
        counts = {"made": states["made"], "unchanged": states["unchanged"]}
        tell(Message("progress.summary", {**counts, "failed": failed}))
    return next((codes[pilot] for pilot in pilots if pilot in codes), 0)


def render(arguments: argparse.Namespace) -> int:
    """Make formats of reports again from their executed notebooks."""
    from tsi_eval.making.rerender import rerender  # noqa: PLC0415
    from tsi_eval.making.which import kind_of  # noqa: PLC0415

    project, formats = find_project(), formats_of(arguments)

    def work(name: str, language: str) -> None:
        made = rerender(project, name, language, formats, teller(language))
        path, kind = project.shown(made.folder), kind_of(made.status)
        teller(language)(Message("progress.rendered", {"pilot": made.pilot, "path": path, "kind": kind}))

    return each(arguments, work)


def verify(arguments: argparse.Namespace) -> int:
    """Make reports again, aside, and say how they compare with those that lie there."""
    from tsi_eval.making.verify import verify as compare  # noqa: PLC0415
    from tsi_eval.making.which import report_folder  # noqa: PLC0415

    project = find_project()

    def work(name: str, language: str) -> None:
        folder, notebooks = report_folder(project, name, language), tuple(map(Path, arguments.notebook))
        comparison = compare(project, folder, teller(language), notebooks=notebooks)
        _say_comparison(comparison, teller(language))

    return each(arguments, work)


def _say_comparison(comparison: Comparison, tell: Tell) -> None:
    """Say which files have changed, and that the numbers are the same.

    Raises:
        ReportError: Numbers differ (E195).
    """
    from tsi_eval.making.which import kind_of  # noqa: PLC0415

    pilot, path, differing = comparison.pilot, comparison.path, comparison.differing
    for key, names in (("touched", comparison.touched), ("unequal", comparison.unequal)):
        if names:
            tell(Message(f"progress.{key}", {"pilot": pilot, "names": ", ".join(names)}))
    if differing:
        first = "; ".join(differing[:NAMED]) + ("; …" if len(differing) > NAMED else "")
        raise ReportError(Problem(code="E195", params={"path": path, "count": len(differing), "names": first}))
    equal, every = len(comparison.equal), len(comparison.equal) + len(comparison.unequal)
    counts = {"numbers": comparison.numbers, "equal": equal, "all": every}
    tell(Message("progress.same", {"pilot": pilot, "path": path, "kind": kind_of(comparison.status), **counts}))


def check(arguments: argparse.Namespace) -> int:
    """Say what was understood of each pilot, and what must be mended; make no report.

    A pilot that fails does not stop the others. The exit code is that of the first that failed, or
    0.
    """
    language, project = language_of(arguments), find_project()
    codes = [_checked(project, pilot, language) for pilot in pilots_of(arguments)]
    return next((code for code in codes if code), 0)


def _checked(project: Project, pilot: str, language: str) -> int:
    from tsi_eval.making.check import check_pilot  # noqa: PLC0415  --help stays quick

    tell = teller(language)
    try:
        check_pilot(project, pilot, language, tell)
    except TsiError as error:
        # What was understood has been written, so that it can't be said that nothing was.
        tell(Message("check.text", {"text": error.text(language)}))
        tell(Message("check.next_mend", {"pilot": pilot, "program": program()}))
        return error.exit_code
    return 0
