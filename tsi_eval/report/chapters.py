"""The chapters of a report, in the order of the reader's interest.

A reader who stops after a page has read `messages`: one sentence an answer, the surest first. The
next one reads `summary`, a table of the same answers in full with how sure they are. Then follows a
chapter a question (`question`), and what only some read: `limits`, `method`, `quality`, `appendix`.
Each function makes one chapter of prose, tables and figures; which of them a report has, and where
people's own texts stand between them, the notebook says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsi_eval.findings import Claim, Role, Verdict
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message, has_sentence
from tsi_eval.language.numbers import long_date
from tsi_eval.report.calendar_tables import calendar_tables
from tsi_eval.report.cost_tables import cost_tables
from tsi_eval.report.figures import figure_of, flow_of
from tsi_eval.report.figures.course import SHORT_AXES
from tsi_eval.report.parts import Chapter, Part, Prose, Table, bullets, plain
from tsi_eval.report.result_tables import estimates_table, found_table, receipt_tables, series_table, withheld_table
from tsi_eval.report.sentences import STEPS, UNDECIDED, answers, certainty, headlines
from tsi_eval.report.sources import methods
from tsi_eval.report.words import Words

# A table of supporting numbers that is longer than this lies behind a fold.
SHORT = 3
# Sentences that one question may have on the page of main messages.
MOST_MESSAGES = 2
# Digits of a hash that the appendix shows; `provenance.json` has all of them.
HASH_DIGITS = 16
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)


def messages(words: Words) -> Chapter:
    """The page of main messages."""
    cover = words.released.cover
    parts: list[Part] = [
        Prose(markdown=_heading(words, "messages", 1)),
        Prose(markdown=words.text(cover.summary)),
        Prose(markdown=_by_certainty(words), box="messages"),
        Prose(markdown=_under_messages(words)),
    ]
    decisions = cover.texts.get(words.language, {}).get("decisions")
    if decisions:
        parts.append(Prose(markdown=f"{_heading(words, 'decisions', 2)}\n\n{_lowered(decisions, 2)}"))
    return Chapter(tuple(parts))


def _by_certainty(words: Words) -> str:
    """Return the brief answers of all questions, under a heading for each step of certainty."""
    sentences: dict[str, list[str]] = {step: [] for step in STEPS}
    for finding in _asked(words):
        for step, sentence in list(_answers(words, finding, brief=True))[:MOST_MESSAGES]:
            sentences[step].append(sentence)
    used = {step: equally_sure for step, equally_sure in sentences.items() if equally_sure}
    return "\n\n".join(f"**{_step(words, step)}**\n\n{bullets(lines)}" for step, lines in used.items())


def _step(words: Words, step: str) -> str:
    """Return the heading over sentences that are equally certain."""
    return words.say("messages.undecided") if step == UNDECIDED else _capital(words.say(f"sure.{step}.word"))


def _under_messages(words: Words) -> str:
    """Return what the numbers in brackets are, where there are any, and what can't be said."""
    limits = f"**{words.say('messages.limits')}** {_foremost_limit(words)}"
    answered = [item for finding in _asked(words) for item in headlines(finding)]
    has_interval = any(item.level and item.ci_low is not None for item in answered)
    return f"{words.say('messages.intervals')}\n\n{limits}" if has_interval else limits


def _foremost_limit(words: Words) -> str:
    """Return what no answer of this report can say, by the kinds of answers that it has."""
    claims = {finding.claim for finding in _asked(words)}
    if Claim.CAUSED in claims:
        return " ".join(words.say(f"limit.{claim}") for claim in Claim if claim in claims)
    counted = [words.say("messages.counting")] if Claim.DESCRIBES in claims else []
    other = [words.say("messages.other_causes")] if claims - {Claim.DESCRIBES} else []
    return " ".join([words.say("messages.no_cause"), *other, *counted])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def summary(words: Words) -> Chapter:
    """The questions as a table, and what its words mean."""
    rows = tuple(row for finding in _asked(words) for row in _summary_rows(words, finding))
    table = Table(
        id="summary",
        caption=words.say("caption.summary"),
        header=tuple(words.say(f"column.{name}") for name in ("question", "answer", "sure", "claim")),
        rows=rows,
        text_columns=4,
    )
    return Chapter((Prose(markdown=_heading(words, "summary", 1)), table, _under_summary(words)))


