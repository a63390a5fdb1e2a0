"""tsi_eval: evaluation of municipal pilots of early coordinated interventions for children.

The line that explains everything: folder → `load_pilot` → Pilot → `open_study` → Study → `analyse`
→ Findings → `release` → Released → report. Names are loaded when first used, so that importing the
package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tsi_eval import designs, economics, instruments, simulate, stats
    from tsi_eval.analysis.asking import analyse
    from tsi_eval.errors import Problem, TsiError
    from tsi_eval.findings import Claim, Estimate, Finding, Findings
    from tsi_eval.findings.released import Released
    from tsi_eval.language import Text
    from tsi_eval.making.run import open_study
    from tsi_eval.pilot.declaration import Pilot
    from tsi_eval.pilot.load import load_pilot
    from tsi_eval.project import find_project
    from tsi_eval.report.own.choosing import figure, own, table
    from tsi_eval.report.reading import Report, open_report
    from tsi_eval.research.lesson import lesson
    from tsi_eval.research.releasing import release
    from tsi_eval.research.reporting import make_report
    from tsi_eval.speaking import set_language
    from tsi_eval.study import Outcome, Study

_HOMES = {
    "Claim": "findings",
    "Estimate": "findings",
    "Finding": "findings",
    "Findings": "findings",
    "Outcome": "study",
    "Pilot": "pilot.declaration",
    "Problem": "errors",
    "Released": "findings.released",
    "Report": "report.reading",
    "Study": "study",
    "Text": "language",
    "TsiError": "errors",
    "analyse": "analysis",
    "figure": "report.own.choosing",
    "find_project": "project",
    "lesson": "research.lesson",
    "load_pilot": "pilot.load",
    "make_report": "research.reporting",
    "open_report": "report.reading",
    "open_study": "making.run",
    "own": "report.own.choosing",
    "release": "research.releasing",
    "set_language": "speaking",
    "table": "report.own.choosing",
}
_ROOMS = ("designs", "economics", "instruments", "simulate", "stats")

__all__ = [
    "Claim",
    "Estimate",
    "Finding",
    "Findings",
    "Outcome",
    "Pilot",
    "Problem",
    "Released",
    "Report",
    "Study",
    "Text",
    "TsiError",
    "analyse",
    "designs",
    "economics",
    "figure",
    "find_project",
    "instruments",
    "lesson",
    "load_pilot",
    "make_report",
    "open_report",
    "open_study",
    "own",
    "release",
    "set_language",
    "simulate",
    "stats",
    "table",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"tsi_eval.{_HOMES[name]}"), name)
    if name in _ROOMS:
        return import_module(f"tsi_eval.{name}")
    message = f"module 'tsi_eval' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
