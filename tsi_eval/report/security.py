"""How secure an answer is, in words: the step and the reasons that decided it.

What was judged stands in the released values (`findings/security.py`); here it is only said. A
reason that cost nothing is left out, but for the design, for who is missing, and for that it is not
known when the question was declared. That another way of computing gives another answer costs
nothing either, and is said last. Example:

    Svarets säkerhet: låg. Före och efter utan jämförelse, så att det inte går att se varför
    något förändrades; 33 av 45 mättes två gånger (27 % saknas).
"""

from __future__ import annotations

from tsi_eval.findings import Ground, Known, Rating, Reason, Role, Security
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.findings.security import FEW_UNITS, MANY_MISSING, SOME_MISSING, VERY_FEW_UNITS
from tsi_eval.language import has_sentence
from tsi_eval.language.numbers import percent
from tsi_eval.report.parts import bullets
from tsi_eval.report.response import beside as said_beside
from tsi_eval.report.words import Words


def about_answers(words: Words, finding: ReleasedFinding) -> str:
    """Return how secure a finding's answers are, or "" where none has a rating.

    Where several answers are alike in this, it is said once.
    """
    rated = [item for item in finding.estimates if item.role is Role.HEADLINE and item.rating is not None]
    plain = dict.fromkeys(_said(words, finding, item) for item in rated)
    if len(plain) <= 1:
        return "".join(plain)
    return " ".join(_said(words, finding, item, group=words.group(item)) for item in rated)


def step(words: Words, item: ReleasedEstimate) -> str:
    """Return the word for how secure an answer is, or "" where it has no rating."""
    return "" if item.rating is None else words.say(f"security.step.{item.rating.security}")


def is_known(rating: Rating | None) -> bool:
    """Tell whether one may say "we know".

    That is of a randomised answer with the highest security, of which it is known that few are
    missing and that it was declared before its data.
    """
    if rating is None or rating.security is not Security.HIGH:
        return False
    missing, declared = rating.about(Ground.MISSING), rating.about(Ground.DECLARED)
    return all(reason is not None and reason.known is Known.KNOWN for reason in (missing, declared))


def _said(words: Words, finding: ReleasedFinding, item: ReleasedEstimate, group: str = "") -> str:
    if item.rating is None:
        return ""
    turned = words.say("security.turned") if item.turned else ""
    every = [*(_reason(words, finding, reason) for reason in item.rating.reasons), turned]
    reasons = "; ".join(filter(None, every))
    key = "security.sentence_of_group" if group else "security.sentence"
    return words.say(key, group=group, step=step(words, item), reasons=reasons[:1].upper() + reasons[1:])


def _reason(words: Words, finding: ReleasedFinding, reason: Reason) -> str:
    """Return a reason in words, or "" for one that is not said."""
    if reason.ground is Ground.DESIGN:
        return words.say(f"security.design.{reason.about}")
    if reason.ground is Ground.MISSING and reason.known is Known.KNOWN:
        return _missing(words, finding, reason)
    if not reason.lost and reason.known is Known.KNOWN:
        return ""
    if reason.ground is Ground.UNITS and reason.known is Known.KNOWN:
        few = VERY_FEW_UNITS if reason.lost > 1 else FEW_UNITS
        return words.say(f"security.units.{reason.about}", few=str(few), n=words.count(reason.places.get("n")))
    own = f"security.{finding.design}.{reason.ground}_{reason.known}"
    return words.say(own if has_sentence(own) else f"security.{reason.ground}.{reason.known}")


def _missing(words: Words, finding: ReleasedFinding, reason: Reason) -> str:
    places = reason.places
    share = places["permille"] / 1000 if "permille" in places else 1 - places["there"] / places["of"]
    if share <= 0:
        again = said_beside(finding) == "security.missing.beside_first"
        return words.say("security.missing.all_again" if again else "security.missing.nobody")
    missing = _percent(words, share)
    if reason.about:
        return words.say("security.missing.group", missing=missing, group=words.group_name(reason.about))
    if said := said_beside(finding):
        return words.say(said, missing=missing)
    own = f"security.{finding.design}.missing"
    there, of = (words.count(places[name]) for name in ("there", "of"))
    return words.say(own if has_sentence(own) else "security.missing.known", missing=missing, there=there, of=of)


def _percent(words: Words, share: float) -> str:
    """Return a share as per cent, with a decimal where it would else be said to be at a limit."""
    limits = (0.0, SOME_MISSING, MANY_MISSING)
    seems_at_limit = any(round(share, 2) == limit and round(share, 9) != limit for limit in limits)
    return percent(share, int(seems_at_limit), words.language)


def rule(words: Words) -> str:
    """Return the rule by which every answer is judged."""
    lost = bullets(words.say(f"security.lost.{ground}") for ground in Ground if ground is not Ground.DESIGN)
    return "\n\n".join((words.say("security.rule"), lost, words.say("security.not_known")))
