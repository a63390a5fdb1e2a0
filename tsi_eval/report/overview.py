"""What a reader meets first: the page of main messages, and the summary as a table.

A reader who stops after a page has read `messages`: an overall sentence, then a sentence an answer,
in the order of a reader's interest. The next one reads `summary`: all answers in a figure, and in a
table how sure each is, and what its kind of answer can show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from tsi_eval.findings import Claim
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import long_date
from tsi_eval.report.before_start import already
from tsi_eval.report.correction import correction
from tsi_eval.report.decisions import decisions
from tsi_eval.report.figures import figure_of_answers
from tsi_eval.report.held_against import expected_alone
from tsi_eval.report.kept import rule
from tsi_eval.report.not_shown import about_intervals
from tsi_eval.report.order import COST, REACHED, part_of
from tsi_eval.report.overall import further, overall
from tsi_eval.report.own_summary import own_summary
from tsi_eval.report.parts import LOOKED_UP, Chapter, Part, Prose, Table, bullets, lowered
from tsi_eval.report.response import many_missing
from tsi_eval.report.security import step as step_of
from tsi_eval.report.sentences import STEPS, UNDECIDED, answers, certainty, headlines
from tsi_eval.report.words import Words

# Sentences that one question may have on the page of main messages.
MOST_MESSAGES = 2
MAIN, FURTHER = "main", "further"
# By this name the short version finds what there is to decide. Pandoc gives no heading such a name.
TO_DECIDE = "toDecide"


def messages(words: Words) -> Chapter:
    """The page of main messages; a report that corrects another says so first."""
    cover = words.released.cover
    corrects, own = correction(words), own_summary(words)
    parts: list[Part] = [
        Prose(markdown=words.heading("messages", 1)),
        *((corrects,) if corrects else ()),
        Prose(markdown=f"**{overall(words)}**"),
        *((Prose(markdown=own),) if own else ()),
        Prose(markdown=words.text(cover.summary)),
        Prose(markdown=_by_interest(words), box="messages"),
        Prose(markdown=_under_messages(words)),
    ]
    return Chapter(tuple(parts))


def _by_interest(words: Words) -> str:
    """Return the answers: whom it reached, what it cost, main questions, and then the others."""
    groups = _in_groups(words)
    lines = {group: _lines_of(words, group, findings) for group, findings in groups.items()}
    lines[COST] = lines[COST] or [words.say("messages.no_costs")]
    headings = {group: _heading(words, group, len(findings)) for group, findings in groups.items()}
    return "\n\n".join(f"**{headings[group]}**\n\n{bullets(some)}" for group, some in lines.items() if some)


def _in_groups(words: Words) -> dict[str, list[ReleasedFinding]]:
    """Return the questions in the order of a reader's interest."""
    roles = {asked.id: asked.role for asked in words.released.cover.questions}
    groups: dict[str, list[ReleasedFinding]] = {group: [] for group in (REACHED, COST, MAIN, FURTHER)}
    for finding in words.asked_findings():
        part = part_of(finding)
        group = part if part in groups else MAIN if roles[finding.question] == "primary" else FURTHER
        groups[group].append(finding)
    return groups


def _lines_of(words: Words, group: str, findings: Sequence[ReleasedFinding]) -> list[str]:
    """Return the sentences of a group; beside main questions the others are told of together."""
    roles = {asked.role for asked in words.released.cover.questions}
    if group == FURTHER and "primary" in roles:
        return further(words)
    return [line for finding in findings for line in _messages_of(words, finding, brief=group in {REACHED, COST})]


def _heading(words: Words, group: str, questions: int) -> str:
    """Return the heading of a group: main questions and others are one or several."""
    is_one = questions == 1 and group in {MAIN, FURTHER}
    return words.say(f"messages.{group}_one" if is_one else f"messages.{group}")


def _messages_of(words: Words, finding: ReleasedFinding, *, brief: bool) -> list[str]:
    """Return the first answers of a question, in fewer words where it was only counted."""
    said = _with_missing(words, finding, answers(words, finding, brief=brief, alone=True)[:MOST_MESSAGES])
    beside = [] if brief else [*_came_by_itself(words, finding)]
    return [*said[:-1], " ".join((*said[-1:], *beside))] if said else []


def _came_by_itself(words: Words, finding: ReleasedFinding) -> Iterator[str]:
    """Yield what a reader would take for a change that came with the start."""
    for item in headlines(finding)[:1]:
        yield from filter(None, (expected_alone(words, finding, item), already(words, finding)))


def _with_missing(words: Words, finding: ReleasedFinding, said: Sequence[str]) -> list[str]:
    """Return the answers of a question, the last with how many are in it where many are missing."""
    is_answered = any(item.estimate is not None for item in headlines(finding))
    missing = many_missing(words, finding) if is_answered else ""
    return [*said[:-1], f"{said[-1]} {missing}"] if missing else [*said]


