"""Figures of released values, by their shape; never colour alone, never a person's point."""

from __future__ import annotations

from tsi_eval.released import ReleasedFinding
from tsi_eval.report.figures.bars import bars
from tsi_eval.report.figures.canvas import svg_of
from tsi_eval.report.figures.points import differences, means, shares
from tsi_eval.report.figures.stages import stages
from tsi_eval.report.figures.timeline import timeline
from tsi_eval.report.parts import Figure
from tsi_eval.report.sentences import answers
from tsi_eval.report.words import Words

SHAPES = (stages, timeline, shares, means, differences, bars)


def figure_of(words: Words, finding: ReleasedFinding) -> Figure | None:
    """Return the figure that fits the finding's shape, or None when there is nothing to draw."""
    drawn = next((found for shape in SHAPES if (found := shape(words, finding)) is not None), None)
    if drawn is None:
        return None
    source = words.say(f"data.{words.released.cover.data}.source")
    said = answers(words, finding)
    title = " ".join(said) if finding.series else said[0]
    caption = f"{title} {words.say(f'figure.{drawn.note}', source=source)}"
    id_ = f"figure-{finding.question.replace('_', '-')}"
    mark = source if words.released.cover.data == "synthetic" else ""
    return Figure(id=id_, svg=svg_of(drawn, id_, mark), caption=caption, alt=drawn.alt)
