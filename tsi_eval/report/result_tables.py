"""Tables of released values, by their shape: a list of estimates, a series, what was withheld."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tsi_eval.findings import RECEIPT, Guard, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import has_sentence
from tsi_eval.report.parts import Table
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
) -> Table:
    """Return a table with a row for each estimate; columns that would be empty are left out.

    The columns are what it is, whom it is about, when, the value, its interval, its standard error,
    its p-value and how many it rests on.

    Args:
        words: The released values and the language.
        id_: The table's name inside the document.
        caption: What the table shows.
        estimates: The rows, in order.
        fold: Whether the table lies behind a fold.
        exact: Whether numbers have all the decimals that may be shown, as the appendix has them.
            Elsewhere shares have no more than their uncertainty supports.
    """
    items = tuple(estimates)
    lines = [_estimate_row(words, item if exact else words.read(item), items[0].outcome) for item in items]
    kept = _columns(items, lines)
    return Table(
        id=id_,
        caption=caption,
        header=tuple(words.say(f"column.{name}") for name in kept),
        rows=tuple(tuple(line[name] for name in kept) for line in lines),
        text_columns=sum(name in TEXTS for name in kept),
        note=_note_under(words, items, kept),
        fold=fold,
    )


def _columns(items: tuple[ReleasedEstimate, ...], lines: list[dict[str, str]]) -> list[str]:
    """Return the columns that say something.

    A column of dashes says nothing. Where all rows are counts, n would only repeat the values.
    """
    only_counts = all(item.quantity.record.guard is Guard.COUNT for item in items)
    columns = []
    for name in lines[0] if lines else ():
        is_filled = name in ALWAYS or any(line[name] != NONE for line in lines)
        if is_filled and not (name == "n" and only_counts):
            columns.append(name)
    return columns


def _note_under(words: Words, items: tuple[ReleasedEstimate, ...], columns: list[str]) -> str:
    """Return what the table needs explained.

    In order: how p-values were adjusted, why ".." stands in it, what n counts, and that some
    intervals are ranges of assumptions.
    """
    adjusted = next((item.note for item in items if item.role is Role.SECONDARY and item.note), "")
    notes = (
        words.say(f"note_under.{adjusted}") if adjusted else "",
        hidden_note(words, items),
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


def _estimate_row(words: Words, item: ReleasedEstimate, main: str) -> dict[str, str]:
    return {
        "what": _what(words, item, main),
        "who": words.group(item),
        "when": words.period(item.period),
        "value": words.value(item),
        "interval": words.interval(item),
        "se": NONE if item.se is None else words.figure_of(item, item.se),
        "p": words.p_value(item),
        "n": words.count(item.n),
    }


def _what(words: Words, item: ReleasedEstimate, main: str) -> str:
    """Return what a number is, such as "mean change (points)".

    A number of another outcome than the table's first one (`main`) names its outcome. A secondary
    outcome is named by its outcome alone, since all of them are the same kind of number.
    """
    unit = words.say("unit.points_of_share") if words.in_points(item) else words.unit(item)
    if item.role is Role.SECONDARY:
        return words.label(item.outcome) + (f" ({unit})" if unit else "")
    outcome = f"{words.label(item.outcome)}: " if item.outcome not in {"", main} else ""
    needs_unit = item.quantity.record.guard not in {Guard.SHARE, Guard.COUNT} and unit
    what = outcome + words.quantity(item) + (f" ({unit})" if needs_unit else "")
    if not item.method or item.role is Role.SUPPORTING:
        return what
    method = words.say(f"method.{item.method}.name")
    return what if method == what else f"{what}, {method}"


def series_table(words: Words, id_: str, caption: str, finding: ReleasedFinding, *, fold: bool = False) -> Table:
    """Return a table with a row a series and a column a place on the axis.

    A cell has the count and its share, where both are there: "160 (80 %)". Places that only counts
    have, such as the stage that all others are inside, come first.
    """
    every_point = [point for points in finding.series.values() for point in points]
    counts = {(e.group, e.period): e for e in finding.estimates if e.quantity is Quantity.COUNT}
    places = list(dict.fromkeys(point.period for point in every_point))
    only_counted = [e.period for e in counts.values() if e.period not in places]
    columns = [*dict.fromkeys(only_counted), *places]
    rows = tuple(_series_row(words, points, counts, columns) for points in finding.series.values())
    header = (words.say("column.who"), *(words.label(place) for place in columns))
    note = hidden_note(words, (*counts.values(), *every_point))
    return Table(id=id_, caption=caption, header=header, rows=rows, note=note, fold=fold)


def _series_row(
    words: Words,
    points: Sequence[ReleasedEstimate],
    counts: Mapping[tuple[str, str], ReleasedEstimate],
    columns: list[str],
) -> tuple[str, ...]:
    """Return a row of `series_table`: whom the series is about, and a cell for each place."""
    by_place = {point.period: point for point in points}
    group = points[0].group
    cells = [_series_cell(words, by_place.get(place), counts.get((group, place))) for place in columns]
    return (words.label(group) if group else words.say("group.all"), *cells)


def _series_cell(words: Words, share: ReleasedEstimate | None, count: ReleasedEstimate | None) -> str:
    n = ""
    if count is not None:
        n = HIDDEN if count.estimate is None else words.count(count.n)
    if share is None:
        return n
    return f"{n} ({words.value(share)})" if n else words.value(share)


def hidden_note(words: Words, estimates: Iterable[ReleasedEstimate]) -> str:
    """Return why ".." stands in a table, each reason once, or ""."""
    reasons = dict.fromkeys(item.reason for item in estimates if item.status != "shown")
    return " ".join(words.say(f"hidden.{reason}.{words.released.cover.policy}") for reason in reasons)


def withheld_table(words: Words) -> Table | None:
    """Return what is not shown and why; None when everything is shown."""
    lines = [
        _withheld_row(words, finding, item)
        for finding in words.released.findings
        for _, item in finding.every_estimate()
        if item.status != "shown"
    ]
    if not lines:
        return None
    names = ("question", "what", "who", "when", "why")
    header = tuple(words.say(f"column.{name}") for name in names)
    return Table(
        id="withheld",
        caption=words.say("caption.withheld"),
        header=header,
        rows=tuple(dict.fromkeys(lines)),
        text_columns=5,
    )


def _withheld_row(words: Words, finding: ReleasedFinding, item: ReleasedEstimate) -> tuple[str, ...]:
    """Return what a number is and why it is not shown, without its value."""
    return (
        _asked(words, finding),
        words.quantity(item),
        words.group(item),
        words.period(item.period),
        words.say(f"why.{item.reason}"),
    )


def _asked(words: Words, finding: ReleasedFinding) -> str:
    return words.say("chapter.receipt") if finding.design == RECEIPT else words.short(finding)
