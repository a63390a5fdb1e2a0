"""Tables of money: what a pilot cost, what a unit of it cost, and what would have to be avoided.

Each price stands with its year and its payer; where it is from stands under the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import UNVERIFIED_NOTES, Note, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.dates import Marks, marks_of
from tsi_eval.report.not_shown import instead_of_table, is_hidden, left_out
from tsi_eval.report.parts import Prose, Table
from tsi_eval.report.words import Words

CONVERTED = frozenset({Note.CONVERTED, Note.CONVERTED_UNVERIFIED})


def cost_tables(words: Words, finding: ReleasedFinding) -> Iterator[Table | Prose]:
    """Yield the tables of a finding about money."""
    by_kind: dict[Quantity, list[ReleasedEstimate]] = {kind: [] for kind in Quantity if kind.record.money}
    for item in finding.estimates:
        if item.quantity in by_kind:
            by_kind[item.quantity].append(item)
    name = finding.question.replace("_", "-")
    for kind, key in ((Quantity.COST, "costs"), (Quantity.UNIT_COST, "unit_costs")):
        if by_kind[kind]:
            yield _amounts(words, f"{key}-{name}".replace("_", "-"), key, by_kind[kind])
    if by_kind[Quantity.BREAK_EVEN]:
        yield _break_even(words, f"break-even-{name}", by_kind)


def _amounts(words: Words, id_: str, key: str, items: list[ReleasedEstimate]) -> Table | Prose:
    year = words.say("word.price_year", year=str(items[0].price_year))
    caption = f"{words.say(f'caption.{key}')}, {year}"
    if all(map(is_hidden, items)):
        return instead_of_table(words, caption, items)
    named = [(words.label(item.group) if item.group else words.say("group.whole"), item) for item in items]
    marks = marks_of(words, items)
    rows = tuple((name, marks.on(words.value(item), item)) for name, item in named if not is_hidden(item))
    return Table(
        id=id_,
        caption=caption,
        header=(words.say("column.post"), words.say("column.cost")),
        rows=rows,
        note=" ".join(filter(None, (marks.note, left_out(words, [(name, "", "", item) for name, item in named])))),
        # The figure shows what the whole is made of, and the sentences what one cost.
        fold=True,
    )


def _break_even(words: Words, id_: str, by_kind: dict[Quantity, list[ReleasedEstimate]]) -> Table:
    prices = {(item.group, item.note in CONVERTED): item for item in by_kind[Quantity.UNIT_PRICE]}
    items = by_kind[Quantity.BREAK_EVEN]
    marks = marks_of(words, items)
    rows = tuple(_row(words, item, prices[item.group, False], prices[item.group, True], marks) for item in items)
    names = (
        "column.post",
        "column.payer",
        "column.price",
        "column.price_year",
        "column.price_now",
        "column.units",
    )
    return Table(
        id=id_,
        caption=words.say("caption.break_even"),
        header=tuple(map(words.say, names)),
        rows=rows,
        text_columns=2,
        note=" ".join((*filter(None, (marks.note, _under(words, by_kind))), *_sources(words, items))),
    )


def _under(words: Words, by_kind: dict[Quantity, list[ReleasedEstimate]]) -> str:
    """Return what stands under the table: which year's prices, and what an unverified price is."""
    under = words.say("note_under.prices", year=str(by_kind[Quantity.COST][0].price_year))
    if any(item.note in UNVERIFIED_NOTES for item in by_kind[Quantity.UNIT_PRICE]):
        under += " " + words.say("note_under.unverified")
    return under


def _sources(words: Words, items: list[ReleasedEstimate]) -> Iterator[str]:
    """Yield where each price is from; in a column of their own they would be too narrow to read."""
    for item in items:
        source = words.label(f"source:{item.group}").rstrip(".")
        yield words.say("note_under.price_source", post=words.label(item.group), source=source)


def _row(
    words: Words, item: ReleasedEstimate, price: ReleasedEstimate, now: ReleasedEstimate, marks: Marks
) -> tuple[str, ...]:
    units = f"{marks.on(words.value(item), item)} {words.unit(item)}"
    if item.ci_low is not None:
        units += f" ({words.interval(item)})"
    return (
        words.label(item.group),
        words.label(f"payer={item.payer}"),
        _marked(words, words.value(price), price),
        str(price.price_year),
        _marked(words, words.value(now), now),
        _marked(words, units, item),
    )


def _marked(words: Words, number: str, item: ReleasedEstimate) -> str:
    """Return a number with the word that says that its price is unverified, where it is."""
    return words.say("word.marked_unverified", number=number) if item.note in UNVERIFIED_NOTES else number
