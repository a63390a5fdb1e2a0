"""The rules of a report that the code holds: claims, security, policies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from generated.designs import said
from tsi_eval.findings.claim import Claim
from tsi_eval.findings.security import BEGINS, Ground
from tsi_eval.language import Message, say
from tsi_eval.protect.disclosure.policies import POLICIES, Policy


def pages() -> Mapping[str, str]:
    """Return the tables, which pages of their own include."""
    return {name: "\n".join(lines) for name, lines in _tables()}


def _tables() -> Iterator[tuple[str, Iterator[str]]]:
    yield "parts/policies.md", _policies()
    yield "parts/claims.md", _claims()
    yield "parts/security.md", _security()
    yield "parts/disclosure.md", _disclosure()


def _policies() -> Iterator[str]:
    """Yield one row a rule and one column a policy; 1 or less of a count hides nothing."""
    yield from _table("rule", *(f"`{policy.name}`" for policy in POLICIES))
    for field in fields(Policy)[1:]:
        meaning = said(Policy)[1][field.name]
        yield _row(f"`{field.name}`: {meaning}", *(_value(getattr(policy, field.name)) for policy in POLICIES))
    yield ""


def _claims() -> Iterator[str]:
    yield from _table("claim", "what may be said", "in a report", "its answers begin at security")
    for claim in Claim:
        begins = _said(f"security.step.{BEGINS[claim].value}") if claim in BEGINS else "–"
        yield _row(f"`{claim.value}`", said(Claim)[1][claim.name], _said(f"claim.{claim.value}.means"), begins)
    yield ""


def _security() -> Iterator[str]:
    yield from (_said("security.rule"), "")
    yield from (f"- {_said(f'security.lost.{ground.value}')}" for ground in Ground if ground is not Ground.DESIGN)
    yield from ("", _said("security.not_known"), "")


def _disclosure() -> Iterator[str]:
    """Yield the chapter of DESIGN on what may be shown, as a page of its own."""
    text = (Path(__file__).resolve().parents[2] / "DESIGN.md").read_text(encoding="utf-8")
    chapter = text.split("\n## 3. What may be shown\n")[1].split("\n## ")[0]
    yield re.sub(r"^#(#+ )", r"\1", chapter, flags=re.MULTILINE).replace("](docs/", "](/")


def _table(*head: str) -> Iterator[str]:
    yield from (_row(*head), _row(*("---" for _ in head)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _value(value: Any) -> str:
    return f"`{value.value}`" if isinstance(value, StrEnum) else str(value)


def _said(key: str) -> str:
    return say(Message(key), "en")
