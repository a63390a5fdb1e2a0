"""What changed since the last report: its answers beside those of today."""

from __future__ import annotations

from tsi_eval.findings.released import LastReport, ReleasedEstimate
from tsi_eval.language.numbers import long_date
from tsi_eval.report.not_shown import dots_note, instead_of_table, is_hidden, left_out
from tsi_eval.report.parts import Chapter, Prose, Table
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


def _table(words: Words, last: LastReport) -> Table | Prose:
    """Return a row an answer; what neither report shows has none, and is named under the table."""
    answers_then = {_identity(item): item for item in last.answers}
    rows, shown, missing = [], [], []
    for finding in words.asked_findings():
        question = words.short(finding)
        for now in headlines(finding):
            then = answers_then.get(_identity(now))
            if is_hidden(now) and (then is None or is_hidden(then)):
                missing.append((words.short(finding), words.group(now), "", now))
                continue
            before = words.say("changes.new") if then is None else _with_interval(words, then)
            rows.append((question, _what(words, now), before, _with_interval(words, now)))
            shown += [now] if then is None else [now, then]
            question = ""
    caption = words.say("caption.changes")
    if not rows:
        return instead_of_table(words, caption, (item for *_, item in missing))
    return Table(
        id="changes",
        caption=caption,
        header=tuple(words.say(f"column.{name}") for name in ("question", "what", "last", "now")),
        rows=tuple(rows),
        text_columns=2,
        note=" ".join(note for note in (dots_note(words, shown), left_out(words, missing)) if note),
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
