"""What changed since the last report that was handed out: persons first, then answers.

1. How many there are now, where that was counted anew (`_totals`).
2. Which questions were renewed, which stand with an older date, and which were corrected
   (`_questions`).
3. The renewed answers beside those of the last report (`_tables`). An answer that was left as it
   was has no row: it would seem to be compared anew.

All numbers were released, then or now. Nothing says whether anything changed behind an older one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsi_eval.findings.released import LastReport, ReleasedEstimate, ReleasedFinding, is_total
from tsi_eval.language.numbers import long_date
from tsi_eval.report.correction import names_of_changed
from tsi_eval.report.dates import marks_of, older_days, shown_in
from tsi_eval.report.not_shown import dots_note, instead_of_table, is_hidden, left_out, names_of
from tsi_eval.report.parts import Chapter, Prose, Table, bullets
from tsi_eval.report.result_tables import named
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import NONE, Words

# The last report's numbers, by what makes two of them the same.
Then = Mapping[tuple[str, ...], ReleasedEstimate]
# What may have become of a question since then, in the order in which it is said.
RENEWED, PARTLY, STANDS, FIRST = "renewed", "partly", "stands", "first"


def changes(words: Words) -> Chapter:
    """Return the chapter, empty when there was no report before this one."""
    last = words.released.last
    if last is None:
        return Chapter(())
    date = long_date(last.report_date, words.language)
    dated = words.say("changes.dated", date=date) if last.report_date < words.released.cover.report_date else ""
    intro = f"# {words.say('chapter.changes')}\n\n" + " ".join(filter(None, (dated, words.say("changes.earlier"))))
    lists = [
        f"{words.say(f'changes.{name}')}\n\n{bullets(lines)}"
        for name, lines in (("totals", list(_totals(words, last))), ("questions", list(_questions(words, last))))
        if lines
    ]
    return Chapter((Prose(markdown="\n\n".join((intro, *lists))), *_tables(words, last)))


def _totals(words: Words, last: LastReport) -> Iterator[str]:
    """Yield how many there were and are, one number a question, where it was counted anew."""
    then = {_identity(item): item for item in last.totals if not is_hidden(item)}
    said: dict[str, None] = {}
    for finding in words.asked_findings():
        new = [item for item in finding.estimates if is_total(item) and item.as_of is None and _identity(item) in then]
        largest = max((item for item in new if item.estimate is not None), key=_size, default=None)
        if largest is not None:
            before = words.value(then[_identity(largest)])
            what = names_of([named(words, largest, largest.outcome)])
            what = what[:1].upper() + what[1:]
            said[words.say("changes.total", what=what, then=before, now=words.value(largest))] = None
    yield from said


def _size(item: ReleasedEstimate) -> float:
    return item.estimate or 0.0


def _questions(words: Words, last: LastReport) -> Iterator[str]:
    """Yield what became of the questions, a line for each that happened, and what was corrected."""
    fates = by_fate(words, last)
    yield from (words.say(f"changes.{fate}", names="; ".join(names)) for fate, names in fates.items())
    corrects = words.released.corrects
    if corrects is not None and (corrected := names_of_changed(words, corrects)):
        yield words.say("changes.corrected", names=corrected)


def by_fate(words: Words, last: LastReport) -> dict[str, list[str]]:
    """Return the names of the questions by what became of them since the last report.

    Args:
        words: The released values and the language.
        last: What the last report said.
    """
    names: dict[str, list[str]] = {fate: [] for fate in (RENEWED, PARTLY, STANDS, FIRST)}
    for finding in words.asked_findings():
        if fate := _fate(finding, last):
            days = older_days(shown_in(finding)) if fate == STANDS else []
            dates = words.say("word.and").join(long_date(day, words.language) for day in days)
            names[fate].append(words.short(finding) + (f" ({dates})" if dates else ""))
    return {fate: some for fate, some in names.items() if some}


def _fate(finding: ReleasedFinding, last: LastReport) -> str:
    """Return what became of a question since the last report; "" where nothing of it is shown."""
    items = shown_in(finding)
    if any(item.as_of is not None for item in items):
        return PARTLY if any(item.as_of is None for item in items) else STANDS
    if not items:
        return ""
    answered = any(item.question == finding.question and not is_hidden(item) for item in last.answers)
    return RENEWED if answered else FIRST


def _tables(words: Words, last: LastReport) -> Iterator[Table | Prose]:
    """Yield a row a renewed answer; what neither report shows is named under the table."""
    then = {_identity(item): item for item in last.answers}
    every = [(words.short(found), now) for found in words.asked_findings() for now in headlines(found)]
    answers = [(question, now) for question, now in every if now.as_of is None]
    shown = [answer for answer in answers if not _is_missing(answer[1], then.get(_identity(answer[1])))]
    missing = [(question, words.group(now), "", now) for question, now in answers if (question, now) not in shown]
    caption = words.say("caption.changes")
    if shown:
        yield _table(words, caption, shown, then, left_out(words, missing))
    elif missing:
        yield instead_of_table(words, caption, (now for *_, now in missing))


def _is_missing(now: ReleasedEstimate, then: ReleasedEstimate | None) -> bool:
    """Tell whether neither report shows an answer."""
    return is_hidden(now) and (then is None or is_hidden(then))


def _table(words: Words, caption: str, shown: list[tuple[str, ReleasedEstimate]], then: Then, missing: str) -> Table:
    """Return the answers then and now; the question itself stands in its first row only."""
    both = [item for _, now in shown for item in (now, then.get(_identity(now))) if item is not None]
    marks = marks_of(words, both, alone=True)
    rows: list[tuple[str, ...]] = []
    last_question = ""
    for question, now in shown:
        before = then.get(_identity(now))
        said = words.say("changes.new") if before is None else marks.on(_with_interval(words, before), before)
        rows.append(
            ("" if question == last_question else question, _what(words, now), said, _with_interval(words, now))
        )
        last_question = question
    return Table(
        id="changes",
        caption=caption,
        header=tuple(words.say(f"column.{name}") for name in ("question", "what", "last", "now")),
        rows=tuple(rows),
        text_columns=2,
        note=" ".join(filter(None, (marks.note, dots_note(words, both), missing))),
    )


def _what(words: Words, item: ReleasedEstimate) -> str:
    unit = words.unit(item)
    return f"{words.quantity(item)}{f' ({unit})' if unit else ''}, {words.group(item)}"


def _with_interval(words: Words, item: ReleasedEstimate) -> str:
    as_read = words.read(item)
    value, interval = words.value(as_read), words.interval(as_read)
    return value if interval == NONE else f"{value} ({interval})"


def _identity(item: ReleasedEstimate) -> tuple[str, ...]:
    """Return what makes a number of today and one of the last report the same number."""
    return (item.question, item.quantity, item.outcome, item.group, item.reference, *_stage(item))


def _stage(item: ReleasedEstimate) -> tuple[str, ...]:
    """Return the stage of a count; an answer is the same one whatever time it is about."""
    return (item.period,) if is_total(item) else ()
