"""Reports: made, rendered again, verified, checked."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from tsi_eval.cli.arguments import each, formats_of, language_of, pilots_of, within
from tsi_eval.cli.saying import fail, teller
from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import Message, Tell
from tsi_eval.making.request import Request
from tsi_eval.project import find_project

if TYPE_CHECKING:
    from tsi_eval.making.batch import Outcome
    from tsi_eval.making.cluster import Cluster
    from tsi_eval.making.verify import Comparison

SHOWN = 5


def report(arguments: argparse.Namespace) -> int:
    """Make reports."""
    from tsi_eval.making.batch import make_reports  # noqa: PLC0415  --help stays quick

    language, pilots = language_of(arguments), pilots_of(arguments)
    request = Request(
        language=language,
        formats=formats_of(arguments),
        force=arguments.force,
        seconds=arguments.deadline,
        workers=arguments.workers,
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
    """Say what became of each report as it ends, and return the exit code of the first asked for that failed."""
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
        made, unchanged = (sum(one.state == state for one in ended) for state in ("made", "unchanged"))
        failed = f"{len(codes)} ({', '.join(codes)})" if codes else "0"
        tell(Message("progress.summary", {"made": made, "unchanged": unchanged, "failed": failed}))
    return next((codes[pilot] for pilot in pilots if pilot in codes), 0)


def render(arguments: argparse.Namespace) -> int:
    """Make formats again from executed notebooks."""
    from tsi_eval.making.rerender import rerender  # noqa: PLC0415

    project, formats = find_project(), formats_of(arguments)

    def work(pilot: str, language: str) -> None:
        folder = rerender(project, pilot, language, formats, teller(language))
        teller(language)(Message("progress.rendered", {"pilot": pilot, "path": within(project, folder)}))

    return each(arguments, work)


def verify(arguments: argparse.Namespace) -> int:
    """Make reports again, aside, and compare."""
    from tsi_eval.making.verify import report_folder  # noqa: PLC0415
    from tsi_eval.making.verify import verify as compare  # noqa: PLC0415

    project = find_project()

    def work(name: str, language: str) -> None:
        found = compare(project, report_folder(project, name, language), teller(language))
        _compared(found, teller(language))

    return each(arguments, work)


def _compared(found: Comparison, tell: Tell) -> None:
    for key, names in (("touched", found.touched), ("unequal", found.unequal)):
        if names:
            tell(Message(f"progress.{key}", {"pilot": found.pilot, "names": ", ".join(names)}))
    if found.differing:
        first = "; ".join(found.differing[:SHOWN]) + ("; …" if len(found.differing) > SHOWN else "")
        raise ReportError(
            Problem(code="E195", params={"pilot": found.pilot, "count": len(found.differing), "names": first})
        )
    counts = {"numbers": found.numbers, "equal": len(found.equal), "all": len(found.equal) + len(found.unequal)}
    tell(Message("progress.same", {"pilot": found.pilot, **counts}))


def check(arguments: argparse.Namespace) -> int:
    """Do everything but write."""
    from tsi_eval.making.run import check_pilot  # noqa: PLC0415

    project = find_project()
    return each(arguments, lambda pilot, language: check_pilot(project, pilot, teller(language)))
