"""The answer to a question, and all answers of a pilot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tsi_eval.findings.cell import Partition
from tsi_eval.findings.claim import Claim, Feasibility
from tsi_eval.findings.cover import Cover, Provenance
from tsi_eval.findings.estimate import Estimate, Series
from tsi_eval.language import Message

# The finding about what was delivered, which is no question's: its design and its question.
RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one question, or the reason why there is none; `start` is the month or term from which a figure marks a start."""

    question: str
    design: str
    claim: Claim
    feasibility: Feasibility
    estimates: tuple[Estimate, ...] = field(default=(), repr=False)
    series: tuple[Series, ...] = field(default=(), repr=False)
    partitions: tuple[Partition, ...] = ()
    caveats: tuple[Message, ...] = ()
    start: str = ""

    def every_estimate(self) -> Iterator[Estimate]:
        """Yield the estimates, then each series' points."""
        yield from self.estimates
        for series in self.series:
            yield from series.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything found, before disclosure control; shows its questions, never its numbers."""

    cover: Cover
    findings: tuple[Finding, ...] = field(repr=False)
    provenance: Provenance = field(repr=False)
