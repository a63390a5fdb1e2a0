"""Tables of released values, by their shape: a list of estimates, a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from tsi_eval.findings import Guard, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import has_sentence
from tsi_eval.report.dates import Marks, marks_of
from tsi_eval.report.not_shown import (
    Named,
    about_groups,
    dots_note,
    instead_of_table,
    is_hidden,
    lacks_interval,
    left_out,
)
from tsi_eval.report.parts import Prose, Table
from tsi_eval.report.words import HIDDEN, NONE, Words

TEXTS = ("what", "who", "when")
ALWAYS = ("what", "who", "value", "n")


def estimates_table(
    words: Words,
    id_: str,
    caption: str,
    estimates: Iterable[ReleasedEstimate],
    *,
    fold: bool = False,
    exact: bool = False,
) -> Table | Prose:
    """Return a table with a row for each estimate; columns that would be empty are left out.

    So is whom or when the numbers are about, if all rows say the same: the caption says it.

    A hidden number has no row: a sentence under the table names it, and stands alone where every
    number is hidden. The columns are what it is, whom it is about, when, the value, its interval,
    its standard error, its p-value and how many it rests on.

    Args:
        words: The released values and the language.
        id_: The table's name inside the document.
        caption: What the table shows.
        estimates: The rows, in order.
        fold: Whether the table lies behind a fold.
        exact: Whether numbers have all the decimals that may be shown, as the appendix has them.
            Elsewhere shares have no more than their uncertainty supports.
    """
    every = tuple(estimates)
    items = tuple(item for item in every if not is_hidden(item))
    if every and not items:
        return instead_of_table(words, caption, every)
    marks = marks_of(words, items, alone=exact)
    lines = [_estimate_row(words, item if exact else words.read(item), every[0].outcome, marks) for item in items]
    columns = _columns(words, items, lines)
    alike = [] if exact else _same_in_all(lines, columns)
    kept = [name for name in columns if name not in alike]
    missing = left_out(words, [named(words, item, every[0].outcome) for item in every])
    return Table(
        id=id_,
        caption=_with_what_is_the_same(words, caption, [lines[0][name] for name in alike]),
        header=tuple(words.say(f"column.{name}") for name in kept),
        rows=tuple(tuple(line[name] for name in kept) for line in lines),
        text_columns=sum(name in TEXTS for name in kept),
        note=" ".join(filter(None, (marks.note, _note_under(words, items, kept), missing))),
        fold=fold,
    )


def _columns(words: Words, items: tuple[ReleasedEstimate, ...], lines: list[dict[str, str]]) -> list[str]:
    """Return the columns that say something.

    A column of dashes says nothing, nor does one of intervals that are not shown. Where all rows
    are counts, n would only repeat the values.
    """
    empty = {NONE, words.say("figure.hidden")}
    only_counts = all(item.quantity.record.guard is Guard.COUNT for item in items)
    columns = []
    for name in lines[0] if lines else ():
        is_filled = name in ALWAYS or any(line[name] not in empty for line in lines)
        if is_filled and not (name == "n" and only_counts):
            columns.append(name)
    return columns


def _same_in_all(lines: list[dict[str, str]], columns: list[str]) -> list[str]:
    """Return which of the columns "who" and "when" say the same in each of several rows."""
    return [name for name in ("who", "when") if name in columns and len(lines) > 1 and _is_one(lines, name)]


def _is_one(lines: list[dict[str, str]], name: str) -> bool:
    return len({line[name] for line in lines}) == 1


def _with_what_is_the_same(words: Words, caption: str, same: list[str]) -> str:
    """Return a caption that says what a column would have said in every row."""
    said = [text for text in same if text not in {NONE, words.say("group.all")}]
    return f"{caption} ({', '.join(said)})" if said else caption


def _note_under(words: Words, items: tuple[ReleasedEstimate, ...], columns: list[str]) -> str:
    """Return what the table needs explained.

    In order: how p-values were adjusted, why some interval is not shown, what n counts, and that
    some intervals are ranges of assumptions.
    """
    adjusted = next((item.note for item in items if item.role is Role.SECONDARY and item.note), "")
    notes = (
        words.say(f"note_under.{adjusted}") if adjusted else "",
        words.say("interval.hidden_beside") if "interval" in columns and any(map(lacks_interval, items)) else "",
        _what_n_is(words, items) if "n" in columns else "",
        _ranges(words, items),
    )
    return " ".join(note for note in notes if note)


def _what_n_is(words: Words, items: tuple[ReleasedEstimate, ...]) -> str:
    """Return what n counts in this design, where it is not simply the number in the row's group."""
    key = f"n_of.{items[0].design}"
    is_other = any(not item.quantity.record.counts_its_group for item in items)
    return words.say(key) if is_other and has_sentence(key) else ""


def _ranges(words: Words, items: tuple[ReleasedEstimate, ...]) -> str:
    """Return what intervals without a level are: bounds, published spans or assumptions."""
    ranged = (item for item in items if item.level is None and item.ci_low is not None and item.status == "shown")
    keys = dict.fromkeys(item.quantity.record.ends or "range" for item in ranged)
    return " ".join(words.say(f"note_under.{key}") for key in keys)


def _estimate_row(words: Words, item: ReleasedEstimate, main: str, marks: Marks) -> dict[str, str]:
    return {
        "what": what_of(words, item, main),
        "who": words.group(item),
        "when": words.period(item.period),
        "value": marks.on(words.value(item), item),
        "interval": words.say("figure.hidden") if lacks_interval(item) else words.interval(item),
        "se": NONE if item.se is None else words.figure_of(item, item.se),
        "p": words.p_value(item),
        "n": words.count(item.n),
    }


def what_of(words: Words, item: ReleasedEstimate, main: str) -> str:
    """Return what a number is, such as "mean change (points)".

    A number of another outcome than the table's first one (`main`) names its outcome. A secondary
    outcome is named by its outcome alone, since all of them are the same kind of number.
    """
    unit = words.say("unit.points_of_share") if words.in_points(item) else words.unit(item)
    needs_unit = unit and (item.role is Role.SECONDARY or item.quantity.record.guard not in {Guard.SHARE, Guard.COUNT})
    return _what_in(words, item, main, f" ({unit})" if needs_unit else "")


def _what_in(words: Words, item: ReleasedEstimate, main: str, unit: str = "") -> str:
    if item.role is Role.SECONDARY:
        return words.label(item.outcome) + unit
    outcome = f"{words.label(item.outcome)}: " if item.outcome not in {"", main} else ""
    what = outcome + words.quantity(item) + unit
    if not item.method or item.role is Role.SUPPORTING:
        return what
    method = words.say(f"method.{item.method}.name")
    return what if method == what else f"{what}, {method}"


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


def named(words: Words, item: ReleasedEstimate, main: str) -> Named:
    """Return what a number is, whom it is about and when, for a list of such names.

    Args:
        words: The released values and the language.
        item: The number.
        main: The outcome that goes without saying.
    """
    whom = words.group(item) if item.group else ""
    when = words.period(item.period) if item.period else ""
    return _what_in(words, item, main), whom, when, item
