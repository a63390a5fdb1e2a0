"""Tables of estimates: a row a number, with the columns that say something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tsi_eval.findings import Guard, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import has_sentence
from tsi_eval.report.dates import Marks, marks_of
from tsi_eval.report.not_shown import (
    Named,
    instead_of_table,
    is_hidden,
    lacks_interval,
    left_out,
)
from tsi_eval.report.parts import Prose, Table
from tsi_eval.report.words import NONE, Words

TEXTS = ("what", "who", "when")
ALWAYS = ("what", "who", "value", "n")
SEVERAL = 2


def estimates_table(
    words: Words,
    id_: str,
    caption: str,
    estimates: Iterable[ReleasedEstimate],
    *,
    fold: bool = False,
    exact: bool = False,
    explained: str = "",
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
        explained: What the table's numbers need explained in a design's own words, or "".
    """
    every = tuple(estimates)
    if every and all(map(is_hidden, every)):
        return instead_of_table(words, caption, every)
    items = tuple(item for item in every if not is_hidden(item))
    marks = marks_of(words, items, alone=exact)
    lines = _lines(words, items if exact else tuple(map(words.read, items)), _main(every), marks)
    columns = _columns(words, items, lines)
    alike = () if exact else _same_in_all(lines, columns)
    kept = [name for name in columns if name not in alike]
    return Table(
        id=id_,
        caption=_with_what_is_the_same(words, caption, lines, alike),
        header=tuple(words.say(f"column.{name}") for name in kept),
        rows=_cells(lines, kept),
        text_columns=len(set(kept) & set(TEXTS)),
        note=_joined(marks.note, _note_under(words, items, kept), _left_out(words, every), explained),
        fold=fold,
        shows=items,
    )


def _main(every: Sequence[ReleasedEstimate]) -> str:
    """Return the outcome that goes without saying: that of the first number, shown or not."""
    return every[0].outcome if every else ""


def _lines(words: Words, items: Sequence[ReleasedEstimate], main: str, marks: Marks) -> list[dict[str, str]]:
    """Return a line a number: every column's cell, by the column's name."""
    return [_estimate_row(words, item, main, marks) for item in items]


def _left_out(words: Words, every: Sequence[ReleasedEstimate]) -> str:
    """Return which of the table's numbers have no row, in words, or ""."""
    return left_out(words, [named(words, item, _main(every)) for item in every])


def _cells(lines: list[dict[str, str]], columns: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line[name] for name in columns) for line in lines)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _columns(words: Words, items: tuple[ReleasedEstimate, ...], lines: list[dict[str, str]]) -> list[str]:
    """Return the columns that say something, in order.

    A column of dashes says nothing, nor does one of intervals that are not shown. Where all rows
    are counts, n would only repeat the values.
    """
    names = list(lines[0]) if lines else []
    if all(item.quantity.record.guard is Guard.COUNT for item in items):
        names = [name for name in names if name != "n"]
    empty = {NONE, words.say("figure.hidden")}
    return [name for name in names if name in ALWAYS or not _has_only(lines, name, empty)]


def _has_only(lines: list[dict[str, str]], name: str, cells: set[str]) -> bool:
    return {line[name] for line in lines} <= cells


def _same_in_all(lines: list[dict[str, str]], columns: list[str]) -> tuple[str, ...]:
    """Return which of the columns "who" and "when" say the same in each of several rows."""
    if len(lines) < SEVERAL:
        return ()
    return tuple(name for name in ("who", "when") if name in columns and _is_one(lines, name))


def _is_one(lines: list[dict[str, str]], name: str) -> bool:
    return len({line[name] for line in lines}) == 1


def _with_what_is_the_same(words: Words, caption: str, lines: list[dict[str, str]], alike: Sequence[str]) -> str:
    """Return a caption that says what these columns would have said in every row."""
    goes_without_saying = {NONE, words.say("group.all")}
    said = [lines[0][name] for name in alike if lines[0][name] not in goes_without_saying]
    return f"{caption} ({', '.join(said)})" if said else caption


def _note_under(words: Words, items: tuple[ReleasedEstimate, ...], columns: list[str]) -> str:
    """Return what the table needs explained.

    In order: how p-values were adjusted, why some interval is not shown, what n counts, and that
    some intervals are ranges of assumptions or of another level, and what a p-value is of.
    """
    adjusted = next((item.note for item in items if item.role is Role.SECONDARY and item.note), "")
    notes = (
        words.say(f"note_under.{adjusted}") if adjusted else "",
        words.say("interval.hidden_beside") if "interval" in columns and any(map(lacks_interval, items)) else "",
        _what_n_is(words, items) if "n" in columns else "",
        _ranges(words, items),
        _other_levels(words, items) if "interval" in columns else "",
        words.say("note_under.equivalence_p") if "p" in columns and any(map(_is_equivalence, items)) else "",
    )
    return _joined(*notes)


def _other_levels(words: Words, items: tuple[ReleasedEstimate, ...]) -> str:
    """Return which rows have an interval of another level than the first row that has one.

    A test that a change is too small to matter has an interval of 90 per cent beside the answer's
    of 95.
    """
    with_ends = [item for item in items if item.level is not None and item.ci_low is not None]
    others = [item for item in with_ends if item.level != with_ends[0].level]
    named = dict.fromkeys((what_of(words, item, items[0].outcome), words.level(item)) for item in others)
    return " ".join(words.say("note_under.other_level", what=what, level=level) for what, level in named)


def _is_equivalence(item: ReleasedEstimate) -> bool:
    return item.quantity is Quantity.EQUIVALENCE and item.p_value is not None


def _what_n_is(words: Words, items: tuple[ReleasedEstimate, ...]) -> str:
    """Return what n counts in a design, where it is not simply the number in the row's group.

    Of several questions each says it for itself.
    """
    others = {item.question: item.design for item in items if not item.quantity.record.counts_its_group}
    several = len({item.question for item in items}) > 1
    notes = {
        question: words.say(f"n_of.{design}") for question, design in others.items() if has_sentence(f"n_of.{design}")
    }
    return " ".join(f"{words.about(question)}: {note}" if several else note for question, note in notes.items())


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
