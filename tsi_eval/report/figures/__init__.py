"""Figures of released values, by the shape of a finding.

`figure_of` asks the shapes in SHAPES, in this order, and takes the first that has something to
draw. A shape gets the released finding and gives back what to draw and the words around it
(`canvas.Drawn`), or None. A finding that no shape fits has no figure.

No figure tells things apart by colour alone, and none has a point for a person. What may not be
shown is said to be hidden, with neither a label nor a length.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.all_answers import all_answers
from tsi_eval.report.figures.bars import bars
from tsi_eval.report.figures.canvas import Drawn, svg_of, unescaped
from tsi_eval.report.figures.chosen import Chosen, chosen
from tsi_eval.report.figures.course import course
from tsi_eval.report.figures.differences import differences
from tsi_eval.report.figures.flow import flow, flow_title
from tsi_eval.report.figures.heat import heat
from tsi_eval.report.figures.moves import moves
from tsi_eval.report.figures.paper import PAGE, PHONE, Paper
from tsi_eval.report.figures.points import means, shares
from tsi_eval.report.figures.stages import stages
from tsi_eval.report.figures.timeline import timeline
from tsi_eval.report.figures.titles import source_of, title_of
from tsi_eval.report.figures.waterfall import waterfall
from tsi_eval.report.parts import Figure, capital
from tsi_eval.report.words import Words

# Names of the figure of all answers, and of those of who was measured when.
ANSWERS, FLOW = "answers", "flow-"
SHAPES = (stages, heat, timeline, course, shares, moves, means, differences, waterfall, bars)


def figure_of(words: Words, finding: ReleasedFinding) -> Figure | None:
    """Return the figure that fits the finding's shape, or None when there is nothing to draw."""
    drawn = _drawn(words, finding)
    return None if drawn is None else _figure(words, finding, drawn, title_of(words, finding))


def _drawn(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    return next((drawn for shape in SHAPES if (drawn := shape(words, finding, paper)) is not None), None)


def flow_of(words: Words, finding: ReleasedFinding) -> Figure | None:
    """Return the figure of who is in a before/after comparison, or None for other findings."""
    drawn = flow(words, finding)
    return None if drawn is None else _figure(words, finding, drawn, flow_title(words, finding), FLOW)


def numbers_drawn(words: Words, finding: ReleasedFinding) -> tuple[ReleasedEstimate, ...]:
    """Return the numbers that a finding's figures show; none where it has no figure."""
    drawings = (_drawn(words, finding), flow(words, finding))
    return tuple(item for drawn in drawings if drawn is not None for item in drawn.shows)


def figure_of_answers(words: Words) -> Figure | None:
    """Return the figure of all answers about a change, or None where there are fewer than two."""
    drawn = all_answers(words)
    return None if drawn is None else _of_drawn(words, drawn, words.say("figure.title.all_answers"), ANSWERS)


def figure_of_chosen(words: Words, rows: Sequence[Chosen], title: str, id_: str) -> Figure | None:
    """Return a figure of numbers that a notebook chose, or None where they have no common scale."""
    drawn = chosen(words, rows)
    return None if drawn is None else _of_drawn(words, drawn, title, id_)


def phone_of_chosen(words: Words, rows: Sequence[Chosen], id_: str) -> str:
    """Return the SVG of the same figure for a narrow window, or "" where there is none."""
    drawn = chosen(words, rows, PHONE)
    return "" if drawn is None else svg_of(drawn, f"{id_}-phone", _mark(words))


def for_phones(words: Words) -> dict[str, str]:
    """Return id → SVG: every figure that these values have, drawn once more for a narrow window."""
    drawn = {ANSWERS: all_answers(words, PHONE)}
    for finding in words.asked_findings():
        drawn |= {_id(finding): _drawn(words, finding, PHONE), _id(finding, FLOW): flow(words, finding, PHONE)}
    return {id_: svg_of(one, f"{id_}-phone", _mark(words)) for id_, one in drawn.items() if one is not None}


def _figure(words: Words, finding: ReleasedFinding, drawn: Drawn, title: str, prefix: str = "") -> Figure:
    return _of_drawn(words, drawn, title, _id(finding, prefix))


def _id(finding: ReleasedFinding, prefix: str = "") -> str:
    return f"figure-{prefix}{finding.question.replace('_', '-')}"


def _of_drawn(words: Words, drawn: Drawn, title: str, id_: str) -> Figure:
    return Figure(
        id=id_,
        svg=svg_of(drawn, id_, _mark(words)),
        title=title,
        subtitle=capital(drawn.subtitle),
        source=source_of(words, drawn.n, drawn.shows),
        alt=unescaped(drawn.alt),
    )


def _mark(words: Words) -> str:
    """Return what a figure keeps when it is copied: that data are synthetic, that it is a draft."""
    cover = words.released.cover
    marks = (
        words.say("data.synthetic.source") if cover.data == "synthetic" else "",
        words.say("mark.draft") if cover.is_draft else "",
    )
    return " ".join(mark for mark in marks if mark)
