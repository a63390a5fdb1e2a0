"""The chapter of one question: its answer, its figures, its tables, and what to keep in mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tsi_eval.findings import Answerable, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import long_date
from tsi_eval.report.before_start import before_start
from tsi_eval.report.calendar_tables import calendar_tables
from tsi_eval.report.caveats import is_comparison, own_caveats, shared_caveats
from tsi_eval.report.cost_tables import cost_tables
from tsi_eval.report.explained import under_table
from tsi_eval.report.figures import figure_of, flow_of
from tsi_eval.report.figures.course import SHORT_AXES
from tsi_eval.report.kept import about_question as about_kept
from tsi_eval.report.not_shown import about_intervals, is_hidden
from tsi_eval.report.parts import Chapter, Part, Prose, Table, bullets
from tsi_eval.report.response import about as about_response
from tsi_eval.report.result_tables import estimates_table
from tsi_eval.report.security import about_answers
from tsi_eval.report.sentences import headlines, under_question
from tsi_eval.report.series_table import series_table
from tsi_eval.report.words import Words

# A table that is longer than this lies behind a fold.
LONG = 8
# Tables that hold what no figure shows: the answer computed otherwise, and further outcomes.
PRINTED = (str(Role.SENSITIVITY), str(Role.SECONDARY))


def anchor(words: Words, question: str) -> str:
    """Return the name by which a question's chapter is linked to; a reader meets no id in it."""
    ids = [asked.id for asked in words.released.cover.questions]
    return f"question-{ids.index(question) + 1}"


def chapter_of(words: Words, finding: ReleasedFinding) -> Chapter:
    """Return the chapter of the question that a finding answers."""
    return Chapter(tuple(_question_parts(words, finding)))


def _question_parts(words: Words, finding: ReleasedFinding) -> Iterator[Part]:
    full, short = words.asked(finding), words.short(finding)
    heading = f"# {short}" + (f"\n\n**{full}**" if full != short else "")
    yield Prose(markdown=heading, id=anchor(words, finding.question))
    yield Prose(markdown="\n\n".join(under_question(words, finding)), box="answer")
    yield from (Prose(markdown=text) for text in _under_answer(words, finding))
    figures = [figure for figure in (figure_of(words, finding), flow_of(words, finding)) if figure is not None]
    yield from figures
    yield from tables(words, finding, drawn=bool(figures))
    if own := own_caveats(words, finding):
        yield Prose(markdown=f"{words.heading('caveats', 2)}\n\n{bullets(own)}")
    if others := shared_caveats(words, finding):
        yield Prose(markdown=others)


def _under_answer(words: Words, finding: ReleasedFinding) -> tuple[str, ...]:
    """Return the paragraphs under an answer: on whom it rests and how secure it is; the question.

    Who answered stands with how secure that makes the answer, or with the question where there is
    nothing to say of that.
    """
    response, secure, question = (
        about_response(words, finding),
        about_answers(words, finding),
        _about_question(words, finding),
    )
    if secure:
        return (f"{response} {secure}".strip(), question)
    return (f"{response} {question}".strip(),)


def tables(words: Words, finding: ReleasedFinding, *, drawn: bool) -> Iterator[Part]:
    """Yield the tables; what a figure shows lies behind a fold, and is not printed.

    Nor is what lies behind an answer that is hidden or was not given.

    Args:
        words: The released values and the language.
        finding: What was found for the question.
        drawn: Whether the chapter has a figure.
    """
    folded = drawn or all(map(is_hidden, headlines(finding)))
    short = words.short(finding)
    if any(points and points[0].axis == "stage" for points in finding.series.values()):
        caption = words.say("caption.series")
        yield _folded(
            series_table(words, f"series-{finding.question}".replace("_", "-"), caption, finding), short, folded=folded
        )
    yield from (_folded(table, short, folded=False) for table in cost_tables(words, finding))
    yield from (_folded(table, short, folded=folded) for table in _estimate_tables(words, finding))
    yield from (_folded(table, short, folded=folded) for table in calendar_tables(words, finding))


def _folded(table: Part, short: str, *, folded: bool) -> Part:
    """Return a table behind a fold, where a figure shows its numbers or a sentence its only one."""
    if not isinstance(table, Table) or table.id.startswith(PRINTED):
        return table
    if not (table.fold or folded or len(table.rows) == 1):
        return table
    # It has no number of its own, and its fold no words but these.
    return replace(table, fold=True, caption=f"{table.caption}: {short}")


def _about_question(words: Words, finding: ReleasedFinding) -> str:
    """Return which numbers are older, what to know of the interval, and how it was declared.

    Then follow what its kind of answer can show, what is compared, and how that moved before the
    start.
    """
    asked = next(item for item in words.released.cover.questions if item.id == finding.question)
    sentences = [about_kept(words, finding), about_intervals(words, headlines(finding))]
    sentences.append(words.say(f"role.{asked.role}", date=long_date(asked.declared, words.language)))
    # How secure an answer is says this too.
    is_said = any(item.rating for item in headlines(finding))
    if finding.feasibility.answerable is not Answerable.REFUSED and not is_said:
        sentences.append(words.say(f"claim.{finding.claim}.means"))
    sentences.append(words.say(f"direction.{asked.direction}"))
    sentences += [words.message(message) for message in finding.caveats if is_comparison(message)]
    sentences.append(before_start(words, finding))
    return " ".join(sentence for sentence in sentences if sentence)


def _estimate_tables(words: Words, finding: ReleasedFinding) -> Iterator[Part]:
    rest = _in_no_other_table(finding)
    for name, series in finding.series.items():
        if series and series[0].axis in SHORT_AXES:
            id_ = f"course-{name}-{finding.question}".replace("_", "-")
            yield estimates_table(words, id_, words.say("caption.course"), series)
    by_role = {role: [item for item in rest if item.role is role] for role in Role}
    # The answer stands once in the tables: beside those that were computed otherwise, if any.
    others = by_role[Role.SENSITIVITY]
    if any(not is_hidden(item) for item in others):
        by_role[Role.SENSITIVITY], by_role[Role.HEADLINE] = [*by_role[Role.HEADLINE], *others], []
    for role in (Role.HEADLINE, Role.SECONDARY, Role.SENSITIVITY, Role.SUPPORTING):
        items = by_role[role]
        # Of hidden answers alone, the sentences of the answers have said so.
        if items and not (role is Role.HEADLINE and all(map(is_hidden, items))):
            id_ = f"{role}-{finding.question}".replace("_", "-")
            caption, explained = words.say(f"caption.{role}"), under_table(words, finding, items)
            yield estimates_table(words, id_, caption, items, fold=len(items) > LONG, explained=explained)


def _in_no_other_table(finding: ReleasedFinding) -> list[ReleasedEstimate]:
    """Return the estimates that no other table of the question shows.

    Points of a series have a table of their own, and so has money. Counts at nested stages stand
    beside their shares in the table of the stages.
    """
    points = {(p.group, p.period, p.quantity) for points in finding.series.values() for p in points}
    return [
        item
        for item in finding.estimates
        if (item.group, item.period, item.quantity) not in points
        and item.axis != "stage"
        and not item.quantity.record.money
    ]
