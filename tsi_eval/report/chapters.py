"""The chapters of a report: what is said where, in the order of the reader's interest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsi_eval.findings import Claim, Role, Verdict
from tsi_eval.findings.released import ReleasedFinding
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

SHORT = 3
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)


def messages(words: Words) -> Chapter:
    """The page of main messages."""
    cover = words.released.cover
    said = [pair for finding in _asked(words) for pair in list(_said(words, finding, brief=True))[:2]]
    points = [
        f"**{_step(words, step)}**\n\n{bullets(sentence for sure, sentence in said if sure == step)}"
        for step in STEPS
        if any(sure == step for sure, _ in said)
    ]
    parts: list[Part] = [
        Prose(markdown=_heading(words, "messages", 1)),
        Prose(markdown=words.text(cover.summary)),
        Prose(markdown="\n\n".join(points), box="messages"),
        Prose(markdown=_under_messages(words)),
    ]
    decisions = cover.texts.get(words.language, {}).get("decisions")
    if decisions:
        parts.append(Prose(markdown=f"{_heading(words, 'decisions', 2)}\n\n{_lowered(decisions, 2)}"))
    return Chapter(tuple(parts))


def _step(words: Words, step: str) -> str:
    """Return a heading of sentences that are equally certain."""
    return words.say("messages.undecided") if step == UNDECIDED else _capital(words.say(f"sure.{step}.word"))


def _under_messages(words: Words) -> str:
    """Return what the brackets are, and what can't be said."""
    limits = f"**{words.say('messages.limits')}** {_foremost_limit(words)}"
    bounded = any(item.level for finding in _asked(words) for item in headlines(finding) if item.ci_low is not None)
    return f"{words.say('messages.intervals')}\n\n{limits}" if bounded else limits


def _foremost_limit(words: Words) -> str:
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
    used = {step for finding in _asked(words) for step, _ in _said(words, finding)}
    steps = bullets(
        f"**{words.say(f'sure.{step}.word')}**: {words.say(f'sure.{step}.means')}" for step in STEPS if step in used
    )
    levels = dict.fromkeys(words.level(item) for finding in _asked(words) for item in headlines(finding) if item.level)
    means = [words.say("interval.means", level=level) for level in levels]
    declared = long_date(words.released.cover.questions[0].declared, words.language)
    many = [words.say("summary.many", date=declared)] if len(_asked(words)) > 1 and levels else []
    told = Prose(markdown="\n\n".join((steps, *means, *many)))
    return Chapter((Prose(markdown=_heading(words, "summary", 1)), table, told))


def _summary_rows(words: Words, finding: ReleasedFinding) -> Iterator[tuple[str, ...]]:
    items = headlines(finding)
    for place, (sure, sentence) in enumerate(_said(words, finding)):
        claim = words.say(f"claim.{items[place].claim if place < len(items) else finding.claim}.word")
        yield (words.asked(finding) if place == 0 else "", sentence, words.say(f"sure.{sure}.word"), claim)


