"""The answer to a question, and all answers of a pilot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tsi_eval.carries import FINDING, Reduced, saying
from tsi_eval.errors import Problem, UsageError, did_you_mean
from tsi_eval.findings.cell import Partition
from tsi_eval.findings.claim import Claim, Feasibility
from tsi_eval.findings.cover import Cover, Provenance
from tsi_eval.findings.estimate import Estimate, Series
from tsi_eval.findings.grounds import Grounds
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.shown import Shown, Source, room
from tsi_eval.language import Message, Text

if TYPE_CHECKING:
    import pandas as pd

# One finding answers no question: the receipt, which says what was delivered. This name stands in
# the place of both its question and its design.
RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one question, or the reason why there is none.

    It holds exact numbers, and what it shows of itself is for the eyes of the researcher who made
    it: nothing of it has passed disclosure control. `tsi_eval.release` makes of it what may leave.

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
        source: The study that it was found in, for words and for disclosure control; or None.
        words: Words of its design by key, where that is no part of the package.
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
    source: Source | None = field(default=None, repr=False, compare=False)
    words: Mapping[str, Text] = field(default_factory=dict, repr=False)

    def frame(self, labels: str | None = None) -> pd.DataFrame:
        """Return all exact numbers as a tidy table, a row each.

        Args:
            labels: "sv" or "en" for words instead of ids; unless given, the ids.

        Raises:
            UsageError: There is no such language (E191).
        """
        return room().frame_of(self, labels)

    def sentence(self, language: str | None = None) -> str:
        """Return the answer in words that claim no more than the design allows.

        Args:
            language: "sv" or "en"; unless given, the chosen one (`tsi_eval.set_language`).

        Raises:
            UsageError: There is no such language (E191).
        """
        return room().sentence_of(self, language)

    def table(self, language: str | None = None) -> Shown:
        """Return the numbers as a reader of a report meets them, to look at or to save.

        Raises:
            UsageError: There is no such language (E191).
        """
        return room().table_of(self, language)

    def plot(self, language: str | None = None) -> Shown:
        """Return the figure that a report would have of it, to look at or to save.

        Raises:
            UsageError: There is no such language (E191), the question was refused (E468), or no
                figure fits what was found (E469).
        """
        return room().figure_of(self, language)

    def every_estimate(self) -> Iterator[Estimate]:
        """Yield the estimates, then each series' points."""
        yield from self.estimates
        for series in self.series:
            yield from series.points

    def __repr__(self) -> str:
        question = f"{self.question!r}, " if self.question else ""
        n = len(self.estimates) + sum(len(series.points) for series in self.series)
        return f"Finding({question}{self.design}, {self.claim}, {self.feasibility.answerable}, {n} estimates)"

    def _repr_html_(self) -> str:
        return room().html_of(self)

    def __reduce__(self) -> Reduced:
        # A study is no part of what was found.
        return saying(self if self.source is None else replace(self, source=None), FINDING)


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

    def __getitem__(self, question: str) -> Finding:
        """Return the finding of one question.

        Raises:
            UsageError: Nobody asked it (E159).
        """
        found = {finding.question: finding for finding in self.findings}
        if question not in found:
            raise UsageError(unknown_question("findings", question, found))
        return found[question]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def frame(self, labels: str | None = None) -> pd.DataFrame:
        """Return all exact numbers as a tidy table, a row each.

        Args:
            labels: "sv" or "en" for words instead of ids; unless given, the ids.

        Raises:
            UsageError: There is no such language (E191).
        """
        return room().frame_of(self, labels)

    def _repr_html_(self) -> str:
        return room().html_of(self)

    def __reduce__(self) -> Reduced:
        return saying(self, FINDING)


def unknown_question(of: str, question: object, known: Iterable[str]) -> Problem:
    """Return the problem with a question that nobody asked, and what was perhaps meant (E159)."""
    names = [name for name in known if name]
    suggestion = did_you_mean(str(question), names) or ", ".join(names)
    params = {"file": of, "key": "question", "what": "question", "name": str(question), "suggestion": suggestion}
    return Problem(code="E159", params=params)
