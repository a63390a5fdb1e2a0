"""The notebook of a report of own frames: every chapter that the project's notebook shows.

A project has its own notebook, which its users may change. Findings of own frames may lie outside
any project, so that theirs is written here. A test holds the two together.
"""

from __future__ import annotations

from typing import Any

from tsi_eval.report.order import CHANGED, COST, DONE, INTERVENTION, REACHED, VOICES

_BEGINS = "import tsi_eval as tsi\n\nreport = tsi.open_report(released, language)"
CHAPTERS = (
    "report.messages()",
    "report.summary()",
    "report.changes()",
    *(f'report.part("{name}")' for name in (INTERVENTION, REACHED, CHANGED, COST, VOICES)),
    "report.limits()",
    f'report.part("{DONE}")',
    "report.method()",
    "report.appendix()",
)


def own_notebook(language: str) -> str:
    """Return the text of a notebook that shows every chapter, with its usual parameters."""
    import nbformat  # noqa: PLC0415  only those who make a report pay for it

    new: Any = nbformat.v4
    parameters = f'released = "released.json"\nlanguage = "{language}"'
    cells = [new.new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]})]
    cells += [new.new_code_cell(source, id=f"cell-{i}") for i, source in enumerate((_BEGINS, *CHAPTERS))]
    return str(nbformat.writes(new.new_notebook(cells=cells)))  # type: ignore[no-untyped-call]
