"""The glossary: the words that this report uses, each in a sentence or two for whoever meets it for the first time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import Released
from tsi_eval.language import Message, has_sentence, say
from tsi_eval.report.parts import Chapter, Prose, bullets
from tsi_eval.report.words import Words

_ORDER = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


@dataclass(frozen=True, slots=True)
class Held:
    """What a report holds, as far as its words depend on it.

    Attributes:
        data: "synthetic", "public" or "real".
        designs: Of its questions.
        quantities: Of the numbers shown.
        claims: Of its questions.
        caveats: Keys of its caveats.
        intervals: Whether a number has one.
        p_values: Whether a number has one.
        hidden: Whether a number is not shown.
        said: Its questions, labels and people's own texts in Swedish.
    """

    data: str
    designs: frozenset[str]
    quantities: frozenset[Quantity]
    claims: frozenset[Claim]
    caveats: frozenset[str]
    intervals: bool
    p_values: bool
    hidden: bool
    said: str


Rule = Callable[[Held], bool]


def _caveat(*names: str) -> Rule:
    return lambda held: not held.caveats.isdisjoint(names)


def _said(pattern: str) -> Rule:
    return lambda held: re.search(pattern, held.said, re.IGNORECASE) is not None


# When a report uses a term that is not explained for a quantity's, a design's or a caveat's sake:
# terms of a quantity stand in its record, those of a design among its words (`terms.<design>`), and
# one of a caveat bears its name.
TERMS: Mapping[str, Rule] = {
    "tsi": _said(r"\btidiga (och )?samordnade insatser|\btsi\b"),
    "pilot": lambda held: held.data != "public",
    "synthetic": lambda held: held.data == "synthetic",
    "question_role": lambda _: True,
    "open_service": _said(r"\böppna? verksamhet|utan behovsprövning"),
    "concern_report": _said("orosanmäl"),
    "investigation": _said(r"\butredning"),
    "sdq": _said(r"\bsdq\b"),
    "random": lambda held: Claim.CAUSED in held.claims,
    "missing": _caveat("caveat.leavers", "caveat.randomised_lost", "caveat.those_who_answered"),
    "interval": lambda held: held.intervals,
    "p_value": lambda held: held.p_values,
    "n": lambda _: True,
    "hidden": lambda held: held.hidden,
    "pseudonym": lambda _: True,
}


def glossary(words: Words) -> Chapter:
    """Return the chapter, in alphabetical order."""
    lines = bullets(f"**{term}**: {means}" for term, means in terms(words))
    return Chapter((Prose(markdown=f"# {words.say('chapter.glossary')}\n\n{words.say('glossary.intro')}\n\n{lines}"),))


def terms(words: Words) -> tuple[tuple[str, str], ...]:
    """Return each term that the report uses, and what it means."""
    held = _held(words.released)
    used = [(words.say(f"glossary.{name}.term"), words.say(f"glossary.{name}.means")) for name in _used(held)]
    return tuple(sorted(used, key=lambda term: term[0].casefold().translate(_ORDER)))


def _used(held: Held) -> Iterator[str]:
    """Yield each term once: of the report's own rules, then of its quantities, its designs and its caveats."""
    rules = [name for name, rule in TERMS.items() if rule(held)]
    quantities = [name for quantity in held.quantities for name in quantity.record.terms]
    designs = [name for design in held.designs for name in terms_of_design(design)]
    caveats = [
        name for name in (key.partition(".")[2] for key in held.caveats) if has_sentence(f"glossary.{name}.term")
    ]
    yield from dict.fromkeys([*rules, *quantities, *designs, *caveats])


def terms_of_design(design: str) -> tuple[str, ...]:
    """Return the terms that a report with a question of this design explains."""
    key = f"terms.{design}"
    return tuple(say(Message(key)).split()) if has_sentence(key) else ()


def _held(released: Released) -> Held:
    asked = [released.finding(item.id) for item in released.cover.questions]
    every = [estimate for finding in asked for _, estimate in finding.every_estimate()]
    shown = [estimate for estimate in every if estimate.status == "shown"]
    cover = released.cover
    texts = [
        cover.summary.sv,
        *(item.text.sv for item in cover.questions),
        *(text.sv for text in cover.labels.values()),
    ]
    return Held(
        data=cover.data,
        designs=frozenset(finding.design for finding in asked),
        quantities=frozenset(estimate.quantity for estimate in shown),
        claims=frozenset(finding.claim for finding in asked),
        caveats=frozenset(message.key for finding in asked for message in finding.caveats),
        intervals=any(estimate.ci_low is not None and estimate.level is not None for estimate in shown),
        p_values=any(estimate.p_value is not None for estimate in shown),
        hidden=len(shown) < len(every),
        said=" ".join([*texts, *cover.texts.get("sv", {}).values()]),
    )
