"""Tables of what runs along the calendar: a row a period, a column a line."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.dates import Marks, marks_of
from tsi_eval.report.figures.timeline import CALENDAR
from tsi_eval.report.figures.timeline_axis import when
from tsi_eval.report.figures.timeline_drawing import EXPECTED, OBSERVED
from tsi_eval.report.not_shown import dots_note, instead_of_table, is_hidden, left_out
from tsi_eval.report.parts import Prose, Table
from tsi_eval.report.words import NONE, Words

# A table of more periods than this lies behind a fold.
LONG = 10
Lines = dict[str, tuple[ReleasedEstimate, ...]]


def calendar_tables(words: Words, finding: ReleasedFinding) -> Iterator[Table | Prose]:
    """Yield a table for the figure's lines, and one for the schools' when the finding has both.

    A line of which everything is hidden has no column: a sentence under the table names it.
    """
    lines = _along_calendar(finding)
    drawn: Lines = {str(name): lines[name] for name in (OBSERVED, EXPECTED) if name in lines}
    others: Lines = {name: points for name, points in lines.items() if name not in drawn}
    if drawn:
        yield _table(words, finding, "timeline", drawn)
    if others:
        axis = next(iter(others.values()))[0].axis
        yield _table(words, finding, "by_unit" if drawn else f"by_{axis}", others)


def _along_calendar(finding: ReleasedFinding) -> Lines:
    return {name: points for name, points in finding.series.items() if points and points[0].axis in CALENDAR}


def _table(words: Words, finding: ReleasedFinding, name: str, every: Lines) -> Table | Prose:
    lines = {line: points for line, points in every.items() if not all(map(is_hidden, points))}
    if not lines:
        return instead_of_table(words, words.say(f"caption.{name}"), [points[0] for points in every.values()])
    missing = left_out(words, [(words.label(line), "", "", every[line][0]) for line in every if line not in lines])
    every_point = [point for points in lines.values() for point in points]
    marks = marks_of(words, every_point)
    rows = _rows(words, lines, marks)
    unit = words.unit(every_point[0])
    headings = tuple(words.label(line) + (f" ({unit})" if unit else "") for line in lines)
    return Table(
        id=f"{name}-{finding.question}".replace("_", "-"),
        caption=words.say(f"caption.{name}"),
        header=(words.say("column.when"), *headings),
        rows=rows,
        note=" ".join(note for note in (marks.note, dots_note(words, every_point), missing) if note),
        fold=len(rows) > LONG,
    )


def _rows(words: Words, lines: Lines, marks: Marks) -> tuple[tuple[str, ...], ...]:
    """Return a row a period, with a cell for each line."""
    by_place = {(line, point.period): point for line, points in lines.items() for point in points}
    periods = sorted({period for _, period in by_place}, key=when)
    return tuple(
        (words.label(period), *(_cell(words, by_place.get((line, period)), marks) for line in lines))
        for period in periods
    )


def _cell(words: Words, point: ReleasedEstimate | None, marks: Marks) -> str:
    if point is None:
        return NONE
    return marks.on(words.value(point), point) + (f" ({words.interval(point)})" if point.ci_low is not None else "")
