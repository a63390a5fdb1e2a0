"""What is measured: an outcome, with its scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from annotated_types import Gt, Le

from tsi_eval.errors import Problem
from tsi_eval.language import Message, Text
from tsi_eval.options import Options

Positive = Annotated[float, Gt(0)]
Share = Annotated[float, Gt(0), Le(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Options):
    """A measured quantity.

    Attributes:
        label: Its name for readers.
        unit: Its unit in words, such as "poäng" and "points".
        minimum: Smallest possible value, or None.
        maximum: Largest possible value, or None.
        step: Smallest step of the scale; decides how many decimals of a mean are safe to show.
        sd: Standard deviation in the group that reliable change is judged by, or None.
        reliability: Its reliability there, or None.
        reference: Where `sd` and `reliability` come from.
        direct: Whether it is counted, weighed or read off, such as weeks until a contact, so that
            it has no reliability to know.
        waits: From what to what it is waited, such as "från förfrågan till första mötet", where it
            is a time of waiting; else no text.
    """

    label: Text
    unit: Text
    minimum: float | None = None
    maximum: float | None = None
    step: Positive = 1.0
    sd: Positive | None = None
    reliability: Share | None = None
    reference: Text = field(default_factory=lambda: Text(sv="", en=""))
    direct: bool = False
    waits: Text = field(default_factory=lambda: Text(sv="", en=""))

    @property
    def reliable(self) -> bool | None:
        """Whether its reliability is known; None where it has none to know."""
        return None if self.direct else self.reliability is not None

    @property
    def is_wait(self) -> bool:
        """Whether it is a time of waiting, which those who still wait have no value of."""
        return bool(self.waits.sv or self.waits.en)

    def contradictions(self) -> Iterator[Problem]:
        """Yield a largest value that is not above the smallest (E291)."""
        if self.minimum is not None and self.maximum is not None and self.maximum <= self.minimum:
            above = Message("expected.greater_than", {"gt": f"{self.minimum:g}"})
            yield self.refusal("E291", "maximum", expected=above, got=f"{self.maximum:g}")

    @classmethod
    def plain(cls, name: str) -> Outcome:
        """Return an outcome of which nothing is declared but its name."""
        return cls(label=Text(sv=name, en=name), unit=Text(sv="enheter", en="units"))
