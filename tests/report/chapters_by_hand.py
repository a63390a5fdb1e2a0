"""A change made by hand, and what can be asked of a chapter about it."""

from __future__ import annotations

from dataclasses import replace

from released_by_hand import finding, headline, same

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.report.parts import Chapter, Prose, Table

UNIT = {"unit:score": same("poäng"), "score": same("Oro")}
CHANGE = headline(
    Quantity.MEAN_CHANGE, -3.2, ci_low=-5.1, ci_high=-1.3, decimals=1, n=50, outcome="score", unit="score",
    group="both", period="T0 > T1",
)  # fmt: skip


def change(question: str = "q", *more: object, **about: object) -> ReleasedFinding:
    item = replace(CHANGE, question=question, **about)  # type: ignore[arg-type]
    return finding("pre_post", Claim.CHANGED, [item, *more], question=question)


def prose(chapter: Chapter) -> list[str]:
    return [part.markdown for part in chapter.parts if isinstance(part, Prose)]


def tables(chapter: Chapter) -> list[Table]:
    return [part for part in chapter.parts if isinstance(part, Table)]
