"""What a question about change may declare beside its outcome: numbers that need a reason or a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Gt
from pydantic import StringConstraints

from tsi_eval.language import Text
from tsi_eval.strict import STRICT

Positive = Annotated[float, Gt(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """The smallest change that matters to those concerned.

    Attributes:
        change: Its size, in the outcome's unit; the same up and down.
        reason: Why this much, in words that a reader can weigh.
    """

    __pydantic_config__ = STRICT

    change: Positive
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The population that a group was chosen from for its high or low values, and towards whose mean it moves by itself.

    Attributes:
        mean: The population's mean, in the outcome's unit.
        source: Where it comes from.
    """

    __pydantic_config__ = STRICT

    mean: float
    source: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinical:
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

    __pydantic_config__ = STRICT

    clinical_mean: float
    clinical_sd: Positive
    norm_mean: float
    norm_sd: Positive
    cutoff: Literal["a", "b", "c"] = "c"
    source: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A published change in standard deviations, to hold one's own beside.

    Attributes:
        name: Of its words among the pilot's labels, "benchmark=name".
        low: Lower end of what was published; the same as `high` for one number.
        high: Upper end.
        n: Persons that it rests on.
        cite: Its key among the package's sources, such as "hogstrom2017", or "".
    """

    __pydantic_config__ = STRICT

    name: str
    low: float
    high: float
    n: Annotated[int, Ge(1)]
    cite: Annotated[str, StringConstraints(pattern=r"^([a-z]+\d{4})?$")] = ""
