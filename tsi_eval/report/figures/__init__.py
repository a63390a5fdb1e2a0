"""Figures of released values, by their shape; never colour alone, never a person's point."""

from __future__ import annotations

from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.report.figures.bars import bars
from tsi_eval.report.figures.canvas import Drawn, capital, svg_of, unescaped
from tsi_eval.report.figures.course import course
from tsi_eval.report.figures.flow import flow, flow_title
from tsi_eval.report.figures.moves import moves
from tsi_eval.report.figures.points import differences, means, shares
from tsi_eval.report.figures.stages import stages
from tsi_eval.report.figures.timeline import timeline
from tsi_eval.report.figures.titles import source_of, title_of
from tsi_eval.report.figures.waterfall import waterfall
from tsi_eval.report.parts import Figure
from tsi_eval.report.words import Words

SHAPES = (stages, timeline, course, shares, moves, means, differences, waterfall, bars)


def figure_of(words: Words, finding: ReleasedFinding) -> Figure | None:
    """Return the figure that fits the finding's shape, or None when there is nothing to draw."""
    drawn = next((found for shape in SHAPES if (found := shape(words, finding)) is not None), None)
    return None if drawn is None else _figure(words, finding, drawn, title_of(words, finding))


def flow_of(words: Words, finding: ReleasedFinding) -> Figure | None:
    """Return the figure of who is in a before/after comparison, or None for other findings."""
    drawn = flow(words, finding)
    return None if drawn is None else _figure(words, finding, drawn, flow_title(words, finding), "flow-")


def _figure(words: Words, finding: ReleasedFinding, drawn: Drawn, title: str, prefix: str = "") -> Figure:
    id_ = f"figure-{prefix}{finding.question.replace('_', '-')}"
    data = words.released.cover.data
    return Figure(
        id=id_,
        svg=svg_of(drawn, id_, words.say(f"data.{data}.source") if data == "synthetic" else ""),
        title=title,
        subtitle=capital(drawn.subtitle),
        source=source_of(words, drawn.n),
        alt=unescaped(drawn.alt),
    )
