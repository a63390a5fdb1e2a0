"""The chapters around the questions: people's own texts, limits, method, quality and appendix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsi_eval.findings import Answerable, Claim
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.language import has_sentence
from tsi_eval.language.numbers import long_date
from tsi_eval.own_words.marks import DECISIONS, RESULTS, SUMMARY
from tsi_eval.report.caveats import shared
from tsi_eval.report.decisions import decisions
from tsi_eval.report.delivery_tables import found_table, receipt_tables, unused
from tsi_eval.report.own_claims import filled, to_mend, written
from tsi_eval.report.own_summary import own_summary
from tsi_eval.report.parts import LOOKED_UP, ON_SCREEN, SCREEN, Chapter, Part, Prose, bullets, deeper, lowered, plain
from tsi_eval.report.result_tables import estimates_table
from tsi_eval.report.security import rule
from tsi_eval.report.sources import methods, methods_on_paper
from tsi_eval.report.withheld import withheld
from tsi_eval.report.words import Words

# Digits of a hash that the appendix shows; `provenance.json` has all of them.
HASH_DIGITS = 16


def own_text(words: Words, slot: str) -> Chapter:
    """A chapter that people wrote, headings lowered to fit under ours."""
    own = {DECISIONS: decisions, SUMMARY: own_summary}
    text = own[slot](words) if slot in own else _chapter_with_places(words, slot)
    if not text:
        return Chapter(())
    return Chapter((Prose(markdown=f"{words.heading(slot, 1)}\n\n{lowered(text, 1)}"),))


def _chapter_with_places(words: Words, slot: str) -> str:
    text = filled(words, written(words, slot)) if slot in RESULTS else written(words, slot)
    return "\n\n".join(filter(None, [text, to_mend(words, slot)]))


def in_part(words: Words, name: str, chapters: Iterable[Chapter]) -> Chapter:
    """A part of the report: its heading, and its chapters under it; empty without any."""
    parts = [part for chapter in chapters for part in chapter.parts]
    if not parts:
        return Chapter(())
    return Chapter((Prose(markdown=f"# {words.say(f'part.{name}')}"), *map(deeper, parts)))


def limits(words: Words) -> Chapter:
    """What can't be said: where each kind of answer ends, and the doubts that several share."""
    asked: dict[str, list[str]] = {}
    for finding in words.asked_findings():
        asked.setdefault(_limit(words, finding), []).append(words.short(finding))
    lines = bullets(f"{limit} *({'; '.join(names)})*" for limit, names in asked.items())
    parts = [Prose(markdown=f"{words.heading('limits', 1)}\n\n{words.say('limits.intro')}\n\n{lines}")]
    if several := shared(words):
        doubts = "\n".join(
            f"{number}. {caveat} *({'; '.join(names)})*" for number, (caveat, names) in enumerate(several.items(), 1)
        )
        parts += _looked_up(words, "shared", doubts)
    return Chapter(tuple(parts))


def _limit(words: Words, finding: ReleasedFinding) -> str:
    if finding.feasibility.answerable is Answerable.REFUSED:
        return words.say("limit.refused")
    if has_sentence(f"limit.{finding.design}"):
        return words.say(f"limit.{finding.design}")
    return words.say(f"limit.{finding.claim}")


def method(words: Words) -> Chapter:
    """How numbers were made: disclosure control, the claims, and each method with its formula."""
    intro = words.say("method.intro", policy=words.say(f"policy.{words.released.cover.policy}.name"))
    kinds = {finding.claim for finding in words.asked_findings()}
    claims = bullets(
        f"**{words.say(f'claim.{claim}.word')}**: {words.say(f'claim.{claim}.means')}"
        for claim in Claim
        if claim in kinds
    )
    order = f" {words.say('claims.order')}" if len(kinds) > 1 else ""
    is_rated = any(item.rating for finding in words.asked_findings() for item in finding.estimates)
    parts = [
        Prose(markdown=f"{words.heading('method', 1)}\n\n{intro}"),
        *_looked_up(words, "claims", f"{words.say('claims.intro')}{order}\n\n{claims}"),
    ]
    if is_rated:
        parts += _looked_up(words, "security", rule(words))
    return Chapter((*parts, *_methods(words)))