def _under_messages(words: Words) -> str:
    """Return what holds for intervals, how older numbers are renewed, and what can't be said."""
    limits = f"**{words.say('messages.limits')}** {_foremost_limit(words)}"
    has_interval = any(item.level and item.ci_low is not None for item in _every_headline(words))
    brackets = words.say("messages.intervals") if has_interval else ""
    intervals = " ".join(text for text in (brackets, about_intervals(words, _every_headline(words), "answers")) if text)
    return "\n\n".join(filter(None, (intervals, rule(words), limits)))


def _foremost_limit(words: Words) -> str:
    """Return what no answer of this report can say, by the kinds of answers that it has."""
    claims = {finding.claim for finding in words.asked_findings()}
    if Claim.CAUSED in claims:
        return " ".join(words.say(f"limit.{claim}") for claim in Claim if claim in claims)
    counted = [words.say("messages.counting")] if Claim.DESCRIBES in claims else []
    other = [words.say("messages.other_causes")] if claims - {Claim.DESCRIBES} else []
    return " ".join([words.say("messages.no_cause"), *other, *counted])


def summary(words: Words) -> Chapter:
    """The questions as a table, and what its words mean."""
    rows = tuple(row for finding in words.asked_findings() for row in _summary_rows(words, finding))
    table = Table(
        id="summary",
        caption=words.say("caption.summary"),
        header=tuple(words.say(f"column.{name}") for name in ("question", "answer", "sure", "claim")),
        rows=rows,
        text_columns=4,
    )
    figure = figure_of_answers(words)
    drawn = () if figure is None else (figure,)
    parts: list[Part] = [Prose(markdown=words.heading("summary", 1)), *drawn, table, _under_summary(words)]
    if to_decide := decisions(words):
        parts.append(Prose(markdown=f"{words.heading('decisions', 2)}\n\n{lowered(to_decide, 2)}", id=TO_DECIDE))
    return Chapter(tuple(parts))


def _under_summary(words: Words) -> Prose:
    """Return what the table's words and intervals mean, and that there are several questions."""
    levels = dict.fromkeys(words.level(item) for item in _every_headline(words) if item.level)
    paragraphs = [_meanings_of_steps(words), *(words.say("interval.means", level=level) for level in levels)]
    if intervals := about_intervals(words, _every_headline(words), "answers"):
        paragraphs.append(intervals)
    if len(words.asked_findings()) > 1 and levels:
        paragraphs.append(_of_several(words))
    return Prose(markdown="\n\n".join(paragraphs), box=LOOKED_UP)


def _of_several(words: Words) -> str:
    """Return what several questions mean, and when their roles were declared, if they were."""
    questions = words.released.cover.questions
    if any(asked.role == "undeclared" for asked in questions):
        return words.say("summary.many_undeclared")
    return words.say("summary.many", date=long_date(questions[0].declared, words.language))


def _meanings_of_steps(words: Words) -> str:
    """Return what each step of certainty means that some answer has, and what security is."""
    used = {step for finding in words.asked_findings() for step, _ in _answers(words, finding)}
    meanings = [(f"sure.{step}.word", f"sure.{step}.means") for step in STEPS if step in used]
    if any(item.rating for item in _every_headline(words)):
        meanings.append(("security.word", "security.means"))
    return bullets(f"**{words.say(word)}**: {words.say(means)}" for word, means in meanings)


def _every_headline(words: Words) -> list[ReleasedEstimate]:
    """Return the estimates that answer the questions, in the order of the questions."""
    return [item for finding in words.asked_findings() for item in headlines(finding)]


def _summary_rows(words: Words, finding: ReleasedFinding) -> Iterator[tuple[str, ...]]:
    """Yield a row for answers in a row that are as sure as each other.

    The question itself stands in the first row only.
    """
    items = headlines(finding)
    every = []
    for place, (step, sentence) in enumerate(_answers(words, finding, brief=True)):
        claim = items[place].claim if place < len(items) else finding.claim
        sure = _sure(words, step, items[place] if place < len(items) else None)
        every.append((sentence, (sure, words.say(f"claim.{claim}.word"))))
    for place, (alike, some) in enumerate(groupby(every, key=itemgetter(1))):
        yield (words.asked(finding) if place == 0 else "", " ".join(sentence for sentence, _ in some), *alike)


def _sure(words: Words, shows: str, item: ReleasedEstimate | None) -> str:
    """Return what the data show, and how secure that is: "data visar, begränsad säkerhet"."""
    said, word = words.say(f"sure.{shows}.word"), "" if item is None else step_of(words, item)
    return words.say("security.cell", shows=said, step=word) if word else said


def _answers(words: Words, finding: ReleasedFinding, *, brief: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the step of certainty and the sentence of each answer.

    A refused question has one sentence and may have no headline at all; it is undecided.
    """
    items = headlines(finding)
    for place, sentence in enumerate(answers(words, finding, brief=brief)):
        step = certainty(finding, items[place]) if place < len(items) else UNDECIDED
        yield step, sentence