def _under_summary(words: Words) -> Prose:
    """Return what the table's words and intervals mean, and that there are several questions."""
    used = {step for finding in _asked(words) for step, _ in _answers(words, finding)}
    steps = bullets(
        f"**{words.say(f'sure.{step}.word')}**: {words.say(f'sure.{step}.means')}" for step in STEPS if step in used
    )
    answered = [item for finding in _asked(words) for item in headlines(finding)]
    levels = dict.fromkeys(words.level(item) for item in answered if item.level)
    paragraphs = [steps, *(words.say("interval.means", level=level) for level in levels)]
    if len(_asked(words)) > 1 and levels:
        declared = long_date(words.released.cover.questions[0].declared, words.language)
        paragraphs.append(words.say("summary.many", date=declared))
    return Prose(markdown="\n\n".join(paragraphs))


def _summary_rows(words: Words, finding: ReleasedFinding) -> Iterator[tuple[str, ...]]:
    """Yield a row an answer; the question itself stands in the first row only."""
    items = headlines(finding)
    for place, (step, sentence) in enumerate(_answers(words, finding)):
        claim = items[place].claim if place < len(items) else finding.claim
        yield (
            words.asked(finding) if place == 0 else "",
            sentence,
            words.say(f"sure.{step}.word"),
            words.say(f"claim.{claim}.word"),
        )