def _said(words: Words, finding: ReleasedFinding, *, brief: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the step of certainty and the sentence of each answer."""
    items = headlines(finding)
    for place, sentence in enumerate(answers(words, finding, brief=brief)):
        yield (certainty(words, finding, items[place]) if place < len(items) else UNDECIDED), sentence


def own_text(words: Words, slot: str) -> Chapter:
    """A chapter that people wrote, headings lowered to fit under ours."""
    text = words.released.cover.texts.get(words.language, {}).get(slot)
    if not text:
        return Chapter(())
    return Chapter((Prose(markdown=f"{_heading(words, slot, 1)}\n\n{_lowered(text, 1)}"),))


def _lowered(markdown: str, under: int) -> str:
    """Return a text whose highest heading comes one level under ours, whatever level its writer began at."""
    levels = [len(match[1]) for match in _HEADING.finditer(markdown)]
    shift = under + 1 - min(levels, default=1)
    return _HEADING.sub(lambda match: "#" * min(6, len(match[1]) + shift) + " ", markdown.strip())


def question(words: Words, finding: ReleasedFinding) -> Chapter:
    """One question: its answer, figure, tables and caveats."""
    return Chapter(tuple(_question_parts(words, finding)))


def _question_parts(words: Words, finding: ReleasedFinding) -> Iterator[Part]:
    asked = next(item for item in words.released.cover.questions if item.id == finding.question)
    refused = finding.feasibility.verdict is Verdict.REFUSED
    full, short = words.asked(finding), words.short(finding)
    yield Prose(markdown=f"# {short}" + (f"\n\n**{full}**" if full != short else ""))
    yield Prose(markdown="\n\n".join(answers(words, finding)), box="answer")
    about = (
        words.say(f"role.{asked.role}", date=long_date(asked.declared, words.language)),
        "" if refused else words.say(f"claim.{finding.claim}.means"),
        words.say(f"direction.{asked.direction}"),
        *(words.message(message) for message in finding.caveats if message.key.startswith("compared.")),
    )
    yield Prose(markdown=" ".join(item for item in about if item))
    figure = figure_of(words, finding)
    if figure is not None:
        yield figure
    flow = flow_of(words, finding)
    if flow is not None:
        yield flow
    if any(points and points[0].axis == "stage" for points in finding.series.values()):
        caption = words.say("caption.series")
        yield series_table(words, f"series-{finding.question}".replace("_", "-"), caption, finding)
    yield from cost_tables(words, finding)
    yield from _estimate_tables(words, finding)
    yield from calendar_tables(words, finding)
    caveats = bullets(words.message(message) for message in finding.caveats if not message.key.startswith("compared."))
    if caveats and not refused:
        yield Prose(markdown=f"{_heading(words, 'caveats', 2)}\n\n{caveats}")


def _estimate_tables(words: Words, finding: ReleasedFinding) -> Iterator[Table]:
    points = {(p.group, p.period, p.quantity) for points in finding.series.values() for p in points}
    # Counts at nested stages stand beside their shares in the table of the series.
    rest = [
        item
        for item in finding.estimates
        if (item.group, item.period, item.quantity) not in points
        and item.axis != "stage"
        and not item.quantity.record.money
    ]
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


def limits(words: Words) -> Chapter:
    """What can't be said: for each question, where its kind of answer ends."""
    lines = bullets(f"**{_lead(words.short(finding))}** {_limit(words, finding)}" for finding in _asked(words))
    return Chapter((Prose(markdown=f"{_heading(words, 'limits', 1)}\n\n{words.say('limits.intro')}\n\n{lines}"),))


def _lead(name: str) -> str:
    """Return a name or a question as what leads into a sentence."""
    return name if name.endswith("?") else f"{name}:"


def _limit(words: Words, finding: ReleasedFinding) -> str:
    if finding.feasibility.verdict is Verdict.REFUSED:
        return words.say("limit.refused")
    if has_sentence(f"limit.{finding.design}"):
        return words.say(f"limit.{finding.design}")
    return words.say(f"limit.{finding.claim}")


def method(words: Words) -> Chapter:
    """Each method that made a number in this report, with its formula; the claims; disclosure control."""
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
    withheld = withheld_table(words)
    intro = Prose(markdown=f"{_heading(words, 'quality', 1)}\n\n{words.say('quality.intro')}")
    shown = words.say("quality.withheld" if withheld else "quality.nothing_withheld")
    protection = Prose(
        markdown=f"{_heading(words, 'protection', 2)}\n\n{words.say(f'policy.{words.released.cover.policy}.means')} {shown}"
    )
    found = found_table(words)
    ways = (Prose(markdown=f"{_heading(words, 'found', 2)}\n\n{words.say('quality.found')}"), found) if found else ()
    return Chapter((intro, *receipt_tables(words), *ways, protection, *((withheld,) if withheld else ())))


def appendix(words: Words) -> Chapter:
    """Every released number, and the provenance."""
    parts: list[Part] = [Prose(markdown=f"{_heading(words, 'appendix', 1)}\n\n{words.say('appendix.intro')}")]
    for finding in _asked(words):
        id_ = f"all-{finding.question}".replace("_", "-")
        items = [item for _, item in finding.every_estimate()]
        parts.append(estimates_table(words, id_, words.short(finding), items, exact=True))
    return Chapter((*parts, _provenance(words)))


def _provenance(words: Words) -> Prose:
    made = words.released.provenance
    lines = [
        words.say(
            "provenance.declared", date=long_date(made.declared, words.language), hash=made.declaration_sha256[:16]
        ),
        *(
            words.say("provenance.data", source=words.label(name), kind=made.data_hash, hash=value[:16])
            for name, value in made.data.items()
        ),
        *(
            words.say("provenance.version", name=plain(name), version=plain(value))
            for name, value in made.versions.items()
        ),
    ]
    return Prose(markdown=f"{_heading(words, 'provenance', 2)}\n\n{bullets(lines)}")


def _asked(words: Words) -> tuple[ReleasedFinding, ...]:
    return tuple(words.released.finding(item.id) for item in words.released.cover.questions)


def _heading(words: Words, chapter: str, level: int) -> str:
    return f"{'#' * level} {words.message(Message(f'chapter.{chapter}'))}"
