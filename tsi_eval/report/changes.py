"""What changed since the last report: its answers beside those of today."""

from __future__ import annotations

from tsi_eval.findings.released import LastReport, ReleasedEstimate
from tsi_eval.language.numbers import long_date
from tsi_eval.report.parts import Chapter, Prose, Table
from tsi_eval.report.result_tables import hidden_note
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import NONE, Words


def changes(words: Words) -> Chapter:
    """Return the chapter, empty when there was no report before this one."""
    last = words.released.last
    if last is None:
        return Chapter(())
    date = long_date(last.report_date, words.language)
    dated = words.say("changes.dated", date=date) if last.report_date < words.released.cover.report_date else ""
    sentences = [words.say("changes.earlier"), dated, words.say("changes.rule")]
    if names := _renewed(words, last):
        sentences.append(words.say("changes.sources", names=", ".join(names)))
    intro = f"# {words.say('chapter.changes')}\n\n" + " ".join(text for text in sentences if text)
    return Chapter((Prose(markdown=intro), _table(words, last)))


def _renewed(words: Words, last: LastReport) -> list[str]:
    """Return the names of the sources whose files are not those of the last report."""
    today = words.released.provenance.data
    return [words.label(name) for name, digest in today.items() if last.data.get(name) != digest]


def _table(words: Words, last: LastReport) -> Table:
    answers_then = {_identity(item): item for item in last.answers}
    answers_now: list[ReleasedEstimate] = []
    rows = []
    for asked in words.released.cover.questions:
        finding = words.released.finding(asked.id)
        for place, now in enumerate(headlines(finding)):
            then = answers_then.get(_identity(now))
            question = words.short(finding) if place == 0 else ""
            before = words.say("changes.new") if then is None else _with_interval(words, then)
            rows.append((question, _what(words, now), before, _with_interval(words, now)))
            answers_now.append(now)
    header = tuple(words.say(f"column.{name}") for name in ("question", "what", "last", "now"))
    return Table(
        id="changes",
        caption=words.say("caption.changes"),
        header=header,
        rows=tuple(rows),
        text_columns=2,
        note=hidden_note(words, [*answers_now, *answers_then.values()]),
    )


def _what(words: Words, item: ReleasedEstimate) -> str:
    unit = words.unit(item)
    return f"{words.quantity(item)}{f' ({unit})' if unit else ''}, {words.group(item)}"


def _with_interval(words: Words, item: ReleasedEstimate) -> str:
    as_read = words.read(item)
    value, interval = words.value(as_read), words.interval(as_read)
    return value if interval == NONE else f"{value} ({interval})"


def _identity(item: ReleasedEstimate) -> tuple[str, ...]:
    """Return what makes an answer of today and one of the last report the same answer."""
    return (item.question, item.quantity, item.outcome, item.group, item.reference)
