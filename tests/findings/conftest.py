"""Numbers and findings to test records with: each test changes what it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tsi_eval.findings import (
    Answerable,
    Claim,
    Cover,
    Estimate,
    Feasibility,
    Finding,
    Kind,
    Provenance,
    Quantity,
    Role,
    people,
)
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Text

WORDS = Text(sv="ord", en="words")
DAY = date(2026, 11, 22)


@pytest.fixture
def estimate() -> Callable[..., Estimate]:
    """Return a function that makes the mean of twelve persons, with given fields."""

    def make(**fields: Any) -> Estimate:
        persons = frozenset(f"p{i}" for i in range(12))
        usual: dict[str, Any] = {
            "question": "q",
            "design": "made",
            "quantity": Quantity.MEAN,
            "claim": Claim.DESCRIBES,
            "estimate": 7.5,
            "n": 12,
            "basis": (people(persons, kind=Kind.PERSON),),
        }
        return Estimate(**usual | fields)

    return make


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """Return a function that makes a finding, with given fields."""

    def make(**fields: Any) -> Finding:
        usual: dict[str, Any] = {
            "question": "q",
            "design": "made",
            "claim": Claim.DESCRIBES,
            "feasibility": Feasibility(answerable=Answerable.ESTIMABLE),
        }
        return Finding(**usual | fields)

    return make


@pytest.fixture
def shown() -> Callable[..., ReleasedEstimate]:
    """Return a function that makes a released mean of twelve persons, with given fields."""

    def make(**fields: Any) -> ReleasedEstimate:
        texts = ("outcome", "group", "reference", "period", "axis", "unit", "method", "note", "payer", "reason")
        numbers = ("se", "ci_low", "ci_high", "level", "p_value", "price_year")
        usual: dict[str, Any] = {
            "question": "q",
            "design": "made",
            "quantity": Quantity.MEAN,
            "role": Role.SUPPORTING,
            "claim": Claim.DESCRIBES,
            "scale": "identity",
            "estimate": 7.5,
            "n": 12,
            "status": "shown",
            "decimals": 1,
            **dict.fromkeys(texts, ""),
            **dict.fromkeys(numbers),
        }
        return ReleasedEstimate(**usual | fields)

    return make


@pytest.fixture
def answered() -> Callable[..., ReleasedFinding]:
    """Return a function that makes a released finding, with given fields."""

    def make(**fields: Any) -> ReleasedFinding:
        usual: dict[str, Any] = {
            "question": "q",
            "design": "made",
            "claim": Claim.DESCRIBES,
            "feasibility": Feasibility(answerable=Answerable.ESTIMABLE),
            "estimates": (),
            "series": {},
            "caveats": (),
        }
        return ReleasedFinding(**usual | fields)

    return make


@pytest.fixture
def cover() -> Cover:
    """Return the cover of a pilot without questions."""
    return Cover(
        pilot="made",
        title=WORDS,
        summary=WORDS,
        municipality="Testkommun",
        period=WORDS,
        data="synthetic",
        policy="default",
        report_date=DAY,
        labels={},
        questions=(),
        texts={},
        source=WORDS,
    )


@pytest.fixture
def provenance() -> Provenance:
    """Return where the findings of that pilot come from."""
    return Provenance(
        declaration_sha256="d0",
        declared=DAY,
        data={"forms": "f0"},
        data_hash="sha256",
        versions={"tsi_eval": "0"},
    )
