"""Scoring keys: which items make a scale, by number only.

The wording of items is under copyright and never stands here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from tsi_eval.errors import Problem, UsageError, did_you_mean
from tsi_eval.language import Text
from tsi_eval.strict import STRICT, parsed

INSTRUMENTS = (
    "sdq_parent",
    "sdq_teacher",
    "sdq_self",
    "kasam13_self",
    "kidscreen10_self",
    "kidscreen10_proxy",
    "hbsc_self",
)
Confidence = Literal["H", "M", "L"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Items that are summed or counted, or scales that are summed.

    Attributes:
        id: Short name.
        label: Its name for readers.
        direction: Whether less or more of it is better.
        items: Item numbers, or () when it is a sum of scales.
        reversed: Those of `items` that count the other way.
        parts: Ids of the scales that it sums, or (); it is missing when any of them is.
        rule: "sum" of the items; or "count", which is 1 when at least `threshold` items have an
            answer among `counted`, else 0.
        counted: Answers that a count counts, after reversed items are turned.
        threshold: How many of them make 1.
        confidence: How well the key is known: "H" read in a primary source or in several
            independent ones, "M" one secondary source, "L" from general knowledge.
    """

    __pydantic_config__ = STRICT

    id: str
    label: Text
    direction: Literal["higher_better", "lower_better"]
    items: tuple[int, ...] = ()
    reversed: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    rule: Literal["sum", "count"] = "sum"
    counted: tuple[int, ...] = ()
    threshold: int = 0
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is done about items without an answer.

    Attributes:
        least_answered: Answers that a scale of items needs. A sum is then the mean of those
            answered times the number of items; a count that has reached its threshold needs no
            more.
        rounding: Of a sum: "half_up" to a whole number, or "none".
        confidence: How well the rule is known, as for a scale.
        label: The rule for readers, with that mark.
    """

    __pydantic_config__ = STRICT

    least_answered: int
    rounding: Literal["half_up", "none"]
    confidence: Confidence
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A scale's spread and reliability in a population, for reliable change.

    Attributes:
        sd: Standard deviation.
        retest: Correlation of two measurements without an intervention.
        population: Who was measured, and how far apart.
        source: Where the numbers come from.
        confidence: "H" read in a primary source, "M" one secondary source, "L" from general
            knowledge.
    """

    __pydantic_config__ = STRICT

    sd: float
    retest: float
    population: Text
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentKey:
    """How one version of a questionnaire is scored.

    Attributes:
        id: One of `INSTRUMENTS`.
        label: Its name for readers.
        n_items: Number of items, numbered from 1.
        item_minimum: Lowest answer.
        item_maximum: Highest answer; a reversed item counts lowest + highest - answer.
        coding: What the lowest and the highest answer stand for: nothing in the numbers would show
            that they are turned.
        missing: What is done about items without an answer.
        scales: Scales of items, then sums of them.
        references: Scale → spread and reliability, where they are known.
        licence: What may be done with the questionnaire.
        source: Where the key comes from.
    """

    id: str
    label: Text
    n_items: int
    item_minimum: int
    item_maximum: int
    coding: Text
    missing: Missing
    scales: tuple[Scale, ...]
    references: Mapping[str, Reference]
    licence: Text
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Who answers, and the reference values of their answers."""

    __pydantic_config__ = STRICT

    label: Text
    reference: Mapping[str, Reference] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A questionnaire's file: one key, shared by its versions."""

    __pydantic_config__ = STRICT

    n_items: int
    item_minimum: int
    item_maximum: int
    source: str
    coding: Text
    licence: Text
    missing: Missing
    scale: tuple[Scale, ...]
    version: Mapping[str, Version]


def instrument(name: str) -> InstrumentKey:
    """Return an instrument's key.

    Args:
        name: One of `INSTRUMENTS`: the questionnaire and its version.

    Raises:
        UsageError: There is no such instrument (E210).

    Example:
        >>> instrument("sdq_parent").scales[1].reversed
        (7,)
    """
    if name not in INSTRUMENTS:
        params = {"name": name, "suggestion": did_you_mean(name, INSTRUMENTS) or "–", "known": ", ".join(INSTRUMENTS)}
        raise UsageError(Problem(code="E210", params=params))
    questionnaire, _, version = name.partition("_")
    key = _key_file(f"{questionnaire}.toml")
    return InstrumentKey(
        id=name,
        label=key.version[version].label,
        n_items=key.n_items,
        item_minimum=key.item_minimum,
        item_maximum=key.item_maximum,
        coding=key.coding,
        missing=key.missing,
        scales=key.scale,
        references=key.version[version].reference,
        licence=key.licence,
        source=key.source,
    )


@cache
def _key_file(name: str) -> KeyFile:
    raw = tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return parsed(KeyFile, raw)
