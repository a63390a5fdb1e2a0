"""Tables of what runs along the calendar: a row a period, a column a line."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.timeline import CALENDAR, EXPECTED, OBSERVED, when
from tsi_eval.report.parts import Table
from tsi_eval.report.result_tables import hidden_note
from tsi_eval.report.words import NONE, Words

LONG = 10
Lines = dict[str, tuple[ReleasedEstimate, ...]]


def calendar_tables(words: Words, finding: ReleasedFinding) -> Iterator[Table]:
    """Yield a table for the figure's lines, and one for the schools' when the finding has both."""
    lines = {name: points for name, points in finding.series.items() if points and points[0].axis in CALENDAR}
    main: Lines = {str(name): lines[name] for name in (OBSERVED, EXPECTED) if name in lines}
    rest = {name: points for name, points in lines.items() if name not in main}
    axis = next((points[0].axis for points in rest.values()), "")
    for name, some in (("timeline", main), ("by_unit" if main else f"by_{axis}", rest)):
        if some:
            yield _table(words, f"{name}-{finding.question}".replace("_", "-"), words.say(f"caption.{name}"), some)


def _table(words: Words, id_: str, caption: str, lines: Lines) -> Table:
    every = [point for points in lines.values() for point in points]
    periods = sorted({point.period for point in every}, key=when)
    by_place = {(name, point.period): point for name, points in lines.items() for point in points}
    rows = tuple(
        (words.label(period), *(_cell(words, by_place.get((name, period))) for name in lines)) for period in periods
    )
    unit = words.unit(every[0])
    heads = tuple(words.label(name) + (f" ({unit})" if unit else "") for name in lines)
    return Table(
        id=id_,
        caption=caption,
        header=(words.say("column.when"), *heads),
        rows=rows,
        note=hidden_note(words, every),
        fold=len(rows) > LONG,
    )


def _cell(words: Words, point: ReleasedEstimate | None) -> str:
    if point is None:
        return NONE
    return words.value(point) + (f" ({words.interval(point)})" if point.ci_low is not None else "")
