"""What every design promises, and what most of them do alike."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Protocol

from tsi_eval.designs.behind import with_those_behind
from tsi_eval.designs.estimating import estimated
from tsi_eval.designs.known_names import unknown_names
from tsi_eval.designs.needs import Needs
from tsi_eval.errors import CALL, DataError, NotEstimable, Problem, UsageError
from tsi_eval.findings import (
    Answerable,
    Cell,
    Claim,
    Estimate,
    Feasibility,
    Finding,
    Grounds,
    Measured,
    Quantity,
    Series,
)
from tsi_eval.language import Message, Text
from tsi_eval.options import Options
from tsi_eval.study import Study

ESTIMABLE = Feasibility(answerable=Answerable.ESTIMABLE)
DESCRIPTIVE = Feasibility(answerable=Answerable.DESCRIPTIVE)
# Codes by which a statistic says that nothing varies: values, persons within groups, or clusters.
NO_VARIATION: Mapping[str, str] = dict.fromkeys(("E139", "E140", "E252"), "refusal.no_variation")


class Design(Protocol):
    """One way to answer a question: a frozen record whose fields are its options."""

    @property
    def name(self) -> str:
        """The design's name in `questions.toml` and in the catalogue."""

    @property
    def claim(self) -> Claim:
        """The strongest claim that it can make with these options."""

    @property
    def needs(self) -> Needs:
        """What the study must hold."""

    @property
    def uses(self) -> tuple[str, ...]:
        """Questions whose findings it reads."""

    @property
    def words(self) -> Mapping[str, Text]:
        """Words by key, of a design that is no part of the package; else nothing."""

    def lacks(self, study: Study) -> tuple[Problem, ...]:
        """Return what makes the question impossible with this delivery.

        Each is a fault to mend, such as a name that the study does not have, and never a small
        sample.
        """

    def feasibility(self, study: Study) -> Feasibility:
        """Tell whether the question can be answered with this many persons, waves and clusters.

        Raises:
            DataError: Everything that `lacks` names, at once.
        """

    def answer(self, study: Study, earlier: Mapping[str, Finding] | None = None) -> Finding:
        """Return the finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one design found in a study: the parts of a `Finding` that differ from design to design.

    Attributes:
        estimates: The numbers, the answer first.
        series: Numbers along an axis.
        caveats: What a reader must keep in mind.
        start: The month or term from which a figure marks a start, or "".
        measured: Values of persons that the design made itself, as in `Finding`.
        grounds: What the security of the answers is judged by; what is left out is not known, and
            costs the answer steps.
    """

    estimates: tuple[Estimate, ...] = ()
    series: tuple[Series, ...] = ()
    caveats: tuple[Message, ...] = ()
    start: str = ""
    measured: tuple[Measured, ...] = ()
    grounds: Grounds = field(default_factory=Grounds)


