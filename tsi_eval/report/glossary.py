"""The glossary: the words that this report uses, for whoever meets them for the first time.

Each term has a sentence or two in the catalogue (`glossary.<term>.means`). A report explains a term
for one of four reasons: a rule in TERMS, such as that the word "orosanmälan" is used; a quantity
that is shown (`terms` in its record); a design that is asked (`terms.<design>` among its words); or
a caveat that bears the term's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message, has_sentence, say
from tsi_eval.report.explained import messages_of
from tsi_eval.report.parts import LOOKED_UP, Chapter, Prose, bullets
from tsi_eval.report.words import Words

# Swedish letters come after z: here they take the places of the three characters that do so.
_ORDER = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


@dataclass(frozen=True, slots=True)
class Held:
    """What a report holds, as far as its words depend on it.

    Attributes:
        data: What kind of data it rests on: "synthetic", "public" or "real".
        answers: What was found for each of its questions.
        shown: The numbers that are shown.
        hidden: Whether a number is not shown.
        text: The Swedish words of its questions, its labels and people's own texts.
    """

    data: str
    answers: tuple[ReleasedFinding, ...]
    shown: tuple[ReleasedEstimate, ...]
    hidden: bool
    text: str

    @property
    def designs(self) -> frozenset[str]:
        """The designs of its questions."""
        return frozenset(finding.design for finding in self.answers)

    @property
    def claims(self) -> frozenset[Claim]:
        """The claims of its questions."""
        return frozenset(finding.claim for finding in self.answers)

    @property
    def caveats(self) -> frozenset[str]:
        """The keys of the caveats that it says."""
        return frozenset(message.key for finding in self.answers for message in messages_of(finding))

    @property
    def quantities(self) -> frozenset[Quantity]:
        """The quantities of the numbers that are shown."""
        return frozenset(estimate.quantity for estimate in self.shown)

    @property
    def intervals(self) -> bool:
        """Whether a number that is shown has a confidence interval."""
        return any(estimate.ci_low is not None and estimate.level is not None for estimate in self.shown)

    @property
    def rated(self) -> bool:
        """Whether an answer says how secure it is."""
        return any(estimate.rating is not None for estimate in self.shown)

    @property
    def p_values(self) -> bool:
        """Whether a number that is shown has a p-value."""
        return any(estimate.p_value is not None for estimate in self.shown)


Rule = Callable[[Held], bool]


def _caveat(*names: str) -> Rule:
    return lambda held: not held.caveats.isdisjoint(names)


def _mentions(pattern: str) -> Rule:
    return lambda held: re.search(pattern, held.text, re.IGNORECASE) is not None


# Terms that no quantity, design or caveat brings with it, and when a report uses them. The Swedish
# words decide for both languages, so that both explain the same terms.
TERMS: Mapping[str, Rule] = {
    "tsi": _mentions(r"\btidiga (och )?samordnade insatser|\btsi\b"),
    "pilot": lambda held: held.data != "public",
    "synthetic": lambda held: held.data == "synthetic",
    "question_role": lambda _: True,
    "open_service": _mentions(r"\böppna? verksamhet|utan behovsprövning"),
    "concern_report": _mentions("orosanmäl"),
    "investigation": _mentions(r"\butredning"),
    "sdq": _mentions(r"\bsdq\b"),
    "random": lambda held: Claim.CAUSED in held.claims,
    "missing": _caveat("caveat.randomised_lost"),
    "security": lambda held: held.rated,
    "interval": lambda held: held.intervals,
    "p_value": lambda held: held.p_values,
    "n": lambda _: True,
    "hidden": lambda held: held.hidden,
    "pseudonym": lambda _: True,
}


def glossary(words: Words) -> Chapter:
    """Return the chapter, in alphabetical order."""
    lines = bullets(f"**{term}**: {means}" for term, means in terms(words))
    intro = f"# {words.say('chapter.glossary')}\n\n{words.say('glossary.intro')}"
    return Chapter((Prose(markdown=intro), Prose(markdown=lines, box=LOOKED_UP)))


def terms(words: Words) -> tuple[tuple[str, str], ...]:
    """Return each term that the report uses, and what it means."""
    held = _held(words.released)
    used = [(words.say(f"glossary.{name}.term"), words.say(f"glossary.{name}.means")) for name in _used(held)]
    return tuple(sorted(used, key=lambda term: term[0].casefold().translate(_ORDER)))


def _used(held: Held) -> Iterator[str]:
    """Yield each term that the report uses, once."""
    by_rule = [name for name, rule in TERMS.items() if rule(held)]
    of_quantities = [name for quantity in held.quantities for name in quantity.record.terms]
    of_designs = [name for design in held.designs for name in terms_of_design(design)]
    names_of_caveats = [key.partition(".")[2] for key in held.caveats]
    of_caveats = [name for name in names_of_caveats if has_sentence(f"glossary.{name}.term")]
    yield from dict.fromkeys([*by_rule, *of_quantities, *of_designs, *of_caveats])


def terms_of_design(design: str) -> tuple[str, ...]:
    """Return the terms that a report with a question of this design explains."""
    key = f"terms.{design}"
    return tuple(say(Message(key)).split()) if has_sentence(key) else ()


def _held(released: Released) -> Held:
    answers = tuple(released.finding(item.id) for item in released.cover.questions)
    every = [estimate for finding in answers for _, estimate in finding.every_estimate()]
    shown = tuple(estimate for estimate in every if estimate.status == "shown")
    cover = released.cover
    texts = [
        cover.summary.sv,
        *(item.text.sv for item in cover.questions),
        *(text.sv for text in cover.labels.values()),
    ]
    return Held(
        data=cover.data,
        answers=answers,
        shown=shown,
        hidden=len(shown) < len(every),
        text=" ".join([*texts, *cover.texts.get("sv", {}).values()]),
    )
