"""The answer to a question, and all answers of a pilot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tsi_eval.carries import FINDING, Reduced, saying
from tsi_eval.findings.cell import Partition
from tsi_eval.findings.claim import Claim, Feasibility
from tsi_eval.findings.cover import Cover, Provenance
from tsi_eval.findings.estimate import Estimate, Series
from tsi_eval.findings.grounds import Grounds
from tsi_eval.findings.measured import Measured
from tsi_eval.language import Message

# One finding answers no question: the receipt, which says what was delivered. This name stands in
# the place of both its question and its design.
RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one question, or the reason why there is none.

    Attributes:
        question: The question's id, or "" until the analysis has filled it in.
        design: Name of the design that answered it.
        claim: The strongest claim of its estimates.
        feasibility: Whether the question could be answered, and why not.
        estimates: The numbers, the answer first.
        series: Numbers along an axis.
        partitions: How tallies without smallest tallies add up.
        caveats: What a reader must keep in mind.
        start: The month or term from which a figure marks a start, or "".
        measured: Values of persons that the design made itself, for disclosure control; the outcome
            is "|" and the note of the numbers about them, until the question is known.
        grounds: What the security of its answers is judged by.
    """

    question: str
    design: str
    claim: Claim
    feasibility: Feasibility
    estimates: tuple[Estimate, ...] = field(default=(), repr=False)
    series: tuple[Series, ...] = field(default=(), repr=False)
    partitions: tuple[Partition, ...] = ()
    caveats: tuple[Message, ...] = ()
    start: str = ""
    measured: tuple[Measured, ...] = field(default=(), repr=False)
    grounds: Grounds = field(default_factory=Grounds, repr=False)

    def every_estimate(self) -> Iterator[Estimate]:
        """Yield the estimates, then each series' points."""
        yield from self.estimates
        for series in self.series:
            yield from series.points

    def __reduce__(self) -> Reduced:
        return saying(self, FINDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything that was found about a pilot, before disclosure control.

    It prints its cover, and neither numbers nor hashes.

    Attributes:
        cover: What the report may know of the pilot.
        findings: One a question, in the declared order, and the receipt.
        provenance: What they were made from.
        measured: Everybody's values, for disclosure control.
    """

    cover: Cover
    findings: tuple[Finding, ...] = field(repr=False)
    provenance: Provenance = field(repr=False)
    measured: tuple[Measured, ...] = field(default=(), repr=False)

    def __reduce__(self) -> Reduced:
        return saying(self, FINDING)
