"""The table of what is counted at stages: a row a group, a column a stage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from tsi_eval.findings import Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.dates import Marks, marks_of
from tsi_eval.report.not_shown import about_groups, dots_note, instead_of_table, is_hidden, left_out
from tsi_eval.report.parts import Prose, Table
from tsi_eval.report.words import HIDDEN, Words


def series_table(words: Words, id_: str, caption: str, finding: ReleasedFinding) -> Table | Prose:
    """Return a table with a row a series and a column a place on the axis.

    A group of which everything is hidden has no row: a sentence under the table names it.

    A cell has the count and its share, where both are there: "160 (80 %)". Places that only counts
    have, such as the stage that all others are inside, come first.
    """
    every_point = list(chain.from_iterable(finding.series.values()))
    counts = [item for item in finding.estimates if item.quantity is Quantity.COUNT]
    groups = [_of_series(points, counts) for points in finding.series.values()]
    missing = [items for items in groups if all(map(is_hidden, items))]
    shown = [items for items in groups if items not in missing]
    if not shown:
        return instead_of_table(words, caption, every_point)
    columns, every = _places(every_point, counts), list(chain.from_iterable(shown))
    marks, not_named = marks_of(words, every), [(_series_name(words, items), "", "", items[0]) for items in missing]
    notes = (marks.note, dots_note(words, every), left_out(words, not_named), about_groups(words, finding))
    return Table(
        id=id_,
        caption=caption,
        header=(words.say("column.who"), *(words.label(place) for place in columns)),
        rows=tuple(_series_row(words, items, columns, marks) for items in shown),
        note=" ".join(filter(None, notes)),
    )


def _places(points: Sequence[ReleasedEstimate], counts: Sequence[ReleasedEstimate]) -> list[str]:
    """Return the places on the axis; those that only counts have come first."""
    places = dict.fromkeys(point.period for point in points)
    return [*dict.fromkeys(count.period for count in counts if count.period not in places), *places]


def _of_series(points: Sequence[ReleasedEstimate], counts: Sequence[ReleasedEstimate]) -> list[ReleasedEstimate]:
    """Return the points of a series, and after them the counts of its group."""
    return [*points, *(count for count in counts if count.group == points[0].group)]


def _series_name(words: Words, items: Sequence[ReleasedEstimate]) -> str:
    return words.label(items[0].group) if items[0].group else words.say("group.all")


def _series_row(words: Words, items: Sequence[ReleasedEstimate], columns: list[str], marks: Marks) -> tuple[str, ...]:
    """Return a row of `series_table`: whom the series is about, and a cell for each place."""
    counts = {item.period: item for item in items if item.quantity is Quantity.COUNT}
    points = {item.period: item for item in items if item.quantity is not Quantity.COUNT}
    first = next((counts[place] for place in columns if place in counts), None)
    cells = [_series_cell(words, points.get(place), counts.get(place), first, marks) for place in columns]
    return (_series_name(words, items), *cells)


def _series_cell(
    words: Words,
    share: ReleasedEstimate | None,
    count: ReleasedEstimate | None,
    first: ReleasedEstimate | None,
    marks: Marks,
) -> str:
    """Return a cell: how many, and which share.

    A share says of how many it is where the row's first count is of another report.
    """
    n = ""
    if count is not None:
        n = HIDDEN if count.estimate is None else words.count(count.n)
    if share is None or (n == HIDDEN and is_hidden(share)):
        return n if count is None else marks.on(n, count)
    part = words.value(share)
    if first is not None and first.as_of != share.as_of and not is_hidden(share):
        part = words.say("kept.share_of", share=part, n=words.count(share.n))
    if count is None or count.as_of == share.as_of:
        return marks.on(f"{n} ({part})" if n else part, share)
    return f"{marks.on(n, count)} ({marks.on(part, share)})"
