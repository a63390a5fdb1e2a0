"""Tables of what was delivered, and of what was found in the files rather than declared."""

from __future__ import annotations

from itertools import groupby

from tsi_eval.findings import RECEIPT, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Message, Text
from tsi_eval.report.dates import marks_of
from tsi_eval.report.not_shown import dots_note, instead_of_table, is_hidden
from tsi_eval.report.parts import Prose, Table, plain
from tsi_eval.report.words import Words

# What the receipt says of what no question uses, beside what was found in each source's files.
UNUSED = "unused."


def receipt_tables(words: Words) -> tuple[Table | Prose, ...]:
    """Return what each source delivered, and how complete the outcomes are."""
    finding = words.released.finding(RECEIPT)
    counts = [item for item in finding.estimates if item.quantity is Quantity.COUNT]
    shares = [item for item in finding.estimates if item.quantity is Quantity.SHARE]
    if not counts:
        return ()
    delivered = _delivered(words, counts)
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


def _completeness(words: Words, shares: list[ReleasedEstimate]) -> Table | Prose:
    """Return a row for each outcome and occasion of which it may be shown how many have a value.

    The others are named by the table of what is not shown. One row alone lies behind a fold.
    """
    caption = words.say("caption.completeness")
    if all(map(is_hidden, shares)):
        return instead_of_table(words, caption, shares)
    marks = marks_of(words, shares)
    rows = tuple(
        (
            words.label(item.outcome),
            words.period(item.period),
            marks.on(words.value(item), item),
            words.count(item.n),
        )
        for item in shares
        if not is_hidden(item)
    )
    header = tuple(words.say(f"column.{name}") for name in ("outcome", "when", "with_value", "rows"))
    missing = words.say("hidden.elsewhere") if any(map(is_hidden, shares)) else ""
    return Table(
        id="completeness",
        caption=caption,
        header=header,
        rows=rows,
        text_columns=2,
        note=" ".join(filter(None, (marks.note, missing))),
        fold=len(rows) == 1,
    )