class StandardDesign(Options, ABC):
    """What most designs do alike, so that a new one says only what is its own.

    A design derives from this class as a frozen dataclass whose fields are its options. It must
    give `name`, `claim`, `needs` and `found`. Unless it says otherwise, its options can't
    contradict each other (`contradictions`), it uses no earlier finding (`uses`), finds no fault in
    the delivery (`faults`), and can always be answered (`judged`).

    A question is asked in this order, and each step may take for granted what the one before it has
    found to be right:

    1. The options are checked when the design is made: `Options`.
    2. The names that the design needs are names that the study has: `lacks`.
    3. The delivery holds what the question needs: `faults`.
    4. There is enough of it: `judged`.
    5. The answer is computed: `found`.
    """

    __slots__ = ()
    name: ClassVar[str]
    # Key → words, of a design that is no part of the package: the package's stand in its folder.
    words: ClassVar[Mapping[str, Text]] = {}

    @property
    @abstractmethod
    def claim(self) -> Claim:
        """The strongest claim that it can make with these options."""

    @property
    @abstractmethod
    def needs(self) -> Needs:
        """What the study must hold."""

    @property
    def uses(self) -> tuple[str, ...]:
        """Questions whose findings it reads: none."""
        return ()

    def lacks(self, study: Study) -> tuple[Problem, ...]:
        """Return what makes the question impossible with this delivery.

        First come the names that the study does not have (E296). Only a study that has them all is
        searched for other faults, since a misspelt name has no values either. Asked in Python, the
        question is called as the design is; `analyse` calls it by its id.

        Raises:
            UsageError: What is asked is no study (E325).
        """
        call = f"{type(self).__name__}{CALL}"
        if not isinstance(study, Study):
            raise UsageError(Problem(code="E325", params={"call": call, "got": type(study).__name__}))
        problems = tuple(unknown_names(self, study)) or self.faults(study)
        own = {"question": call}
        return tuple(replace(problem, params=own | dict(problem.params)) for problem in problems)

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return what else makes the question impossible: nothing.

        The study has every name that the design needs.
        """
        del study
        return ()

    def feasibility(self, study: Study) -> Feasibility:
        """Tell whether the question can be answered with this many persons, waves and clusters.

        Raises:
            DataError: Everything that `lacks` names, at once.
        """
        if problems := self.lacks(study):
            raise DataError(problems)
        return self.judged(study)

    def judged(self, study: Study) -> Feasibility:
        """Tell whether a study that lacks nothing holds enough for an answer.

        Counting is always possible; what may be shown is decided at release.
        """
        del study
        return ESTIMABLE

    @abstractmethod
    def found(self, study: Study, *, refused: bool) -> Found:
        """Return what the study says of the question.

        Args:
            study: A study that lacks nothing.
            refused: Whether `judged` refused the question. Then there is no answer, but there
                may be numbers that explain why, such as how many were measured.
        """

    def answer(self, study: Study, earlier: Mapping[str, Finding] | None = None) -> Finding:
        """Return the finding: what was found, or why the question can't be answered.

        Raises:
            DataError: Everything that `lacks` names, at once.
        """
        del earlier
        feasibility = self.feasibility(study)
        found = self.found(study, refused=feasibility.answerable is Answerable.REFUSED)
        finding = Finding(
            question="",
            design=self.name,
            claim=self.claim,
            feasibility=feasibility,
            estimates=found.estimates,
            series=found.series,
            caveats=found.caveats,
            start=found.start,
            measured=found.measured,
            grounds=found.grounds,
            source=study,
            words=self.words,
        )
        return with_those_behind(finding, study, allowed=bool(getattr(self, "clusters", "")))

    def estimate(self, quantity: Quantity, value: float, *basis: Cell, **fields: Any) -> Estimate:
        """Return a number of this design, which describes unless `fields` gives it another claim.

        An answer that may say more gives `claim=self.claim`: what stands beside it must not say it
        too.
        """
        return estimated(self.name, quantity, value, basis, **{"claim": Claim.DESCRIBES} | fields)


def refuse(key: str, **params: str) -> Feasibility:
    """Return that a question can't be answered, with the sentence that says why.

    Args:
        key: Of the sentence in the catalogue, such as "refusal.few_pairs".
        **params: What fills its places.
    """
    return Feasibility(answerable=Answerable.REFUSED, reason=Message(key, params))


def refused_for(error: NotEstimable, reasons: Mapping[str, str]) -> Feasibility:
    """Return that a question can't be answered, for the reason that a statistic gives.

    Args:
        error: What the statistic refused.
        reasons: Code → the sentence for a reader.

    Raises:
        NotEstimable: The error itself when no sentence is meant for it: any would be a false
            reason.
    """
    for problem in error.problems:
        if problem.code in reasons:
            return refuse(reasons[problem.code])
    raise error


def caveats(*names: str) -> tuple[Message, ...]:
    """Return the caveats of these names.

    Example:
        >>> caveats("no_comparison")[0].key
        'caveat.no_comparison'
    """
    return tuple(Message(f"caveat.{name}") for name in names)