def _answers(words: Words, finding: ReleasedFinding, *, brief: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the step of certainty and the sentence of each answer.

    A refused question has one sentence and may have no headline at all; it is undecided.
    """
    items = headlines(finding)
    for place, sentence in enumerate(answers(words, finding, brief=brief)):
        step = certainty(words, finding, items[place]) if place < len(items) else UNDECIDED
        yield step, sentence


def own_text(words: Words, slot: str) -> Chapter:
    """A chapter that people wrote, headings lowered to fit under ours."""
    text = words.released.cover.texts.get(words.language, {}).get(slot)
    if not text:
        return Chapter(())
    return Chapter((Prose(markdown=f"{_heading(words, slot, 1)}\n\n{_lowered(text, 1)}"),))


def _lowered(markdown: str, under: int) -> str:
    """Return a text whose highest heading comes one level under ours.

    Whatever level its writer began at, headings keep their distance: under a chapter (level 1),
    "### A" and "#### B" become "## A" and "### B".
    """
    levels = [len(match[1]) for match in _HEADING.finditer(markdown)]
    shift = under + 1 - min(levels, default=1)
    return _HEADING.sub(lambda match: "#" * min(6, len(match[1]) + shift) + " ", markdown.strip())


def question(words: Words, finding: ReleasedFinding) -> Chapter:
    """One question: its answer, figure, tables and caveats."""
    return Chapter(tuple(_question_parts(words, finding)))


def _question_parts(words: Words, finding: ReleasedFinding) -> Iterator[Part]:
    full, short = words.asked(finding), words.short(finding)
    yield Prose(markdown=f"# {short}" + (f"\n\n**{full}**" if full != short else ""))
    yield Prose(markdown="\n\n".join(answers(words, finding)), box="answer")
    yield Prose(markdown=_about_question(words, finding))
    for figure in (figure_of(words, finding), flow_of(words, finding)):
        if figure is not None:
            yield figure
    if any(points and points[0].axis == "stage" for points in finding.series.values()):
        caption = words.say("caption.series")
        yield series_table(words, f"series-{finding.question}".replace("_", "-"), caption, finding)
    yield from cost_tables(words, finding)
    yield from _estimate_tables(words, finding)
    yield from calendar_tables(words, finding)
    caveats = [message for message in finding.caveats if not _is_comparison(message)]
    if caveats and finding.feasibility.verdict is not Verdict.REFUSED:
        lines = bullets(words.message(message) for message in caveats)
        yield Prose(markdown=f"{_heading(words, 'caveats', 2)}\n\n{lines}")


def _about_question(words: Words, finding: ReleasedFinding) -> str:
    """Return how the question was declared, what its kind of answer can show, what is compared."""
    asked = next(item for item in words.released.cover.questions if item.id == finding.question)
    sentences = [words.say(f"role.{asked.role}", date=long_date(asked.declared, words.language))]
    if finding.feasibility.verdict is not Verdict.REFUSED:
        sentences.append(words.say(f"claim.{finding.claim}.means"))
    sentences.append(words.say(f"direction.{asked.direction}"))
    sentences += [words.message(message) for message in finding.caveats if _is_comparison(message)]
    return " ".join(sentence for sentence in sentences if sentence)


def _is_comparison(message: Message) -> bool:
    """Tell whether a caveat says what is compared, which is part of the question and no doubt."""
    return message.key.startswith("compared.")


def _estimate_tables(words: Words, finding: ReleasedFinding) -> Iterator[Table]:
    rest = _in_no_other_table(finding)
    for name, series in finding.series.items():
        if series and series[0].axis in SHORT_AXES:
            id_ = f"course-{name}-{finding.question}".replace("_", "-")
            yield estimates_table(words, id_, words.say("caption.course"), series)
    for role in (Role.HEADLINE, Role.SECONDARY, Role.SENSITIVITY, Role.SUPPORTING):
        items = [item for item in rest if item.role is role]
        if items:
            id_ = f"{role}-{finding.question}".replace("_", "-")
            fold = role is Role.SUPPORTING and len(items) > SHORT
            yield estimates_table(words, id_, words.say(f"caption.{role}"), items, fold=fold)


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


def limits(words: Words) -> Chapter:
    """What can't be said: for each question, where its kind of answer ends."""
    lines = bullets(f"**{_lead(words.short(finding))}** {_limit(words, finding)}" for finding in _asked(words))
    return Chapter((Prose(markdown=f"{_heading(words, 'limits', 1)}\n\n{words.say('limits.intro')}\n\n{lines}"),))


def _lead(name: str) -> str:
    """Return a short name with a colon after it; a question keeps its question mark."""
    return name if name.endswith("?") else f"{name}:"


def _limit(words: Words, finding: ReleasedFinding) -> str:
    if finding.feasibility.verdict is Verdict.REFUSED:
        return words.say("limit.refused")
    if has_sentence(f"limit.{finding.design}"):
        return words.say(f"limit.{finding.design}")
    return words.say(f"limit.{finding.claim}")


def method(words: Words) -> Chapter:
    """How it was done: disclosure control, each method that made a number here, and the claims."""
    parts = [
        _heading(words, "method", 1),
        words.say("method.intro", policy=words.say(f"policy.{words.released.cover.policy}.name")),
    ]
    for name in methods(words):
        title = words.say(f"method.{name}.name")
        parts.append(f"## {title[:1].upper() + title[1:]}\n\n{words.say(f'method.{name}.text')}")
        if has_sentence(f"method.{name}.formula"):
            parts.append(f"$${words.say(f'method.{name}.formula')}$$")
    claims = bullets(f"**{words.say(f'claim.{claim}.word')}**: {words.say(f'claim.{claim}.means')}" for claim in Claim)
    parts.append(f"{_heading(words, 'claims', 2)}\n\n{words.say('claims.intro')}\n\n{claims}")
    return Chapter((Prose(markdown="\n\n".join(parts)),))


def quality(words: Words) -> Chapter:
    """What was delivered, how complete it is, and what was withheld and why."""
    intro = Prose(markdown=f"{_heading(words, 'quality', 1)}\n\n{words.say('quality.intro')}")
    parts: list[Part] = [intro, *receipt_tables(words)]
    found = found_table(words)
    if found:
        parts += [Prose(markdown=f"{_heading(words, 'found', 2)}\n\n{words.say('quality.found')}"), found]
    withheld = withheld_table(words)
    policy = words.say(f"policy.{words.released.cover.policy}.means")
    outcome = words.say("quality.withheld" if withheld else "quality.nothing_withheld")
    parts.append(Prose(markdown=f"{_heading(words, 'protection', 2)}\n\n{policy} {outcome}"))
    if withheld:
        parts.append(withheld)
    return Chapter(tuple(parts))


def appendix(words: Words) -> Chapter:
    """Every released number, and the provenance."""
    parts: list[Part] = [Prose(markdown=f"{_heading(words, 'appendix', 1)}\n\n{words.say('appendix.intro')}")]
    for finding in _asked(words):
        id_ = f"all-{finding.question}".replace("_", "-")
        items = [item for _, item in finding.every_estimate()]
        parts.append(estimates_table(words, id_, words.short(finding), items, exact=True))
    return Chapter((*parts, _provenance(words)))


def _provenance(words: Words) -> Prose:
    origin = words.released.provenance
    declared = long_date(origin.declared, words.language)
    lines = [words.say("provenance.declared", date=declared, hash=origin.declaration_sha256[:HASH_DIGITS])]
    for name, digest in origin.data.items():
        source = words.label(name)
        lines.append(words.say("provenance.data", source=source, kind=origin.data_hash, hash=digest[:HASH_DIGITS]))
    for name, version in origin.versions.items():
        lines.append(words.say("provenance.version", name=plain(name), version=plain(version)))
    return Prose(markdown=f"{_heading(words, 'provenance', 2)}\n\n{bullets(lines)}")


def _asked(words: Words) -> tuple[ReleasedFinding, ...]:
    return tuple(words.released.finding(item.id) for item in words.released.cover.questions)


def _heading(words: Words, chapter: str, level: int) -> str:
    return f"{'#' * level} {words.message(Message(f'chapter.{chapter}'))}"
