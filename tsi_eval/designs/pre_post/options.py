"""What a question about change may declare beside its outcome.

These are numbers that need a reason or a source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from annotated_types import Ge, Gt
from pydantic import StringConstraints

from tsi_eval.designs.option import Name
from tsi_eval.designs.rules import apart, filled
from tsi_eval.designs.usable import exactly
from tsi_eval.errors import Problem
from tsi_eval.language import Message, Text
from tsi_eval.options import Options

Positive = Annotated[float, Gt(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters(Options):
    """The smallest change that matters to those concerned.

    Attributes:
        change: Its size, in the outcome's unit; the same up and down.
        reason: Why this much, in words that a reader can weigh.
    """

    option: ClassVar[str] = "matters"

    change: Positive
    reason: Text

    def contradictions(self) -> Iterator[Problem]:
        """Yield a reason that is blank (E291)."""
        yield from filled(self, "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected(Options):
    """The population that a group was chosen from for its high or low values.

    The group moves towards the population's mean by itself.

    Attributes:
        mean: The population's mean, in the outcome's unit.
        source: Where it comes from.
    """

    option: ClassVar[str] = "selected"

    mean: float
    source: Text

    def contradictions(self) -> Iterator[Problem]:
        """Yield a source that is blank (E291)."""
        yield from filled(self, "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinical(Options):
    """Two populations, and the cut-off between them (Jacobson and Truax 1991).

    Attributes:
        clinical_mean: Mean of those with the difficulties.
        clinical_sd: Their standard deviation.
        norm_mean: Mean of those without.
        norm_sd: Their standard deviation.
        cutoff: "a": two standard deviations from the first mean; "b": two from the second; "c":
            where the two meet.
        source: Where the numbers come from.
    """

    option: ClassVar[str] = "clinical"

    clinical_mean: float
    clinical_sd: Positive
    norm_mean: float
    norm_sd: Positive
    cutoff: Literal["a", "b", "c"] = "c"
    source: Text

    def contradictions(self) -> Iterator[Problem]:
        """Yield a source that is blank (E291), and two populations with one mean (E292).

        No cut-off lies between two equal means.
        """
        yield from filled(self, "source")
        yield from apart(self, "norm_mean", "clinical_mean")


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark(Options):
    """A published change in standard deviations, to hold one's own beside.

    Attributes:
        name: Of its words among the pilot's labels, "benchmark=name".
        low: Lower end of what was published; the same as `high` for one number.
        high: Upper end.
        n: Persons that it rests on.
        cite: Its key among the package's sources, such as "hogstrom2017", or "".
    """

    option: ClassVar[str] = "benchmark"

    name: Name
    low: float
    high: float
    n: Annotated[int, Ge(1)]
    cite: Annotated[str, StringConstraints(pattern=r"^([a-z]+\d{4})?$")] = ""

    def contradictions(self) -> Iterator[Problem]:
        """Yield ends that are the wrong way round (E291)."""
        if self.low > self.high:
            least = Message("expected.greater_than_equal", {"ge": exactly(self.low)})
            yield self.refusal("E291", "high", expected=least, got=exactly(self.high))
