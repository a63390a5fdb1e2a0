"""What changed since the last report: its answers beside those of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsi_eval.findings.released import LastReport, ReleasedEstimate
from tsi_eval.language.numbers import long_date
from tsi_eval.report.not_shown import dots_note, instead_of_table, is_hidden, left_out
from tsi_eval.report.parts import Chapter, Prose, Table
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import NONE, Words

# The last report's answers, by what makes two answers the same.
Then = Mapping[tuple[str, ...], ReleasedEstimate]


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
    return Chapter((Prose(markdown=intro), *_tables(words, last)))


def _renewed(words: Words, last: LastReport) -> list[str]:
    """Return the names of the sources whose files are not those of the last report."""
    today = words.released.provenance.data
    return [words.label(name) for name, digest in today.items() if last.data.get(name) != digest]


def _tables(words: Words, last: LastReport) -> Iterator[Table | Prose]:
    """Yield a row an answer; what neither report shows has none, and is named under the table."""
    then = {_identity(item): item for item in last.answers}
    answers = [(words.short(found), now) for found in words.asked_findings() for now in headlines(found)]
    shown = [answer for answer in answers if not _is_missing(answer[1], then.get(_identity(answer[1])))]
    missing = [(question, words.group(now), "", now) for question, now in answers if (question, now) not in shown]
    caption = words.say("caption.changes")
    if shown:
        yield Table(
            id="changes",
            caption=caption,
            header=tuple(words.say(f"column.{name}") for name in ("question", "what", "last", "now")),
            rows=tuple(_rows(words, shown, then)),
            text_columns=2,
            note=_note(words, [now for _, now in shown], then, left_out(words, missing)),
        )
    elif missing:
        yield instead_of_table(words, caption, (now for *_, now in missing))


def _is_missing(now: ReleasedEstimate, then: ReleasedEstimate | None) -> bool:
    """Tell whether neither report shows an answer."""
    return is_hidden(now) and (then is None or is_hidden(then))


def _rows(words: Words, shown: list[tuple[str, ReleasedEstimate]], then: Then) -> Iterator[tuple[str, ...]]:
    """Yield a row an answer; the question itself stands in its first row only."""
    last_question = ""
    for question, now in shown:
        before = then.get(_identity(now))
        said = words.say("changes.new") if before is None else _with_interval(words, before)
        yield "" if question == last_question else question, _what(words, now), said, _with_interval(words, now)
        last_question = question


def _note(words: Words, shown: list[ReleasedEstimate], then: Then, missing: str) -> str:
    earlier = [then[_identity(now)] for now in shown if _identity(now) in then]
    return " ".join(note for note in (dots_note(words, [*shown, *earlier]), missing) if note)


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
