"""Tables of what was delivered, and of what was found in the files rather than declared."""

from __future__ import annotations

from itertools import groupby

from tsi_eval.findings import RECEIPT, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Message, Text
from tsi_eval.report.dates import Marks, marks_of
from tsi_eval.report.not_shown import dots_note, instead_of_table, is_hidden
from tsi_eval.report.parts import Prose, Table, plain
from tsi_eval.report.words import NONE, Words

# What the receipt says of what no question uses, beside what was found in each source's files.
UNUSED = "unused."
# Columns that a table on a page has room for beside the names of outcomes.
MOST_OCCASIONS = 4


def receipt_tables(words: Words) -> tuple[Table | Prose, ...]:
    """Return what each source delivered, and how complete the outcomes are.

    What a single source delivered is a sentence.
    """
    finding = words.released.finding(RECEIPT)
    counts = [item for item in finding.estimates if item.quantity is Quantity.COUNT]
    shares = [item for item in finding.estimates if item.quantity is Quantity.SHARE]
    if not counts:
        return ()
    delivered = _as_sentence(_delivered(words, counts))
    return (delivered, _completeness(words, shares)) if shares else (delivered,)


def found_table(words: Words) -> Table | None:
    """Return what was found in each source's files rather than declared.

    Returns:
        A row a source; None when everything was declared and nothing was left out.
    """
    notes: dict[str, list[str]] = {}
    for message in words.released.finding(RECEIPT).caveats:
        source, what = message.params.get("source"), message.params.get("what")
        if isinstance(source, Text) and isinstance(what, Message):
            notes.setdefault(words.text(source), []).append(plain(words.message(what)))
    if not notes:
        return None
    return Table(
        id="found",
        caption=words.say("caption.found"),
        header=(words.say("column.source"), words.say("column.found")),
        rows=tuple((source, "; ".join(found)) for source, found in notes.items()),
        text_columns=2,
        fold=True,
    )


def unused(words: Words) -> str:
    """Return what lies in the files and no question uses, in a sentence or two, or ""."""
    caveats = words.released.finding(RECEIPT).caveats
    return " ".join(plain(words.message(message)) for message in caveats if message.key.startswith(UNUSED))


def _delivered(words: Words, counts: list[ReleasedEstimate]) -> Table:
    """Return a row a source and a column for each thing that was counted of it."""
    sources = [(name, tuple(items)) for name, items in groupby(counts, key=lambda item: item.group)]
    units = [item.unit for item in sources[0][1]]
    marks = marks_of(words, counts)
    return Table(
        id=RECEIPT,
        caption=words.say("caption.receipt"),
        header=(words.say("column.source"), *(words.say(f"counted.{unit}") for unit in units)),
        rows=tuple(
            (words.label(name), *(marks.on(words.value(item), item) for item in items)) for name, items in sources
        ),
        note=" ".join(filter(None, (marks.note, dots_note(words, counts)))),
    )


def _as_sentence(table: Table) -> Table | Prose:
    """Return a table of one row, without a note, as "What was delivered: forms (files: 2; …)."."""
    if len(table.rows) > 1 or table.note:
        return table
    ((source, *values),) = table.rows
    counts = "; ".join(f"{name}: {value}" for name, value in zip(table.header[1:], values, strict=True))
    return Prose(markdown=f"{table.caption}: {source} ({counts}).")


def _completeness(words: Words, shares: list[ReleasedEstimate]) -> Table | Prose:
    """Return how many have a value of each outcome at each occasion, where it may be shown.

    What may not is named by the table of what is not shown. Outcomes have a row each, and occasions
    a column, where a share of one outcome is of as many at every occasion; else each occasion has
    a row of its own. One row alone lies behind a fold.
    """
    caption = words.say("caption.completeness")
    if all(map(is_hidden, shares)):
        return instead_of_table(words, caption, shares)
    marks = marks_of(words, shares)
    shown = [item for item in shares if not is_hidden(item)]
    missing = words.say("hidden.elsewhere") if len(shown) < len(shares) else ""
    note = " ".join(filter(None, (marks.note, missing)))
    if occasions := _columns_of_occasions(shown):
        return _by_occasion(words, shown, occasions, marks, note)
    rows = tuple(
        (
            words.label(item.outcome),
            words.period(item.period),
            marks.on(words.value(item), item),
            words.count(item.n),
        )
        for item in shown
    )
    return Table(
        id="completeness",
        caption=caption,
        header=tuple(words.say(f"column.{name}") for name in ("outcome", "when", "with_value", "rows")),
        rows=rows,
        text_columns=2,
        note=note,
        fold=len(rows) == 1,
    )


def _columns_of_occasions(shares: list[ReleasedEstimate]) -> tuple[str, ...]:
    """Return the occasions that have a column each, or none where occasions have rows."""
    occasions = tuple(dict.fromkeys(item.period for item in shares))
    sizes = {(item.outcome, item.n) for item in shares}
    is_of_as_many = len(sizes) == len({item.outcome for item in shares})
    return occasions if is_of_as_many and 1 < len(occasions) <= MOST_OCCASIONS else ()


def _by_occasion(
    words: Words, shares: list[ReleasedEstimate], occasions: tuple[str, ...], marks: Marks, note: str
) -> Table:
    """Return a row an outcome and a column an occasion; a dash where there is no share to show."""
    cells: dict[str, dict[str, str]] = {}
    sizes = {item.outcome: words.count(item.n) for item in shares}
    for item in shares:
        cells.setdefault(item.outcome, {})[item.period] = marks.on(words.value(item), item)
    rows = tuple(
        (words.label(outcome), *(found.get(occasion, NONE) for occasion in occasions), sizes[outcome])
        for outcome, found in cells.items()
    )
    return Table(
        id="completeness",
        caption=f"{words.say('caption.completeness')}: {words.say('column.with_value')}",
        header=(words.say("column.outcome"), *map(words.period, occasions), words.say("column.rows")),
        rows=rows,
        note=note,
        fold=len(rows) == 1,
    )
