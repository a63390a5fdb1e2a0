"""The same persons' answers twice, as tables of four (yes or no) and as moves by a step."""

from __future__ import annotations

import made

from tsi_eval.designs import PrePost
from tsi_eval.findings import Finding
from tsi_eval.findings.released import Released

BINARY = PrePost(outcome="y", before="T0", after="T1", scale="binary")
ORDINAL = PrePost(outcome="y", before="T0", after="T1", scale="ordinal")


def answer(design: PrePost, first: list[float], second: list[float]) -> Finding:
    """Return a design's answer about these values, as the answer to a question."""
    return made.asked("q", design.answer(made.study_of({"T0": first, "T1": second})))


def report(design: PrePost, first: list[float], second: list[float], policy: str) -> Released:
    """Return the report of a design's answer about these values."""
    return made.released_answers(made.study_of({"T0": first, "T1": second}), policy, q=design)


def table(both: int, lost: int, gained: int, neither: int) -> tuple[list[float], list[float]]:
    """Return first and second answers of a table of four."""
    first = [1.0] * (both + lost) + [0.0] * (gained + neither)
    return first, [1.0] * both + [0.0] * lost + [1.0] * gained + [0.0] * neither


def moved(lower: int, nowhere: int, higher: int) -> tuple[list[float], list[float]]:
    """Return first and second answers of so many who moved one step on a scale of five."""
    n = lower + nowhere + higher
    first = [float(1 + i % 3) for i in range(n)]
    return first, [x + way for x, way in zip(first, [-1.0] * lower + [0.0] * nowhere + [1.0] * higher, strict=True)]
