"""Answers about change made by hand, what may stand beside them, and what is said of both."""

from __future__ import annotations

import re
from dataclasses import replace

import released_by_hand
from released_by_hand import same

from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message, Text
from tsi_eval.language.catalogue import sentences
from tsi_eval.language.numbers import number
from tsi_eval.report.held_against import held_against
from tsi_eval.report.sentences import answers
from tsi_eval.report.words import Words

PERIOD = "T0 > T1"
MARGIN = 3.0
UNIT = {"sv": "poäng", "en": "points"}
POINTS = {"sv": "procentenheter", "en": "percentage points"}
NOT_SMALL = {"sv": "betyder inte att förändringen är liten", "en": "does not mean that the change is small"}
SMALLER = {"sv": "mindre än vad som spelar roll", "en": "smaller than what matters"}
CANNOT_TELL = {"sv": "kan inte avgöra", "en": "can't tell"}
LABELS = {"score": same("Oro"), "worry": same("Sömn"), "unit:score": Text(**UNIT), "unit:worry": Text(**UNIT)}
LABELS |= {"T0": Text(sv="hösten", en="autumn"), "T1": Text(sv="våren", en="spring")}


def estimate(quantity: Quantity, value: float | None, **about: object) -> ReleasedEstimate:
    """Return a number on the outcome "score" of fifty children who were measured twice."""
    usual: dict[str, object] = {
        "design": "pre_post",
        "claim": Claim.CHANGED,
        "outcome": "score",
        "unit": "score",
        "group": "both",
        "period": PERIOD,
        "level": None,
        "n": 50,
        "decimals": 1,
        "status": "shown",
        "reason": "",
    }
    return released_by_hand.estimate(quantity, value, **(usual | about))


def changed(low: float, high: float, **about: object) -> ReleasedEstimate:
    """Return an answer in the middle of its interval."""
    about = {"level": 0.95, "role": Role.HEADLINE} | about
    return estimate(Quantity.MEAN_CHANGE, round((low + high) / 2, 3), ci_low=low, ci_high=high, **about)


def bounds(low: float, high: float, **about: object) -> ReleasedEstimate:
    about = {"group": "before", "role": Role.SENSITIVITY, "method": "worst_case", "n": 60} | about
    return estimate(Quantity.BOUNDS, (low + high) / 2, ci_low=low, ci_high=high, **about)


def imputed(value: float, half: float = 2.0) -> ReleasedEstimate:
    about = {"group": "before", "role": Role.SENSITIVITY, "method": "imputed", "n": 60, "level": 0.95}
    return estimate(Quantity.MEAN_CHANGE, value, ci_low=value - half, ci_high=value + half, **about)


def declared(margin: float = MARGIN, **about: object) -> ReleasedEstimate:
    return estimate(Quantity.SMALLEST_THAT_MATTERS, margin, method="declared", **about)


def by_itself(value: float, answer: ReleasedEstimate) -> tuple[ReleasedEstimate, ReleasedEstimate]:
    """Return the movement that is expected, and what the answer goes beyond it."""
    ends = {name: getattr(answer, name) - value for name in ("ci_low", "ci_high")}
    beyond = estimate(Quantity.BEYOND_EXPECTED, (answer.estimate or 0.0) - value, **ends, level=0.95)
    return estimate(Quantity.EXPECTED_CHANGE, value), beyond


def finding(*items: ReleasedEstimate, caveats: tuple[str, ...] = ()) -> ReleasedFinding:
    messages = tuple(Message(f"caveat.{key}") for key in caveats)
    return released_by_hand.finding("pre_post", Claim.CHANGED, items, caveats=messages)


def words_of(found: ReleasedFinding, language: str, role: str = "primary") -> Words:
    return released_by_hand.words_of(found, language=language, role=role, labels=LABELS)


def sentences_beside(
    language: str, *items: ReleasedEstimate, caveats: tuple[str, ...] = ()
) -> list[tuple[str, dict[str, str]]]:
    """Return the sentences beside the first of these: each one's key, and what fills its places."""
    found = finding(*items, caveats=caveats)
    whole = answers(words_of(found, language), found)[0]
    beside = list(held_against(words_of(found, language), found, found.estimates[0]))
    assert whole.endswith(" ".join(beside))
    assert not re.search(r"\{|\}|\.\.|None|nan| {2}| \.", whole)
    return [_recognised(sentence, language) for sentence in beside]


def _recognised(sentence: str, language: str) -> tuple[str, dict[str, str]]:
    """Return which sentence of the catalogue this is: the one that fits with most places."""
    found = {}
    for key, text in sentences(language).items():
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(str(text)))
        if key.startswith("more.") and (match := re.fullmatch(pattern, sentence)):
            found[key.removeprefix("more.")] = match.groupdict()
    return max(found.items(), key=lambda item: len(item[1]))


def written(value: float, language: str, decimals: int = 1) -> str:
    return number(value, decimals, language)


def mirrored(item: ReleasedEstimate) -> ReleasedEstimate:
    """Return a change the other way."""
    low, high = item.ci_low or 0.0, item.ci_high or 0.0
    return replace(item, estimate=-(item.estimate or 0.0), ci_low=0.0 - high, ci_high=0.0 - low, verdict=None)
