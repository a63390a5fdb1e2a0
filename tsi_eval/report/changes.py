"""What changed since the last report: its answers beside those of today."""

from __future__ import annotations

from tsi_eval.findings import Role
from tsi_eval.findings.released import LastReport, ReleasedEstimate
from tsi_eval.language.numbers import long_date
from tsi_eval.report.parts import Chapter, Prose, Table
from tsi_eval.report.result_tables import hidden_note
from tsi_eval.report.words import NONE, Words


def changes(words: Words) -> Chapter:
    """Return the chapter, empty when there was no report before this one."""
    last = words.released.last
    if last is None:
        return Chapter(())
    date = long_date(last.report_date, words.language)
    dated = words.say("changes.dated", date=date) if last.report_date < words.released.cover.report_date else ""
    told = " ".join(text for text in (words.say("changes.earlier"), dated, words.say("changes.rule")) if text)
    intro = f"# {words.say('chapter.changes')}\n\n{told}"
    if names := _renewed(words, last):
        intro += f" {words.say('changes.sources', names=', '.join(names))}"
    return Chapter((Prose(markdown=intro), _table(words, last)))


def _renewed(words: Words, last: LastReport) -> list[str]:
    now = words.released.provenance.data
    return [words.label(name) for name, digest in now.items() if last.data.get(name) != digest]


def _table(words: Words, last: LastReport) -> Table:
    before = {_mark(item): item for item in last.answers}
    items = [
        (item.id, estimate)
        for item in words.released.cover.questions
        for estimate in words.released.finding(item.id).estimates
        if estimate.role is Role.HEADLINE
    ]
    rows, asked = [], ""
    for question, now in items:
        then = before.get(_mark(now))
        words_of = words.short(words.released.finding(question)) if question != asked else ""
        asked = question
        shown = words.say("changes.new") if then is None else _said(words, then)
        rows.append((words_of, _what(words, now), shown, _said(words, now)))
    header = tuple(words.say(f"column.{name}") for name in ("question", "what", "last", "now"))
    return Table(
        id="changes",
        caption=words.say("caption.changes"),
        header=header,
        rows=tuple(rows),
        text_columns=2,
        note=hidden_note(words, [*(now for _, now in items), *before.values()]),
    )


def _what(words: Words, item: ReleasedEstimate) -> str:
    unit = words.unit(item)
    return f"{words.quantity(item)}{f' ({unit})' if unit else ''}, {words.group(item)}"


def _said(words: Words, item: ReleasedEstimate) -> str:
    value, interval = words.value(item), words.interval(item)
    return value if interval == NONE else f"{value} ({interval})"


def _mark(item: ReleasedEstimate) -> tuple[str, ...]:
    return (item.question, item.quantity, item.outcome, item.group, item.reference)
