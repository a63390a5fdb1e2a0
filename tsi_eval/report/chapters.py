"""The chapters around the questions: people's own texts, limits, method, quality and appendix."""

from __future__ import annotations

from tsi_eval.findings import Answerable, Claim
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.language import has_sentence
from tsi_eval.language.numbers import long_date
from tsi_eval.report.delivery_tables import found_table, receipt_tables
from tsi_eval.report.parts import Chapter, Part, Prose, bullets, lowered, plain
from tsi_eval.report.result_tables import estimates_table, withheld_table
from tsi_eval.report.security import rule
from tsi_eval.report.sources import methods
from tsi_eval.report.words import Words

# Digits of a hash that the appendix shows; `provenance.json` has all of them.
HASH_DIGITS = 16


def own_text(words: Words, slot: str) -> Chapter:
    """A chapter that people wrote, headings lowered to fit under ours."""
    text = words.released.cover.texts.get(words.language, {}).get(slot)
    if not text:
        return Chapter(())
    return Chapter((Prose(markdown=f"{words.heading(slot, 1)}\n\n{lowered(text, 1)}"),))


def limits(words: Words) -> Chapter:
    """What can't be said: for each question, where its kind of answer ends."""
    lines = bullets(f"**{_lead(words.short(finding))}** {_limit(words, finding)}" for finding in words.asked_findings())
    return Chapter((Prose(markdown=f"{words.heading('limits', 1)}\n\n{words.say('limits.intro')}\n\n{lines}"),))


def _lead(name: str) -> str:
    """Return a short name with a colon after it; a question keeps its question mark."""
    return name if name.endswith("?") else f"{name}:"


def _limit(words: Words, finding: ReleasedFinding) -> str:
    if finding.feasibility.answerable is Answerable.REFUSED:
        return words.say("limit.refused")
    if has_sentence(f"limit.{finding.design}"):
        return words.say(f"limit.{finding.design}")
    return words.say(f"limit.{finding.claim}")


def method(words: Words) -> Chapter:
    """How it was done: disclosure control, each method that made a number here, and the claims."""
    parts = [
        words.heading("method", 1),
        words.say("method.intro", policy=words.say(f"policy.{words.released.cover.policy}.name")),
    ]
    for name in methods(words):
        title = words.say(f"method.{name}.name")
        parts.append(f"## {title[:1].upper() + title[1:]}\n\n{words.say(f'method.{name}.text')}")
        if has_sentence(f"method.{name}.formula"):
            parts.append(f"$${words.say(f'method.{name}.formula')}$$")
    claims = bullets(f"**{words.say(f'claim.{claim}.word')}**: {words.say(f'claim.{claim}.means')}" for claim in Claim)
    parts.append(f"{words.heading('claims', 2)}\n\n{words.say('claims.intro')}\n\n{claims}")
    if any(item.rating for finding in words.asked_findings() for item in finding.estimates):
        parts.append(rule(words))
    return Chapter((Prose(markdown="\n\n".join(parts)),))


def quality(words: Words) -> Chapter:
    """What was delivered, how complete it is, and what was withheld and why."""
    intro = Prose(markdown=f"{words.heading('quality', 1)}\n\n{words.say('quality.intro')}")
    parts: list[Part] = [intro, *receipt_tables(words)]
    found = found_table(words)
    if found:
        parts += [Prose(markdown=f"{words.heading('found', 2)}\n\n{words.say('quality.found')}"), found]
    withheld = withheld_table(words)
    policy = words.say(f"policy.{words.released.cover.policy}.means")
    outcome = words.say("quality.withheld" if withheld else "quality.nothing_withheld")
    parts.append(Prose(markdown=f"{words.heading('protection', 2)}\n\n{policy} {outcome}"))
    if withheld:
        parts.append(withheld)
    return Chapter(tuple(parts))


def appendix(words: Words) -> Chapter:
    """Every released number, and the provenance."""
    parts: list[Part] = [Prose(markdown=f"{words.heading('appendix', 1)}\n\n{words.say('appendix.intro')}")]
    for finding in words.asked_findings():
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
    return Prose(markdown=f"{words.heading('provenance', 2)}\n\n{bullets(lines)}")
