"""What is measured: an outcome, with its scale."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsi_eval.language import Text
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
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
    """

    __pydantic_config__ = STRICT

    label: Text
    unit: Text
    minimum: float | None = None
    maximum: float | None = None
    step: float = 1.0
    sd: float | None = None
    reliability: float | None = None
    reference: Text = field(default_factory=lambda: Text(sv="", en=""))

    @classmethod
    def plain(cls, name: str) -> Outcome:
        """Return an outcome of which nothing is declared but its name."""
        return cls(label=Text(sv=name, en=name), unit=Text(sv="", en=""))