def _methods(words: Words) -> Iterator[Prose]:
    """Yield each method with its formula; those of numbers that are not printed are for the screen.

    Without a method that is printed there is no heading either.
    """
    every, printed = methods(words), methods_on_paper(words)
    others = [name for name in every if name not in printed]
    heading = words.heading("methods", 2)
    if printed:
        yield Prose(markdown=heading)
        yield Prose(markdown=_texts(words, printed), box="methods")
    if others:
        first = "" if printed else f"{heading}\n\n"
        yield Prose(markdown=first + _texts(words, others), box=f"methods {ON_SCREEN}")


def _texts(words: Words, names: Iterable[str]) -> str:
    return "\n\n".join(_one_method(words, name) for name in names)


def _looked_up(words: Words, name: str, text: str) -> tuple[Prose, Prose]:
    """Return a section that is looked up and not read through: in smaller letters on paper."""
    return Prose(markdown=words.heading(name, 2)), Prose(markdown=text, box=LOOKED_UP)


def _one_method(words: Words, name: str) -> str:
    title = words.say(f"method.{name}.name")
    text = f"**{title[:1].upper() + title[1:]}.** {words.say(f'method.{name}.text')}"
    formula = f"method.{name}.formula"
    return f"{text}\n\n$${words.say(formula)}$$" if has_sentence(formula) else text


def quality(words: Words) -> Chapter:
    """What was delivered, how complete it is, and what was withheld and why."""
    key = "quality.intro" if words.released.provenance.of_files else "quality.own_frames"
    said = " ".join(filter(None, (words.say(key), unused(words))))
    intro = Prose(markdown=f"{words.heading('quality', 1)}\n\n{said}")
    parts: list[Part] = [intro, *receipt_tables(words)]
    found = found_table(words)
    if found:
        parts.append(found)
    hidden = withheld(words)
    policy = words.say(f"policy.{words.released.cover.policy}.means")
    outcome = words.say("quality.withheld" if hidden else "quality.nothing_withheld")
    parts += _looked_up(words, "protection", f"{policy} {outcome}")
    return Chapter((*parts, *hidden))


def appendix(words: Words) -> Chapter:
    """Every released number, and the provenance; on a screen only: `estimates.csv` has them too."""
    intro = f"{words.heading('appendix', 1)}\n\n{words.say('appendix.intro')}"
    parts: list[Part] = [Prose(markdown=intro, box=SCREEN)]
    for finding in words.asked_findings():
        id_ = f"all-{finding.question}".replace("_", "-")
        items = [item for _, item in finding.every_estimate()]
        parts.append(estimates_table(words, id_, words.short(finding), items, exact=True, fold=True))
    return Chapter((*parts, _provenance(words)))


def _provenance(words: Words) -> Prose:
    origin = words.released.provenance
    declared = long_date(origin.declared, words.language)
    digest = origin.declaration_sha256[:HASH_DIGITS]
    lines = [words.say("provenance.declared", date=declared, hash=digest)] if origin.of_files else []
    for name, digest in origin.data.items():
        source = words.label(name)
        lines.append(words.say("provenance.data", source=source, kind=origin.data_hash, hash=digest[:HASH_DIGITS]))
    for name, version in origin.versions.items():
        lines.append(words.say("provenance.version", name=plain(name), version=plain(version)))
    for name, digest in origin.designs.items():
        lines.append(words.say("provenance.design", name=plain(name), hash=digest[:HASH_DIGITS]))
    return Prose(markdown=f"{words.heading('provenance', 2)}\n\n{bullets(lines)}")
